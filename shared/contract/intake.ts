// What an officer notes of an intake beyond the person and the papers of the list: channel, case, for whom, where the result goes, papers outside the list, what is taken over from earlier.

import { z } from 'zod';
import { OWNER_NAME_LENGTH, PERSON_NAME_LENGTH } from '../domain/intake/name-lengths.ts';
import { dossierIdSchema, epochMsSchema, wordsSchema } from './primitives.ts';

/** Over the counter, by post, or online with the officer's help. */
export const channelSchema = z.enum(['counter', 'online', 'post']);

const name = wordsSchema(PERSON_NAME_LENGTH).pipe(z.string().min(1));
const dayOrNothing = z.string().regex(/^(?:\d{4}-\d{2}-\d{2})?$/);

/** Whose matter it is, where the person at the counter comes for somebody else. Dates are 'YYYY-MM-DD', '' where unknown. The number of an organisation is as its papers have it, also where no rule knows it, and '' where it has none. */
export const ownerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), fullName: name, idNumber: z.string().regex(/^(?:\d{9}|\d{12})?$/), birthDate: dayOrNothing, address: wordsSchema(300), phone: wordsSchema(20) }),
  z.strictObject({
    kind: z.enum(['organisation', 'household-business']), fullName: wordsSchema(OWNER_NAME_LENGTH).pipe(z.string().min(1)), number: wordsSchema(40), address: wordsSchema(300), phone: wordsSchema(20),
  }),
]);
export type Owner = z.infer<typeof ownerSchema>;

/** 'authorised' (ủy quyền), 'parent' (cha, mẹ), 'guardian' (người giám hộ), 'representative' (người đại diện) of an organisation. */
export const relationSchema = z.enum(['authorised', 'parent', 'guardian', 'representative']);
export const behalfSchema = z.strictObject({ relation: relationSchema, owner: ownerSchema });
export type Behalf = z.infer<typeof behalfSchema>;

/** Who pays the post: the recipient at the door, the citizen beforehand, or the unit. */
export const deliverySchema = z.strictObject({ recipient: name, phone: wordsSchema(20).pipe(z.string().min(8)), address: wordsSchema(300).pipe(z.string().min(1)), payer: z.enum(['recipient', 'prepaid', 'unit']) });
export type Delivery = z.infer<typeof deliverySchema>;

/** A paper that the catalogue does not ask for, and why it was taken all the same: reported to the head of the point. */
export const outsidePaperSchema = z.strictObject({ paperId: z.string().max(64), name: wordsSchema(200).pipe(z.string().min(3)), reason: wordsSchema(300).pipe(z.string().min(5)) });
export type OutsidePaper = z.infer<typeof outsidePaperSchema>;

/** Out of which earlier dossier, by its code, a paper was taken again, and whether it is a paper of that or the result of it. */
export const reusedSchema = z.strictObject({ code: z.string(), part: z.enum(['paper', 'result']) });
export type Reused = z.infer<typeof reusedSchema>;

export const intakeSchema = z.strictObject({
  channel: channelSchema.default('counter'),
  /** One of the catalogue's cases of the procedure; '' where it has none, or none was chosen. */
  caseName: z.string().max(300).default(''),
  behalf: behalfSchema.nullable().default(null),
  delivery: deliverySchema.nullable().default(null),
  outside: z.array(outsidePaperSchema).max(20).default([]),
});
export type Intake = z.infer<typeof intakeSchema>;

/** True once anything of it was answered: it is no more what every visit begins with. */
export function isIntakeBegun({ channel, caseName, behalf, delivery, outside }: Intake): boolean {
  return channel !== 'counter' || caseName !== '' || behalf !== null || delivery !== null || outside.length > 0;
}

/** Words that are being typed and belong to no saved thing yet, by the name of their field. */
export const typingSchema = z.record(z.string().regex(/^[a-z]+(?:\.[A-Za-z]+)?$/).max(40), z.string().max(600));
export type Typing = z.infer<typeof typingSchema>;

/** What is kept here of a person's earlier dossiers, for whoever has said why he wants it. `fields` are those of the last one; each dossier has the name that stands there now. */
export const earlierSchema = z.strictObject({
  dossiers: z.array(z.strictObject({ dossierId: dossierIdSchema, code: z.string(), fullName: z.string(), procedureName: z.string(), receivedAt: epochMsSchema })),
  fields: z.strictObject({ phone: z.string(), email: z.string(), address: z.string(), oldIdNumber: z.string(), issuedOn: z.string() }).nullable(),
  /** Papers with pages that are still here. */
  papers: z.array(z.strictObject({ dossierId: dossierIdSchema, code: z.string(), receivedAt: epochMsSchema, paperId: z.string(), name: z.string(), pages: z.int() })),
});
export type Earlier = z.infer<typeof earlierSchema>;
