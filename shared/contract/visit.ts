// One person at a counter: who they are, what they came for, the papers they brought and the pages scanned of them.

import { z } from 'zod';
import { EMAIL_LENGTH, PERSON_NAME_LENGTH } from '../domain/intake/name-lengths.ts';
import { isEmail } from './email.ts';
import { blobHashSchema, dossierIdSchema, epochMsSchema, pageIdSchema, procedureCodeSchema, ticketIdSchema, visitIdSchema, wordsSchema } from './primitives.ts';
import { errorCodeSchema } from './errors.ts';
import { change, query } from './command.ts';
import { printSchema } from './queue.ts';
import { behalfSchema, channelSchema, deliverySchema, earlierSchema, intakeSchema, outsidePaperSchema, reusedSchema, typingSchema } from './intake.ts';
import { procedureSchema } from './procedure.ts';

/** A doubt about a card that never blocks: the officer looks. */
export const cardWarningSchema = z.enum(['id-length', 'id-province', 'id-sex', 'id-birth-year', 'birth-date', 'issue-date', 'fields-missing']);

/** A person as the card or the officer says. Dates are 'YYYY-MM-DD'; '' where unknown. */
export const personSchema = z.strictObject({
  idNumber: wordsSchema(20),
  oldIdNumber: wordsSchema(20),
  fullName: wordsSchema(PERSON_NAME_LENGTH).pipe(z.string().min(1)),
  birthDate: z.string().regex(/^(?:\d{4}-\d{2}-\d{2})?$/),
  sex: z.enum(['male', 'female', 'unknown']),
  address: wordsSchema(300),
  issuedOn: z.string().regex(/^(?:\d{4}-\d{2}-\d{2})?$/),
  phone: wordsSchema(20),
  /** Not there where nobody gave one: '' where one was taken away. */
  email: wordsSchema(EMAIL_LENGTH).refine((text) => text === '' || isEmail(text)).exactOptional(),
});
export type Person = z.infer<typeof personSchema>;

export const pageSchema = z.strictObject({
  pageId: pageIdSchema, sha256: blobHashSchema, bytes: z.int(), mime: z.enum(['image/jpeg', 'image/png', 'application/pdf']), scannedAt: epochMsSchema,
});
export type Page = z.infer<typeof pageSchema>;

/** A page as it is shown. `isBlank` when it was looked at and nothing was found on it: proposed for removal, never removed by itself. */
export const shownPageSchema = pageSchema.extend({ isBlank: z.boolean() });
export type ShownPage = z.infer<typeof shownPageSchema>;

const count = z.int().min(0).max(99);

/** A paper of the procedure's list as it stands in this visit: originals, certified copies and plain copies in hand. `reused`: out of what it was taken again; one of several things is the result, where there is one. */
export const checkedPaperSchema = z.strictObject({ paperId: z.string(), originals: count, certified: count, copies: count, reused: reusedSchema.nullable(), pages: z.array(shownPageSchema) });
export type CheckedPaper = z.infer<typeof checkedPaperSchema>;

/**
 * A cover sheet among the scanned pages: it belongs to no paper, is not counted and not sent. Of `kind` 'cover' `paperId` says where the pages behind it went;
 * of 'refused' `why` says what is wrong with it, and `label` whose it is (a ticket's number or a dossier's code) where that is known.
 */
export const scannedSheetSchema = z.strictObject({ page: pageSchema, kind: z.enum(['cover', 'refused']), paperId: z.string().nullable(), why: errorCodeSchema.nullable(), label: z.string().nullable() });
export type ScannedSheet = z.infer<typeof scannedSheetSchema>;

export const scanStateSchema = z.strictObject({
  kind: z.enum(['idle', 'scanning', 'stopped']), paperId: z.string().nullable(), pagesSoFar: z.int(), code: errorCodeSchema.nullable(),
});
export type ScanState = z.infer<typeof scanStateSchema>;

