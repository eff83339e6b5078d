// Opening a dossier, printing its receipt, and looking it up again.

import { z } from 'zod';
import { businessDaySchema, counterIdSchema, dossierIdSchema, epochMsSchema, procedureCodeSchema, visitIdSchema } from './primitives.ts';
import { change, nothing, query } from './command.ts';
import { errorCodeSchema } from './errors.ts';
import { printSchema } from './queue.ts';

export const dossierStatusSchema = z.literal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);

/** Where a dossier stands between this machine and the city. */
export const cityStateSchema = z.enum(['waiting', 'text-received', 'complete', 'refused']);

/** What the city has of a dossier, beside its status here. */
export const lagSchema = z.strictObject({
  /** The status by its last word, and when that came here; null before the first, or where nobody noted when. */
  city: dossierStatusSchema.nullable(), heardAt: epochMsSchema.nullable(),
  /** What it has not got: events, since when the oldest waits, pages; and operations that it gave back, which want a person. */
  events: z.int().min(0), since: epochMsSchema.nullable(), pages: z.int().min(0), letters: z.int().min(0),
});
export type Lag = z.infer<typeof lagSchema>;

/** A dossier as officers see it. Names and numbers are masked by whoever shows them to others. */
export const dossierSchema = z.strictObject({
  dossierId: dossierIdSchema,
  provisionalCode: z.string(),
  /** Null until the city has said it. */
  officialCode: z.string().nullable(),
  procedureCode: procedureCodeSchema,
  procedureName: z.string(),
  applicantName: z.string(),
  applicantIdMasked: z.string(),
  ticketNumber: z.string(),
  counterId: counterIdSchema,
  status: dossierStatusSchema,
  receivedAt: epochMsSchema,
  /** Null when the procedure states no time. */
  dueAt: epochMsSchema.nullable(),
  pages: z.int(),
  pagesAtCity: z.int(),
  cityState: cityStateSchema,
  lag: lagSchema,
  cityCode: errorCodeSchema.nullable(),
  receipt: printSchema.nullable(),
});
export type Dossier = z.infer<typeof dossierSchema>;

/** What a citizen may learn with the code and the ID number, or with the receipt. No name. */
export const lookUpResultSchema = z.strictObject({
  code: z.string(), official: z.boolean(), procedureName: z.string(), status: dossierStatusSchema, receivedAt: epochMsSchema, dueAt: epochMsSchema.nullable(), cityState: cityStateSchema,
  /** While papers are awaited: the last day for them, where one was said. */
  supplementBy: businessDaySchema.nullable(),
});
export type LookUpResult = z.infer<typeof lookUpResultSchema>;

/** How often a window says again what its reader works for, while that is not the visit. */
export const READER_AGAIN_MS = 20_000;

/**
 * What the reader of a counter works for: 'visit', a card is the visit's person; 'search', a search is in front, and looks for the card's number ('reader.searched'); 'nothing', another dialog is in front, behind which nothing is
 * to change unseen: a card is refused with 'card.in-front'. The visit stays as it is while it is not its turn.
 */
export const readerWorkSchema = z.enum(['visit', 'search', 'nothing']);
export type ReaderWork = z.infer<typeof readerWorkSchema>;

/** So far others are counted that were found and are not shown. */
export const MOST_MORE = 500;
/** How many others there are; `MOST_MORE` is that many or more. */
export const moreSchema = z.int().min(0).max(MOST_MORE);

export const dossierCommands = {
  /** Refuses 'visit.no-person', 'visit.no-procedure', 'visit.papers-missing' {count}, 'visit.pages-in-the-way' {count}, 'scanner.busy', 'cover.reading' (pages are still looked at), 'dossier.already-open'. Durable when it answers. */
  'dossier.open': change(['counter'], { visitId: visitIdSchema }, dossierSchema),
  /** Queues the receipt (form 01); a second print is marked as such on the paper. Refuses 'dossier.voided' once the person's data is gone. */
  'receipt.print': change(['counter'], { dossierId: dossierIdSchema }, dossierSchema),
  /** Names are cut to family name and initials: a list is no look at anybody. */
  'dossier.list': query(['counter', 'admin'], z.strictObject({ limit: z.int().min(1).max(200) }), z.strictObject({ dossiers: z.array(dossierSchema) })),
  /**
   * Of whatever age: by any code that was ever printed for it or the beginning of one, a running number, beginnings of names of whoever filed or owns it, a telephone, a whole ID number, or what a reader read.
   * At most 20, the newest first, names and numbers masked, and how many others there are.
   */
  'dossier.find': query(['counter', 'admin'], z.strictObject({ text: z.string().trim().min(1).max(3000) }), z.strictObject({ dossiers: z.array(dossierSchema), more: moreSchema })),
  /** What stands in front at the counter has changed, and with it what its reader works for. Said again every `READER_AGAIN_MS` while that is not the visit. */
  'reader.work-for': query(['counter'], z.strictObject({ work: readerWorkSchema }), nothing),
  /** Kiosk and counter: by code (either one) with the ID number, or by the receipt's QR text. Refuses 'dossier.not-found', the same for an unknown code and for a number that does not fit; after several of these 'lookup.wait' {seconds}, whatever is asked. */
  'dossier.look-up': query(
    ['kiosk', 'counter'],
    z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('code'), code: z.string().max(60), idNumber: z.string().max(20) }),
      z.strictObject({ by: z.literal('receipt'), text: z.string().max(400) }),
    ]),
    lookUpResultSchema,
  ),
};
