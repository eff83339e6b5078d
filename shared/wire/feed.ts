// What the city tells a commune's stations: one gapless feed of changes, and a snapshot for whoever has stayed away too long.

import { z } from 'zod';
import { amountSchema, bankReferenceSchema, blobHashSchema, communeIdSchema, dossierIdSchema, epochMsSchema, operationIdSchema, paymentIdSchema, procedureCodeSchema, stationIdSchema } from '../contract/primitives.ts';
import { correctableSchema, statusSchema } from './dossier-events.ts';
import { requestIdHeaderSchema } from './messages.ts';

/** Longest time in milliseconds for which the city holds a pull open. */
export const MAX_WAIT_MS = 25_000;
/** Most feed items in one pull, most dossiers in one page of a snapshot. */
export const MAX_PULL_ITEMS = 1000;
/** Most payments in a snapshot: more than a station asks for in a year. */
export const MOST_SEEN_PAYMENTS = 10_000;
/** How long the city keeps its feed; a cursor older than that is answered with 'wire.stale-cursor'. */
export const FEED_KEPT_DAYS = 120;

const code = z.string().max(48);
const fields = z.partialRecord(correctableSchema, z.string().max(300));

/** The city's word on a dossier as it now stands. `revision` goes up by one with every change; an older one than is known is passed over. */
const standing = {
  dossierId: dossierIdSchema, revision: z.int().min(1), status: statusSchema, dueAt: epochMsSchema.nullable(), isVoided: z.boolean(), isErased: z.boolean(),
  /** Who decides on status and due date: the station until the hand-over, the city from then on. */
  owner: z.enum(['station', 'city']),
};

/** What the bank has said of a transfer: its own number, how much came in, and when. */
const bankWord = z.strictObject({ reference: bankReferenceSchema, amount: amountSchema.min(1), paidAt: epochMsSchema });

/** What may have changed. */
export const feedChanges = {
  'dossier.received': z.strictObject({
    type: z.literal('dossier.received'), dossierId: dossierIdSchema, provisionalCode: z.string().max(40), officialCode: code, station: stationIdSchema,
    /** Codes on the citizen's paper that belong to another dossier or that nobody leased: they still lead here, but the paper wants to be printed anew. */
    takenCodes: z.array(code).max(2).exactOptional(),
  }),
  'dossier.changed': z.strictObject({
    type: z.literal('dossier.changed'), ...standing,
    /** The applicant's fields whose value at the city is now another. */
    fields,
    /** Only where the city has filed it under another procedure. */
    procedureCode: procedureCodeSchema.exactOptional(),
    /** The station's operation that did it, or was overruled by it; null when the city changed it by itself. */
    opId: operationIdSchema.nullable(),
    /** What `opId` wanted and did not get, by name: 'status', 'dueAt', or a field of the applicant. */
    overruled: z.record(z.string().max(20), z.string().max(300)),
    reason: z.string().max(300),
  }),
  'blob.verified': z.strictObject({ type: z.literal('blob.verified'), sha256: blobHashSchema, bytes: z.int().min(1) }),
  /** What became later of an operation that was refused, held or kept. */
  'operation.settled': z.strictObject({
    type: z.literal('operation.settled'), station: stationIdSchema, opId: operationIdSchema, kind: z.enum(['applied', 'rejected', 'withdrawn']), code: z.string().max(60), detail: z.string().max(300),
  }),
  /** The city has seen this money on the bank's statement. Said once for each reference, and of each payment by one. */
  'payment.seen': z.strictObject({ type: z.literal('payment.seen'), station: stationIdSchema, paymentId: paymentIdSchema, ...bankWord.shape }),
  /** Unused numbers of this station's older incarnations are void. */
  'numbers.voided': z.strictObject({ type: z.literal('numbers.voided'), station: stationIdSchema, incarnation: z.int().min(1) }),
} as const;

export type ChangeType = keyof typeof feedChanges;
export const CHANGE_TYPES = Object.keys(feedChanges) as readonly ChangeType[];

/** In place of a change of a type that the asker did not name in `accept`: it knows that there was something, and keeps its name. */
const otherChange = z.strictObject({ type: z.literal('other'), of: z.string().max(60) });

