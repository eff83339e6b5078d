// Results: coming back from those who worked on them, their owners called, and given out by hand or by post.

import { z } from 'zod';
import { change, query } from './command.ts';
import { coverPrinterSchema, coverPrintersSchema } from './cover.ts';
import { typedSupplementDaySchema } from './dossier-life.ts';
import { moreSchema } from './dossier.ts';
import { handLineSchema } from './handover.ts';
import { businessDaySchema, dossierIdSchema, epochMsSchema, wordsSchema } from './primitives.ts';
import { printSchema } from './queue.ts';

export const resultKindSchema = z.enum(['paper', 'refusal', 'supplements']);
export const callMannerSchema = z.enum(['phoned', 'messaged', 'not-reached']);
export type CallManner = z.infer<typeof callMannerSchema>;

/** A result that lies here. The phone shows its last three digits only; whoever opens the dossier for its return sees it whole, and that is noted. */
export const waitingResultSchema = handLineSchema.extend({
  kind: resultKindSchema.exclude(['supplements']), place: z.string(),
  /** Null where nobody said that it came, but the city says that it is done. */
  arrivedAt: epochMsSchema.nullable(),
  phoneMasked: z.string(), calls: z.int(), lastCall: z.strictObject({ at: epochMsSchema, manner: callMannerSchema }).nullable(), byPost: z.boolean(),
});
export type WaitingResult = z.infer<typeof waitingResultSchema>;

/** Papers were asked for and have not come. */
export const askedDossierSchema = handLineSchema.extend({
  /** Null where the city moved it and nobody said when. */
  askedAt: epochMsSchema.nullable(),
  /** Their last day; null where nobody said one: older requests, and those of the city. */
  supplementBy: businessDaySchema.nullable(),
  /** What was asked for, as it was written at this point; '' where the city asked. */
  reason: z.string(), phoneMasked: z.string(),
});
export type AskedDossier = z.infer<typeof askedDossierSchema>;

const mannerSchema = z.enum(['by-hand', 'by-post']);
/** Given out lately. */
export const returnedResultSchema = handLineSchema.extend({ returnedAt: epochMsSchema, manner: mannerSchema, isSigned: z.boolean(), tracking: z.string() });
export type ReturnedResult = z.infer<typeof returnedResultSchema>;

export const resultListsSchema = z.strictObject({
  /** There are more than these: the ones that are due first, or were opened last, are shown. */
  isCut: z.strictObject({ working: z.boolean(), asked: z.boolean(), waiting: z.boolean() }),
  /** With those who work on them: the nearest due date first. */
  working: z.array(handLineSchema.extend({ unit: z.string(), listName: z.string() })),
  /** Waiting for papers, the longest first. */
  asked: z.array(askedDossierSchema),
  /** The longest waiting first. */
  waiting: z.array(waitingResultSchema),
  /** Of today, and whatever has no signature yet. */
  returned: z.array(returnedResultSchema),
  printers: coverPrintersSchema,
});
export type ResultLists = z.infer<typeof resultListsSchema>;

/** Somebody who may take it with their own card. */
const takerSchema = z.strictObject({ fullName: z.string(), numberMasked: z.string(), phone: z.string(), address: z.string() });

/** A dossier as it is given out: personal data. */
export const returnViewSchema = z.strictObject({
  line: handLineSchema,
  /** Null where nothing lies here for its owner. */
  kind: resultKindSchema.exclude(['supplements']).nullable(),
  place: z.string(), number: z.string(), abstract: z.string(),
  /** The day that stands on it; null where nobody wrote it. */
  issuedOn: businessDaySchema.nullable(),
  applicant: takerSchema,
  /** The dossier's owner, where somebody else filed; `isPerson` false for an organisation, whose representative shows a paper. */
  owner: takerSchema.extend({ isPerson: z.boolean() }).nullable(),
  delivery: z.strictObject({ recipient: z.string(), phone: z.string(), address: z.string() }).nullable(),
  /** What is still to be paid; null where nothing is. */
  unpaid: z.int().nullable(),
  /** Names of papers of which originals were handed in. */
  originals: z.array(z.string()),
  calls: z.array(z.strictObject({ at: epochMsSchema, manner: callMannerSchema, note: z.string(), by: z.string() })),
  returned: z.strictObject({ at: epochMsSchema, manner: mannerSchema, toName: z.string(), tracking: z.string(), isSigned: z.boolean() }).nullable(),
  slip: printSchema.nullable(),
});
export type ReturnView = z.infer<typeof returnViewSchema>;

