// What the city's word does to this station's store. Pure of network: one feed page in, one durable transaction out.

import type { FeedItem } from '../../../shared/wire/feed.ts';
import type { Clock } from '../life/clock.ts';
import type { StationDatabase } from '../store/database.ts';
import { recordSettled } from '../store/answers.ts';
import { markBlobVerified } from '../store/blobs.ts';
import { applyOfficialCode, noteOtherCode } from '../store/city-dossiers.ts';
import { readSyncMarks, recordPulled } from '../store/sync-state.ts';

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
    case 'numbers.voided':
      return `${change.station} ${change.incarnation}`;
    case 'other':
      return change.of;
  }
}

/**
 * Applies feed items in the order of their numbers, with the cursor, in one transaction. Items at or below the cursor are skipped: a page that comes twice changes nothing.
 * Items about dossiers and pages of other stations of the commune are passed over.
 */
export function mergeFeed(database: StationDatabase, clock: Clock, items: readonly FeedItem[]): Merged {
  return database.write((store): Merged => {
    let { pulledNumber } = readSyncMarks(store);
    let fresh = 0;
    let dossiers = 0;
    let blobs = 0;
    for (const item of items) {
      if (item.number <= pulledNumber) continue;
      if (item.number !== pulledNumber + 1) return { kind: 'hole', expected: pulledNumber + 1, got: item.number };
      const { change } = item;
      if (change.type === 'dossier.received') {
        const { dossierId, provisionalCode, officialCode } = change;
        if (applyOfficialCode(store, dossierId, provisionalCode, officialCode) || noteOtherCode(store, dossierId, provisionalCode, officialCode, clock.now())) dossiers += 1;
      } else if (change.type === 'blob.verified' && markBlobVerified(store, change.sha256, change.bytes, clock.now())) {
        blobs += 1;
      }
      if (change.type === 'operation.settled' && recordSettled(store, change, clock.now())) dossiers += 1;
      fresh += 1;
      pulledNumber = item.number;
      recordPulled(store, pulledNumber, traceOf(item));
    }
    return { kind: 'merged', items: fresh, dossiers, blobs };
  });
}
