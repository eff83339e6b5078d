// What a station writes down of papers that change hands after a dossier was opened: lists to those who work on them, results that come back, calls to their owners, and results given out.

import { z } from 'zod';
import { businessDaySchema, counterIdSchema, dossierIdSchema } from '../contract/primitives.ts';

const listId = z.uuid();
/** Who did it: the counter and the officer whose name stands on it; the administration has neither. */
const by = z.strictObject({ counterId: counterIdSchema.nullable(), officerName: z.string().max(120) });
const ofDossier = { dossierId: dossierIdSchema };

export const handoverEvents = {
  /** One list of dossiers that go to `unit`. Its `number` counts within the year. Each dossier's own step beside it is a 'dossier.moved'. */
  'handover.made': z.strictObject({
    listId, year: z.int().min(2020).max(2100), number: z.int().min(1), unit: z.string().min(1).max(120), toName: z.string().max(120), dossierIds: z.array(dossierIdSchema).min(1).max(100), by,
  }),
  /** The other side has looked: who took it, and what was not taken and why. A note asks for no person's name. */
  'handover.received': z.strictObject({
    listId, receivedBy: z.string().min(1).max(120),
    refused: z.array(z.strictObject({ dossierId: dossierIdSchema, why: z.enum(['paper-missing', 'wrong-unit', 'not-there', 'other']), note: z.string().max(200) })).max(100), by,
  }),
} as const satisfies Record<string, z.ZodType>;

/** Events of one dossier. None of them moves it: where its status changes, a 'dossier.moved' stands beside it. Names, numbers and free words are personal data. */
export const resultEvents = {
  /** Papers came back: the result, a refusal, or the wish for more papers; `place` is where they are kept here. `issuedOn`: the day that stands on it; not there where nobody wrote it. */
  'dossier.result-arrived': z.strictObject({ ...ofDossier, kind: z.enum(['paper', 'refusal', 'supplements']), place: z.string().max(80), number: z.string().max(60), abstract: z.string().max(300), issuedOn: businessDaySchema.exactOptional(), by }),
  /** Its owner was told that a result is here, or could not be reached. */
  'dossier.owner-called': z.strictObject({ ...ofDossier, manner: z.enum(['phoned', 'messaged', 'not-reached']), note: z.string().max(300), by }),
  /** The result was given out, or went to the post. `receipt`: what became of the citizen's receipt. `unpaid`: it went out although the fee had not been seen, and why. */
  'dossier.result-returned': z.strictObject({
    ...ofDossier, manner: z.enum(['by-hand', 'by-post']), to: z.enum(['applicant', 'owner', 'other', 'post']), toName: z.string().min(1).max(120), toNumber: z.string().max(40), proof: z.string().max(300),
    tracking: z.string().max(40), receipt: z.enum(['taken-back', 'lost', 'none']), papersBack: z.array(z.string().max(400)).max(80), unpaid: z.strictObject({ amount: z.int().min(0), reason: z.string().max(300) }).nullable(), by,
  }),
  /** Whoever took it has signed for it on the slip; of what went by post, the post has brought it. */
  'dossier.return-signed': z.strictObject({ ...ofDossier, by }),
} as const satisfies Record<string, z.ZodType>;
