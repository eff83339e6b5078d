// The periodic report on settling procedures (form II.06a), made of this station's own data.

import { z } from 'zod';
import { query } from './command.ts';
import { TABLE_COLUMNS } from '../domain/report/dossier-table.ts';
import { businessDaySchema, counterIdSchema, dossierIdSchema, epochMsSchema } from './primitives.ts';

const count = z.int();
const countsSchema = z.strictObject({
  received: count, receivedOnline: count, receivedDirect: count, carriedOver: count, done: count, doneEarly: count, doneInTime: count, doneLate: count, open: count, openInTime: count, openLate: count,
});
export type ReportCounts = z.infer<typeof countsSchema>;

const reportFaultsSchema = z.array(z.strictObject({ row: z.string().nullable(), kind: z.string(), column: z.enum(TABLE_COLUMNS), expected: count, found: count }));

/** A part and its whole; the share is in percent with two decimals, null where there is nothing to divide by. */
const shareSchema = z.strictObject({ part: count, whole: count, share: z.number().nullable() });
export type ReportShare = z.infer<typeof shareSchema>;

/** The shares that a unit tells, by the rule of shared/domain/report/rates.ts. */
const toldSchema = z.strictObject({
  online: shareSchema, done: shareSchema, inTime: shareSchema,
  /** Of the dossiers with a fee, those whose transfer (VietQR, to the unit's own account) somebody has seen. What was paid through the portal's gateway, which alone counts for row 3.6 of index 766, this station does not see. */
  transfer: shareSchema,
  /** Of the dossiers whose result came in the period, those whose papers and result are files of this station, as row 4.2 of index 766 counts. A result may be issued as a file elsewhere. */
  digitised: shareSchema,
  /** Of those who said on a screen or a slip how content they were, those who were content or very content. */
  content: shareSchema,
  faults: z.array(z.strictObject({ kind: z.enum(['does-not-close', 'online-exceeds-received', 'paid-exceeds-due']), difference: count })),
});

export const reportSchema = z.strictObject({
  /** Whose dossiers: commune and station, as its codes begin. Other stations of the point are not in it. */
  station: z.string(),
  from: businessDaySchema, to: businessDaySchema,
  /** What is in work is compared with this moment, or with the end of the period where that is over. */
  asOf: epochMsSchema,
  rows: z.array(z.strictObject({ sector: z.string(), counts: countsSchema })), total: countsSchema,
  /** Sums that do not close; none, or a bug is named instead of a report being handed on. */
  faults: reportFaultsSchema,
  told: toldSchema,
  /** Dossiers that the city says are over, or have their papers, without this station knowing since when: they are still counted as open. */
  unknownEnds: z.int().min(0),
});
export type Report = z.infer<typeof reportSchema>;

const bookLineSchema = z.strictObject({
  number: count, code: z.string(), procedureName: z.string(), sets: count, applicant: z.string(), addressAndPhone: z.string(), authority: z.string(), receivedAt: epochMsSchema, dueAt: epochMsSchema.nullable(), returnedAt: epochMsSchema.nullable(),
  isEndUnknown: z.boolean(), manner: z.string(), note: z.string(),
});

const bookFaultsSchema = z.array(z.strictObject({ kind: z.enum(['number', 'dossiers', 'sets', 'returned', 'not-returned', 'end-unknown', 'parts']), expected: count, found: count }));

/** The book of dossiers (form 06): names people. */
export const bookSchema = z.strictObject({
  station: z.string(), from: businessDaySchema, to: businessDaySchema, asOf: epochMsSchema, lines: z.array(bookLineSchema), foot: z.strictObject({ dossiers: count, sets: count, returned: count, notReturned: count, endUnknown: count }),
  /** What does not close; none, or the book is not handed on. */
  faults: bookFaultsSchema,
});
export type Book = z.infer<typeof bookSchema>;

/** Longest period of one report, in days. */
const MOST_DAYS = 400;

/** Longest period of one book: a quarter. */
const MOST_BOOK_DAYS = 92;

const periodDays = { from: businessDaySchema, to: businessDaySchema };

function isBookLong({ from, to }: { readonly from: string; readonly to: string }): boolean {
  return days(from, to) >= 0 && days(from, to) <= MOST_BOOK_DAYS;
}

function days(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** A paper that was taken although the catalogue does not ask for it. The name is a paper's; reason and code are the officer's and the dossier's, no person's. */
export const outsideReportSchema = z.strictObject({
  total: count,
  /** The newest first, at most 200. */
  papers: z.array(z.strictObject({ dossierId: dossierIdSchema, code: z.string(), procedureName: z.string(), counterId: counterIdSchema, receivedAt: epochMsSchema, name: z.string(), reason: z.string() })),
});
export type OutsideReport = z.infer<typeof outsideReportSchema>;

const pdfPiece = { name: z.string(), fetchId: z.uuid(), bytes: count, base64: z.base64() };

const PERIOD = 'a period of at most 400 days';
function isReportLong({ from, to }: { readonly from: string; readonly to: string }): boolean {
  return days(from, to) >= 0 && days(from, to) <= MOST_DAYS;
}
const periodSchema = z.strictObject(periodDays).refine(isReportLong, PERIOD);

export const reportCommands = {
  /** Every dossier received in the days, which both belong to it. Names people: noted as an export of all, durably before the answer goes. */
  'report.book': query(['admin'], z.strictObject(periodDays).refine(isBookLong, 'a period of at most a quarter'), bookSchema),
  /** The same as a PDF, at most 1 MiB from byte `at` on of `bytes`; with `faults` there is none. The pieces of one fetching are of one file: the first, at 0 with `fetchId` null, names it, and each further one is asked for by that name. Refuses 'report.fetch-gone' once it was given up. */
  'report.book-pdf': query(['admin'], z.strictObject({ ...periodDays, at: count.min(0), fetchId: z.uuid().nullable() }).refine(isBookLong, 'a period of at most a quarter'), z.strictObject({ ...pdfPiece, faults: bookFaultsSchema })),
  /** Both days belong to the period. No personal data, so it is no look at anybody. */
  'report.read': query(['admin'], periodSchema, reportSchema),
  /** The same as a PDF, in pieces as 'report.book-pdf' gives them; with `faults` there is none. Refuses 'report.fetch-gone'. */
  'report.pdf': query(['admin'], z.strictObject({ ...periodDays, at: count.min(0), fetchId: z.uuid().nullable() }).refine(isReportLong, PERIOD), z.strictObject({ ...pdfPiece, faults: reportFaultsSchema })),
  /** Papers taken outside the list, of dossiers received in the period. */
  'report.outside-papers': query(['admin'], periodSchema, outsideReportSchema),
};