/** How a counter scans: dots per inch (the nearest that the scanner has is taken), colour, and both sides of each sheet. */
export const scanChoiceSchema = z.strictObject({ dpi: z.int().min(200).max(300), colour: z.enum(['colour', 'grey']), duplex: z.boolean() });
export type ScanChoice = z.infer<typeof scanChoiceSchema>;

/** `offers` is null while the scanner has not said what it can do; empty lists where it does not say. */
export const counterScannerSchema = z.strictObject({
  offers: z.strictObject({ feeder: z.boolean(), glass: z.boolean(), duplex: z.boolean(), colours: z.array(z.enum(['colour', 'grey'])), dpis: z.array(z.int()) }).nullable(),
  choice: scanChoiceSchema,
});
export type CounterScanner = z.infer<typeof counterScannerSchema>;

export const visitSchema = z.strictObject({
  visitId: visitIdSchema,
  ticketId: ticketIdSchema,
  number: z.string(),
  startedAt: epochMsSchema,
  state: z.enum(['open', 'dossier-opened', 'ended']),
  person: personSchema.nullable(),
  personSource: z.enum(['card', 'typed']).nullable(),
  warnings: z.array(cardWarningSchema),
  /** With the papers that this visit asks for: those of its case, what filing for another wants, and at the end what was taken outside the list. */
  procedure: procedureSchema.nullable(),
  /** The cases that the catalogue tells apart; empty where it knows one only. */
  cases: z.array(z.string()),
  intake: intakeSchema,
  /** As typed and not saved, so that no window or power cut takes it along. */
  typing: typingSchema,
  /** How many dossiers of this person this station has; who they were about is not said. */
  earlier: z.int(),
  /** A paper '' holds pages that belong to none yet: what lay behind a cover sheet that was refused, or behind a page that could not be read and may have been one, or was scanned after a scan with sheets broke off. */
  papers: z.array(checkedPaperSchema),
  sheets: z.array(scannedSheetSchema),
  /** Pages that are still looked at for cover sheets. */
  unread: z.int(),
  /** How the newest cover sheet of each paper stands, as far as any were printed. */
  covers: z.array(z.strictObject({ paperId: z.string(), print: printSchema })),
  scan: scanStateSchema,
  dossierId: dossierIdSchema.nullable(),
  /** The last thing the reader read that was refused; gone with the next good card, or when the officer types the person. */
  readerRefusal: z.strictObject({ code: errorCodeSchema, at: epochMsSchema }).nullable(),
});
export type Visit = z.infer<typeof visitSchema>;

const ofVisit = { visitId: visitIdSchema };

