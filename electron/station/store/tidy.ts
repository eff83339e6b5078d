// Puts away what nobody needs any more: drafts of people who left, visits of days before, old answers, files that no row speaks of, persons of dossiers that ended long ago.

import { z } from 'zod';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { epochMsSchema } from '../../../shared/contract/primitives.ts';
import { addDays, businessDayOf } from '../../../shared/domain/time/business-day.ts';
import type { Clock } from '../life/clock.ts';
import type { BlobFiles } from './blob-files.ts';
import { isBlobKnown, removeDoomedFiles } from './blobs.ts';
import type { StationDatabase } from './database.ts';
import type { Readable } from './handle.ts';
import { forgetWordsOfEarlierDays } from './kept-words.ts';
import { forgetOpinionWords, OPINION_WORDS_KEPT_MS } from './opinions.ts';
import { forgetTurnAwayWords, TURN_AWAY_WORDS_KEPT_MS } from './turned-away.ts';
import { forgetOldRequests } from './requests.ts';
import { purgeHeldPages, redactOutdated, redactOwed, type RetentionRules } from './retention.ts';
import { endVisitsOfEarlierDays } from './visit-rows.ts';
import { ABANDONED_PAGES_KEPT_MS, clearAbandonedDrafts } from './visits-drafts.ts';

/** How long a file that no row speaks of is kept aside: an older store may stand here by mistake, and the newer one come back. */
export const UNCLAIMED_KEPT_DAYS = 30;

/** What was put away, for the log. */
export interface Tidied {
  readonly visits: number;
  readonly files: number;
  readonly answers: number;
  readonly unclaimed: number;
  /** Dossiers whose person went because it was erased elsewhere, and because it ended long ago; pages of which the city has the only copy now. */
  readonly erased: number;
  readonly outdated: number;
  readonly purged: number;
}

/** Whether the wall clock may be believed, given the time of the newest fact. */
export interface ClockJudge {
  isPlausible(newestFactAt: EpochMs | null): boolean;
}

/** Rows first, durable; their files after. What was erased goes by nobody's clock. Null, and nothing else touched, while the clock cannot be believed: everything here goes by age or day, and for good. */
export async function tidyStore(database: StationDatabase, blobs: BlobFiles, clock: Clock, time: ClockJudge, rules: RetentionRules): Promise<Tidied | null> {
  const now = clock.now();
  const erased = redactOwed(database, now, rules);
  await removeDoomedFiles(database, blobs);
  if (!time.isPlausible(database.read(newestEventAt))) return null;
  const today = businessDayOf(now);
  const { visits, unused, answers } = database.write((store) => ({
    visits: endVisitsOfEarlierDays(store, today, now),
    unused: clearAbandonedDrafts(store, now - ABANDONED_PAGES_KEPT_MS),
    answers: forgetOldRequests(store, now),
    words: forgetTurnAwayWords(store, now - TURN_AWAY_WORDS_KEPT_MS) + forgetOpinionWords(store, now - OPINION_WORDS_KEPT_MS) + forgetWordsOfEarlierDays(store, today),
  }));
  for (const hash of unused) await blobs.removeUnless(hash, (known) => database.read((store) => isBlobKnown(store, known)));
  const outdated = redactOutdated(database, now, rules);
  const purged = await purgeHeldPages(database, now, rules);
  await removeDoomedFiles(database, blobs);
  return { visits, files: unused.length, answers, erased, outdated, purged, unclaimed: await blobs.removeUnclaimed(addDays(today, -UNCLAIMED_KEPT_DAYS)) };
}

const newestRow = z.object({ at: epochMsSchema });

/** When the newest fact of the log happened, by the clock of then; null in an empty log. */
export function newestEventAt(store: Readable): EpochMs | null {
  return store.get(newestRow, 'SELECT at FROM event ORDER BY seq DESC LIMIT 1')?.at ?? null;
}