export const feedChangeSchema = z.discriminatedUnion('type', [
  feedChanges['dossier.received'], feedChanges['dossier.changed'], feedChanges['blob.verified'], feedChanges['operation.settled'], feedChanges['payment.seen'], feedChanges['numbers.voided'], otherChange,
]);
export type FeedChange = z.infer<typeof feedChangeSchema>;

/** One line of a commune's feed. `number` is gapless per commune: a hole is seen. */
export const feedItemSchema = z.strictObject({ number: z.int().min(1), change: feedChangeSchema, at: epochMsSchema });
export type FeedItem = z.infer<typeof feedItemSchema>;

const queryNumber = (min: number, max: number) =>
  z.string().regex(/^\d{1,15}$/).transform(Number).pipe(z.int().min(min).max(max));

/**
 * Query of GET /v1/changes: `after` is the last number that the station holds; `waitMs` above 0 makes it a long poll. `accept` names the types that the station knows, with commas;
 * without it the station is of version 1, and gets 426 'wire.version' as soon as there is something that it could not read.
 */
export const pullQuerySchema = z.strictObject({
  commune: communeIdSchema,
  after: queryNumber(0, Number.MAX_SAFE_INTEGER),
  limit: queryNumber(1, MAX_PULL_ITEMS).default(500),
  waitMs: queryNumber(0, MAX_WAIT_MS).default(0),
  accept: z.string().regex(/^[a-z.,-]{1,400}$/).exactOptional(),
});
export type PullQuery = z.infer<typeof pullQuerySchema>;

/**
 * GET /v1/changes. `items` follow `after` without a hole, oldest first. `last` below `after` means that the city holds less than it once said
 * (it was restored): the station must stop and say so. A cursor before the oldest kept item is refused with 410 'wire.stale-cursor'.
 */
export const pullAnswerSchema = z.strictObject({ requestId: requestIdHeaderSchema, items: z.array(feedItemSchema), /** Last number of the commune's feed at this moment. */ last: z.int().min(0), cityTime: epochMsSchema });
export type PullAnswer = z.infer<typeof pullAnswerSchema>;

/** Query of GET /v1/snapshot: the dossiers after `after` in the order of their ids; asked page by page, from wherever it broke off. */
export const snapshotQuerySchema = z.strictObject({ commune: communeIdSchema, after: dossierIdSchema.exactOptional(), limit: queryNumber(1, MAX_PULL_ITEMS).default(500) });

const snapshotDossierSchema = z.strictObject({
  ...standing, provisionalCode: z.string().max(40), officialCode: code, station: stationIdSchema,
  /** The applicant as the city has it; empty after an erasure. */
  fields,
  /** Pages that the city holds, by hash. */
  verified: z.array(z.strictObject({ sha256: blobHashSchema, bytes: z.int().min(1) })).max(10_000),
  /** Codes on the citizen's paper that belong to another dossier, or that nobody leased. */
  takenCodes: z.array(code).max(10),
  /** What operations wanted and did not get, newest first: what the feed said in `overruled`, one value each. */
  overruled: z.array(z.strictObject({ opId: operationIdSchema, name: z.string().max(20), lost: z.string().max(300) })).max(100),
  /** Only where the city has filed it under another procedure than it was opened with: which, and with which revision. */
  filed: z.strictObject({ procedureCode: procedureCodeSchema, revision: z.int().min(1) }).exactOptional(),
});
export type SnapshotDossier = z.infer<typeof snapshotDossierSchema>;

/**
 * GET /v1/snapshot. Each page says the feed's last number at its moment: whoever has read all pages goes on from the `last` of the *first*, and passes over what is not newer than what it has.
 * `next` is null after the last page.
 */
export const snapshotAnswerSchema = z.strictObject({
  requestId: requestIdHeaderSchema, dossiers: z.array(snapshotDossierSchema), next: dossierIdSchema.nullable(), last: z.int().min(0), cityTime: epochMsSchema,
  /** On the first page: money that the city has seen for payments of whoever asks, of which it has heard nothing yet. */
  payments: z.array(feedChanges['payment.seen']).max(MOST_SEEN_PAYMENTS).exactOptional(),
});
export type SnapshotAnswer = z.infer<typeof snapshotAnswerSchema>;
