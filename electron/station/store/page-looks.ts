// What was seen on scanned pages, by their bytes: the same bytes scanned twice are looked at once.

import { z } from 'zod';
import type { BlobHash, CounterId, EpochMs, VisitId } from '../../../shared/base/ids.ts';
import { blobHashSchema, counterIdSchema, visitIdSchema } from '../../../shared/contract/primitives.ts';
import type { Readable, Writable } from './handle.ts';

/** So often is a page looked at that gave no answer: the program may have ended for another reason. */
const MOST_TRIES = 2;

const unseenRow = z.object({ sha256: blobHashSchema });
const shownRow = z.object({ visitId: visitIdSchema, counterId: counterIdSchema });

/** The oldest picture in an open visit that nobody has looked at; null if there is none. */
export function nextUnseenPage(store: Readable): BlobHash | null {
  const row = store.get(
    unseenRow,
    `SELECT page.sha256 AS sha256 FROM visit JOIN page USING (visit_id) LEFT JOIN page_look ON page_look.sha256 = page.sha256
     WHERE visit.state <> 'ended' AND page.removed_at IS NULL AND page.mime LIKE 'image/%' AND seen_at IS NULL AND coalesce(tries, 0) < $most
     ORDER BY page.scanned_at, page.position LIMIT 1`,
    { most: MOST_TRIES },
  );
  return row?.sha256 ?? null;
}

/** To be written before a look. False if the bytes have gone meanwhile. */
export function noteLookBegun(store: Writable, sha256: BlobHash): boolean {
  return store.run('INSERT INTO page_look (sha256, tries) SELECT sha256, 1 FROM blob WHERE sha256 = $sha256 ON CONFLICT (sha256) DO UPDATE SET tries = tries + 1', { sha256 }) === 1;
}

/** After a try that told nothing of the page: the station was ended, or no page could have been looked at. */
export function takeLookBack(store: Writable, sha256: BlobHash): void {
  store.run('UPDATE page_look SET tries = tries - 1 WHERE sha256 = $sha256 AND seen_at IS NULL', { sha256 });
}

/** What was seen; null for what is no picture. */
export interface SeenPage {
  readonly isBlank: boolean;
  readonly skewDegrees: number | null;
}

/** Nothing is noted of bytes that have gone meanwhile. */
export function noteLook(store: Writable, sha256: BlobHash, seen: SeenPage | null, at: EpochMs): void {
  const isBlank = seen === null ? null : Number(seen.isBlank);
  store.run('UPDATE page_look SET seen_at = $at, is_blank = $isBlank, skew_degrees = $skewDegrees WHERE sha256 = $sha256', { sha256, at, isBlank, skewDegrees: seen?.skewDegrees ?? null });
}

/** The visits that show a page now, each at its counter. */
export function visitsShowing(store: Readable, sha256: BlobHash): readonly { readonly visitId: VisitId; readonly counterId: CounterId }[] {
  return store.all(
    shownRow,
    `SELECT DISTINCT visit.visit_id AS visitId, counter_id AS counterId FROM page JOIN visit USING (visit_id) WHERE page.sha256 = $sha256 AND removed_at IS NULL AND visit.state IN ('open', 'dossier-opened')`,
    { sha256 },
  );
}
