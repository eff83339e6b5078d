// What the city hears of a dossier's intake beyond who came and with which papers: by which channel, for whom, by which limit it was promised, and where the result goes.

import { z } from 'zod';
import { OWNER_NAME_LENGTH, PERSON_NAME_LENGTH } from '../domain/intake/name-lengths.ts';

/** How it came in. */
export const channelSchema = z.enum(['counter', 'online', 'post']);

const ownerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), fullName: z.string().min(1).max(PERSON_NAME_LENGTH), idNumber: z.string().max(20), birthDate: z.string().max(10), address: z.string().max(300), phone: z.string().max(20) }),
  /** `number` is the tax code, or what it is registered under. */
  z.strictObject({ kind: z.enum(['organisation', 'household-business']), fullName: z.string().min(1).max(OWNER_NAME_LENGTH), number: z.string().max(40), address: z.string().max(300), phone: z.string().max(20) }),
]);

/** Personal data, like the applicant's: never logged. */
export const intakeDetailsSchema = z.strictObject({
  channel: channelSchema,
  /** Whose limit the due date was counted by: the channel's own, or the counter's in its place; null where there is none. */
  limitOf: channelSchema.nullable(),
  /** The case of the procedure in the catalogue's words; '' where it has none. */
  caseName: z.string().max(300),
  /** The dossier's owner, where the applicant files for somebody else. */
  behalf: z.strictObject({ relation: z.enum(['authorised', 'parent', 'guardian', 'representative']), owner: ownerSchema }).nullable(),
  /** The result goes home by post; null where it is fetched. */
  delivery: z.strictObject({ recipient: z.string().min(1).max(120), phone: z.string().max(20), address: z.string().min(1).max(300), payer: z.enum(['recipient', 'prepaid', 'unit']) }).nullable(),
});
export type IntakeDetails = z.infer<typeof intakeDetailsSchema>;

/** Of a paper that was handed in, beyond its originals and copies; each only where there is something to say. */
export const paperDetails = {
  /** Certified copies. */
  certified: z.int().min(0).max(99).exactOptional(),
  /** Why a paper was taken that the catalogue does not ask for. */
  outsideReason: z.string().min(1).max(300).exactOptional(),
  /** Code of the dossier out of which it was taken again. */
  reusedFrom: z.string().max(48).exactOptional(),
  /** What was taken was that dossier's result, not a paper of it. */
  reusedResult: z.literal(true).exactOptional(),
};