export const visitCommands = {
  /** The visit at this counter; null between two people. */
  'visit.read': query(['counter'], z.strictObject({}), visitSchema.nullable()),
  /** What the officer typed or corrected. A card that is read fills the same place by itself. */
  'visit.set-person': change(['counter'], { ...ofVisit, person: personSchema }, visitSchema),
  /**
   * Refuses 'visit.pages-in-the-way' {count} while pages are scanned for papers that the new procedure does not ask for: they are removed by hand, never silently.
   * Pages and counts of papers that both procedures ask for stay. Refuses 'fee.locked' while a payment stands for the one that was chosen.
   */
  'visit.choose-procedure': change(['counter'], { ...ofVisit, procedureCode: procedureCodeSchema }, visitSchema),
  'visit.check-paper': change(['counter'], { ...ofVisit, paperId: z.string().max(64), originals: count, certified: count.default(0), copies: count }, visitSchema),
  /** Words of fields that nobody has saved yet; all of them at once. Empty ones are forgotten. */
  'visit.keep-typing': change(['counter'], { ...ofVisit, typing: typingSchema }, z.strictObject({ visitId: visitIdSchema })),
  'visit.set-channel': change(['counter'], { ...ofVisit, channel: channelSchema }, visitSchema),
  /** Refuses 'visit.no-procedure', 'procedure.unknown' for a case that the catalogue does not have, 'visit.pages-in-the-way' {count} as choosing another procedure does. */
  'visit.choose-case': change(['counter'], { ...ofVisit, caseName: z.string().max(300) }, visitSchema),
  /** Null: for oneself. Refuses 'visit.pages-in-the-way' {count} while pages prove a paper that only filing for another asks for. */
  'visit.set-behalf': change(['counter'], { ...ofVisit, behalf: behalfSchema.nullable() }, visitSchema),
  /** Null: the result is fetched here. */
  'visit.set-delivery': change(['counter'], { ...ofVisit, delivery: deliverySchema.nullable() }, visitSchema),
  /** Takes a paper that the catalogue does not ask for. Refuses 'visit.no-procedure'. */
  'visit.add-outside-paper': change(['counter'], { ...ofVisit, ...outsidePaperSchema.omit({ paperId: true }).shape }, visitSchema),
  /** Refuses 'paper.unknown', 'visit.pages-in-the-way' {count}. */
  'visit.drop-outside-paper': change(['counter'], { ...ofVisit, paperId: z.string().max(64) }, visitSchema),
  /** What is here of the person's earlier dossiers; each of those is noted in the access log with the purpose. Refuses 'visit.no-person'. */
  'visit.earlier': query(['counter'], z.strictObject({ ...ofVisit, purpose: z.enum(['reuse-details', 'reuse-papers']) }), earlierSchema),
  /** Takes a paper of an earlier dossier of the same person, pages and all, as `paperId` of this one; noted in the access log. Refuses 'paper.unknown', 'reuse.not-there', 'scan.paper-full', 'scan.visit-full'. */
  'visit.reuse-paper': change(['counter'], { ...ofVisit, paperId: z.string().max(64), fromDossier: dossierIdSchema, fromPaper: z.string().max(64) }, visitSchema),
  /**
   * Starts the counter's scanner for one paper and answers at once; each page is durable before the next is asked for, and shows as 'visit.changed'.
   * A failure ends up in `scan.code`; pages scanned before it are kept. Refuses 'scanner.absent', 'scanner.busy', 'paper.unknown'.
   */
  'visit.scan': change(['counter'], { ...ofVisit, paperId: z.string().max(64), source: z.enum(['feeder', 'glass']) }, visitSchema),
  /** What this counter's scanner can be asked for, and how it is asked; changes with 'devices.changed'. */
  'scanner.read': query(['counter'], z.strictObject({}), counterScannerSchema),
  /** How this counter scans from the next scan on, kept over restarts. What the scanner cannot do ends that scan with 'scanner.unsupported'. */
  'scanner.choose': change(['counter'], scanChoiceSchema.shape, counterScannerSchema),
  'visit.cancel-scan': change(['counter'], ofVisit, visitSchema),
  /**
   * Puts a page to another paper of the list, by hand; a cover sheet becomes a page with it. Also once the visit has its dossier: then it is an event of the dossier.
   * Refuses 'page.not-found', 'paper.unknown', 'scan.paper-full', 'dossier.voided'.
   */
  'visit.move-page': change(['counter'], { ...ofVisit, pageId: pageIdSchema, paperId: z.string().max(64) }, visitSchema),
  /** Refuses 'page.not-found', and 'cover.reading' while nobody knows yet whether the page is a cover sheet. */
  'visit.remove-page': change(['counter'], { ...ofVisit, pageId: pageIdSchema }, visitSchema),
  /** A preview of at most 200 KiB, as base64, at the counter that holds the visit; empty for what no browser draws as a picture. Refuses 'page.not-found', 'page.damaged', 'page.purged', 'page.undrawable'. */
  'page.image': query(['counter'], z.strictObject({ pageId: pageIdSchema }), z.strictObject({ mime: z.string(), base64: z.string() })),
  /** The page as it was scanned, from a byte on: at most 1 MiB of its `bytes`, asked for one after another. */
  'page.piece': query(['counter'], z.strictObject({ pageId: pageIdSchema, from: z.int().min(0) }), z.strictObject({ mime: z.string(), bytes: z.int(), base64: z.string() })),
};
