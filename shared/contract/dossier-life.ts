// What officers do with a dossier after it was opened: read it whole, move it on, correct it, give it up, erase a person's data.

import { z } from 'zod';
import { change, query } from './command.ts';
import { dossierSchema, dossierStatusSchema } from './dossier.ts';
import { intakeSchema, reusedSchema } from './intake.ts';
import { businessDaySchema, dossierIdSchema, epochMsSchema, pageIdSchema, wordsSchema } from './primitives.ts';

const reason = wordsSchema(300).pipe(z.string().min(1));
export const correctableFieldSchema = z.enum(['idNumber', 'oldIdNumber', 'fullName', 'birthDate', 'address', 'issuedOn', 'phone', 'email']);

/**
 * The document that this machine makes of a dossier's pages: a PDF in `parts`, none while there is no page for it. Of its pages some may have no text that can be searched: `due` are still to be read,
 * `unread` could not be, `asIs` are the scanner's own PDF; `gone` are missing, being damaged or only at the city, and `overBudget` could not be made as small as the settings ask.
 */
const documentStateSchema = z.strictObject({ parts: z.int(), pages: z.int(), due: z.int(), unread: z.int(), asIs: z.int(), gone: z.int(), overBudget: z.int() });
export type DocumentState = z.infer<typeof documentStateSchema>;

/** A dossier with its person's data and its history. Reading it is noted in the access log. */
export const dossierDetailSchema = z.strictObject({
  dossier: dossierSchema,
  /** The city's revision that this view rests on; 0 before its first word. */
  revision: z.int(),
  owner: z.enum(['station', 'city']), isVoided: z.boolean(), isErased: z.boolean(),
  applicant: z.partialRecord(correctableFieldSchema, z.string()),
  document: documentStateSchema,
  /** How it came in, for whom, and where the result goes; null where nothing was noted: at the counter, for oneself, fetched. */
  intake: intakeSchema.omit({ outside: true }).nullable(),
  /** Papers as they were handed in. */
  papers: z.array(z.strictObject({ name: z.string(), originals: z.int(), certified: z.int(), copies: z.int(), outsideReason: z.string().nullable(), reused: reusedSchema.nullable() })),
  /** As it was promised at the opening; `dossier.dueAt` is what holds now. */
  promisedAt: epochMsSchema.nullable(),
  /** Every new date with an apology, the oldest first. The date that was promised first goes on to count. */
  newDates: z.array(z.strictObject({ at: epochMsSchema, dueBefore: epochMsSchema, dueAt: epochMsSchema, reason: z.string() })),
  /** The form of its last act that was never printed; null where none is owed. */
  owedForm: z.enum(['supplement', 'refusal', 'withdrawal', 'apology']).nullable(),
  /** Each time that papers were asked for; the second makes it count as late. */
  waits: z.array(z.strictObject({ requestedAt: epochMsSchema, completedAt: epochMsSchema.nullable() })),
  /** While it waits for papers: their last day; null where nobody said one. */
  supplementBy: businessDaySchema.nullable(),
  /** Legal next statuses for this officer now. */
  nextStatuses: z.array(dossierStatusSchema),
  /** `officer` is by whom it was, '' where nobody was signed in or where it was done elsewhere. */
  history: z.array(z.strictObject({ at: epochMsSchema, type: z.string(), actor: z.string(), officer: z.string(), text: z.string(), isAtCity: z.boolean() })),
});
export type DossierDetail = z.infer<typeof dossierDetailSchema>;

/** The last day for papers that are asked for, as an officer types it, such as '18/12/2026'; '' is the day that the settings propose. */
export const typedSupplementDaySchema = z.string().max(20).default('');

const dossierPaperSchema = z.strictObject({
  paperId: z.string(), name: z.string(),
  /** In their order; `isHere` is false for one whose file is damaged, or only at the city. */
  pages: z.array(z.strictObject({ pageId: pageIdSchema, scannedAt: epochMsSchema, isHere: z.boolean() })),
});
/** A paper of a dossier, with the pages that prove it. */
export type DossierPaper = z.infer<typeof dossierPaperSchema>;

