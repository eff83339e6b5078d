// What the city's word does to this station's store. Pure of network: one feed page in, one durable transaction out.

import type { FeedItem, SnapshotDossier } from '../../../shared/wire/feed.ts';
import type { EpochMs } from '../../../shared/base/ids.ts';
import type { Clock } from '../life/clock.ts';
import type { StationDatabase } from '../store/database.ts';
import { recordSettled } from '../store/answers.ts';
import { hearBankWord } from '../store/bank-words.ts';
import { markBlobVerified } from '../store/blobs.ts';
import { applyOfficialCode, keepTakenCodes } from '../store/city-dossiers.ts';
import { applyStanding } from '../store/city-standing.ts';
import type { Writable } from '../store/handle.ts';
import { noteOfSnapshot, noteOtherCode, noteOverruled, noteTakenCodes } from '../store/notices.ts';
import { readSyncMarks, recordPulled } from '../store/sync-state.ts';
import { forgetUnread, keepUnread } from '../store/unread-changes.ts';

/** What a feed page came to: how many of its items were new, and how many of them were about this station's own. 'hole' means that a number is missing: nothing of the page after it was applied. */
export type Merged = { readonly kind: 'merged'; readonly items: number; readonly dossiers: number; readonly blobs: number } | { readonly kind: 'hole'; readonly expected: number; readonly got: number };

/** What tells an item from any other that could stand under its number. */
export function traceOf({ change, at }: FeedItem): string {
  return `${change.type} ${subjectOf(change)} ${at}`;
}

function subjectOf(change: FeedItem['change']): string {
  switch (change.type) {
    case 'dossier.received':
    case 'dossier.changed':
      return change.dossierId;
    case 'blob.verified':
      return change.sha256;
    case 'operation.settled':
      return change.opId;
    case 'payment.seen':
      return `${change.paymentId} ${change.reference}`;
    case 'numbers.voided':
      return `${change.station} ${change.incarnation}`;
    case 'other':
      return change.of;
  }
}

/**
 * Applies feed items in the order of their numbers, with the cursor, in one transaction. Items at or below the cursor are skipped: a page that comes twice changes nothing.
 * Items about dossiers and pages of other stations of the commune are passed over; kinds that this program does not know are kept.
 */
export function mergeFeed(database: StationDatabase, clock: Clock, station: string, items: readonly FeedItem[]): Merged {
  return database.write((store): Merged => {
    let { pulledNumber } = readSyncMarks(store);
    let fresh = 0;
    let dossiers = 0;
    let blobs = 0;
    for (const item of items) {
      if (item.number <= pulledNumber) continue;
      if (item.number !== pulledNumber + 1) return { kind: 'hole', expected: pulledNumber + 1, got: item.number };
      const news = applyChange(store, station, item, clock.now());
      if (news === 'dossier') dossiers += 1;
      else if (news === 'blob') blobs += 1;
      fresh += 1;
      pulledNumber = item.number;
      recordPulled(store, pulledNumber, traceOf(item));
    }
    return { kind: 'merged', items: fresh, dossiers, blobs };
  });
}

/** Applies an item that was kept unread, now that its kind is known. */
export function mergeUnread(database: StationDatabase, clock: Clock, station: string, item: FeedItem): void {
  database.write((store) => {
    forgetUnread(store, item.number);
    applyChange(store, station, item, clock.now());
  });
}

/** Applies what a snapshot says of one dossier; true if it is one of this station and something was news. */
export function mergeStanding(store: Writable, standing: SnapshotDossier, at: EpochMs): boolean {
  const { dossierId, provisionalCode, officialCode } = standing;
  let isNews = applyCode(store, dossierId, provisionalCode, officialCode, at);
  isNews = applyStanding(store, standing, null, at) || isNews;
  isNews = keepTakenCodes(store, dossierId, standing.takenCodes) || isNews;
  noteOfSnapshot(store, standing, at);
  for (const { sha256, bytes } of standing.verified) isNews = markBlobVerified(store, sha256, bytes, at) || isNews;
  return isNews;
}

/** What it was news about, if it was about something of this station. */
function applyChange(store: Writable, station: string, { number, change, at: saidAt }: FeedItem, at: EpochMs): 'dossier' | 'blob' | null {
  switch (change.type) {
    case 'dossier.received': {
      const isNews = applyCode(store, change.dossierId, change.provisionalCode, change.officialCode, at);
      const hasTaken = keepTakenCodes(store, change.dossierId, change.takenCodes ?? []);
      noteTakenCodes(store, change.dossierId, change.officialCode, change.takenCodes ?? [], at);
      return hasTaken || isNews ? 'dossier' : null;
    }
    case 'dossier.changed': {
      const isNews = applyStanding(store, change, saidAt, at);
      noteOverruled(store, change, at);
      return isNews ? 'dossier' : null;
    }
    case 'blob.verified':
      return markBlobVerified(store, change.sha256, change.bytes, at) ? 'blob' : null;
    case 'operation.settled':
      return change.station === station && recordSettled(store, change, at) ? 'dossier' : null;
    case 'payment.seen':
      // It has its effect by itself afterwards: a receipt's number belongs to it, which only the desk can give.
      if (change.station === station) hearBankWord(store, change, at);
      return null;
    case 'numbers.voided':
      // Our own leases of older incarnations were given up when the new one began.
      return null;
    case 'other':
      keepUnread(store, number, change.of, saidAt);
      return null;
  }
}

function applyCode(store: Writable, dossierId: SnapshotDossier['dossierId'], provisionalCode: string, officialCode: string, at: EpochMs): boolean {
  return applyOfficialCode(store, dossierId, provisionalCode, officialCode) || noteOtherCode(store, dossierId, provisionalCode, officialCode, at);
}