const giveSchema = z.discriminatedUnion('manner', [
  /** `shown` is a number as it was typed or what a reader read off the card. `proof`: the paper by which somebody else, or somebody without a number, may take it. */
  z.strictObject({ manner: z.literal('by-hand'), to: z.enum(['applicant', 'owner', 'other']), toName: wordsSchema(120), shown: z.string().max(400), proof: wordsSchema(300), receipt: z.enum(['taken-back', 'lost']) }),
  z.strictObject({ manner: z.literal('by-post'), tracking: wordsSchema(40) }),
]);

export const resultCommands = {
  'result.lists': query(['counter', 'admin'], z.strictObject({}), resultListsSchema),
  /**
   * Results came back, of one or of many dossiers at once: all of them, or none. `number`, `abstract` and `issuedOn`, a day as typed or '', are of a single one; `reason` is that of a refusal or of the wish for papers, `supplementBy` as in 'dossier.move'.
   * Refuses 'dossier.unknown', 'dossier.voided', 'dossier.illegal-move' {from, to}, 'result.here-already' {code}, 'result.returned' {code}, 'result.day' {today}, 'words.missing', 'supplement.again' {count}, and for the day what 'dossier.move' refuses.
   */
  'result.arrive': change(
    ['counter', 'admin'],
    { dossierIds: z.array(dossierIdSchema).min(1).max(100), kind: resultKindSchema, place: wordsSchema(80), number: wordsSchema(60), abstract: wordsSchema(300), issuedOn: z.string().max(20).default(''), reason: wordsSchema(300), supplementBy: typedSupplementDaySchema, countsAsLate: z.boolean().default(false) },
    z.strictObject({ count: z.int() }),
  ),
  /** Refuses 'dossier.unknown', 'dossier.voided', 'result.none', 'result.returned'. */
  'result.call': change(['counter', 'admin'], { dossierId: dossierIdSchema, manner: callMannerSchema, note: wordsSchema(300) }, z.strictObject({ calls: z.int() })),
  /** By code, a receipt's QR, an ID card or number, or, among results that lie here, by name; at most 20, and how many others there are. */
  'result.find': query(['counter', 'admin'], z.strictObject({ text: z.string().max(3000) }), z.strictObject({ found: z.array(handLineSchema), more: moreSchema })),
  /** Noted in the access log. Refuses 'dossier.unknown', 'dossier.voided' once its person's data was erased. */
  'result.read': query(['counter', 'admin'], z.strictObject({ dossierId: dossierIdSchema }), returnViewSchema),
  /**
   * Gives it out: durable, and with a printer the slip to sign is queued with it. One that was done moves to status 10. Of two officers the second is refused.
   * Refuses 'dossier.unknown', 'dossier.voided', 'result.none', 'result.returned' {code}, 'result.wrong-person', 'result.no-delivery', 'result.tracking', 'words.missing' (a proof, a name or a reason),
   * 'result.unpaid' {amount} unless `unpaidReason` says why it goes out all the same.
   */
  'result.return': change(
    ['counter', 'admin'],
    { dossierId: dossierIdSchema, give: giveSchema, papersBack: z.array(wordsSchema(400)).max(80), unpaidReason: wordsSchema(300), printer: coverPrinterSchema.nullable() },
    returnViewSchema,
  ),
  /** The officer has seen the signature. Refuses 'result.not-returned', 'result.signed'. */
  'result.sign': change(['counter', 'admin'], { dossierId: dossierIdSchema }, returnViewSchema),
};