export const dossierLifeCommands = {
  /** Refuses 'dossier.unknown'. */
  'dossier.read': query(['counter', 'admin'], z.strictObject({ dossierId: dossierIdSchema }), dossierDetailSchema),
  /**
   * A part of the document as a PDF, from a byte on: at most 1 MiB of its `bytes`, asked for one after another; noted in the access log. `bytes` is null while it is still being bound: then it is asked for again.
   * The first piece names its `binding` and how many pages are `missing` in it, being unreadable; the others are asked for by that name, and where `bytes` is null then, that binding is gone and all is to be fetched anew. A part counts from 1.
   * Refuses 'dossier.unknown', 'page.not-found' for a part that is not there or a dossier without pages here.
   */
  'dossier.document': query(['counter', 'admin'], z.strictObject({ dossierId: dossierIdSchema, part: z.int().min(1), binding: z.uuid().nullable(), from: z.int().min(0) }), z.strictObject({ binding: z.uuid().nullable(), bytes: z.int().nullable(), missing: z.int(), base64: z.string() })),
  /** The papers of its procedure with the scanned pages of each; noted as a look at the dossier. Refuses 'dossier.unknown'. */
  'dossier.pages': query(['counter', 'admin'], z.strictObject({ dossierId: dossierIdSchema }), z.strictObject({ papers: z.array(dossierPaperSchema) })),
  /** A preview as of 'page.image', noted in the access log. Refuses 'dossier.unknown', 'page.not-found', 'page.damaged', 'page.purged', 'page.undrawable'. */
  'dossier.page-image': query(['counter', 'admin'], z.strictObject({ dossierId: dossierIdSchema, pageId: pageIdSchema }), z.strictObject({ mime: z.string(), base64: z.string() })),
  /** Puts a page to another paper of the dossier, under a new name. Refuses 'dossier.unknown', 'page.not-found', 'paper.unknown', 'dossier.nothing-changed', 'scan.paper-full', 'dossier.voided'. */
  'dossier.move-page': change(['counter', 'admin'], { dossierId: dossierIdSchema, pageId: pageIdSchema, paperId: z.string().max(64) }, dossierDetailSchema),
  /**
   * Refuses 'dossier.unknown', 'dossier.illegal-move' {from, to}, 'dossier.voided'. After the hand-over it is a request to the city. Asking for papers a second time makes the dossier count as
   * late, so it is refused with 'supplement.again' {count} unless `countsAsLate` says that the officer knows, and a reason is there. `supplementBy` is of such a request alone, and refused with
   * 'supplement.day-unreadable', 'supplement.day-past', 'supplement.day-closed' {next}, 'supplement.day-too-far' {last}. A step out of the wait for papers shifts the due date by the wait.
   */
  'dossier.move': change(['counter', 'admin'], { dossierId: dossierIdSchema, to: dossierStatusSchema, reason: wordsSchema(300), supplementBy: typedSupplementDaySchema, countsAsLate: z.boolean().default(false) }, dossierDetailSchema),
  /** Refuses 'dossier.unknown', 'dossier.nothing-changed', 'dossier.voided' (also once the person's data was erased), 'request.invalid' for a value that the field cannot have. */
  'dossier.correct': change(['counter', 'admin'], { dossierId: dossierIdSchema, revision: z.int(), fields: z.partialRecord(correctableFieldSchema, wordsSchema(300)), reason }, dossierDetailSchema),
  /** Refuses 'dossier.unknown', 'dossier.voided'. */
  'dossier.void': change(['counter', 'admin'], { dossierId: dossierIdSchema, reason }, dossierDetailSchema),
  /** Refuses 'dossier.unknown'. */
  'dossier.note': change(['counter', 'admin'], { dossierId: dossierIdSchema, text: wordsSchema(600).pipe(z.string().min(1)) }, dossierDetailSchema),
};

export const erasureCommands = {
  /**
   * Erases a person's data here for good, and asks the city to; copies of the store age out within 14 days. Refuses 'dossier.unknown', 'dossier.not-ended' (also while its person is at a counter),
   * 'dossier.not-at-city' while something of it is not there or was refused there, 'dossier.names-person' for a reason that would keep what is to be forgotten. A second time it changes nothing.
   */
  'dossier.erase': change(['admin'], { dossierId: dossierIdSchema, reason }, dossierDetailSchema),
};
