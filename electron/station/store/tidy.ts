// Puts away what nobody needs any more: drafts of people who left, visits of other days, old answers, files that no row speaks of.

import type { BusinessDay } from '../../../shared/base/ids.ts';
import type { Clock } from '../life/clock.ts';
import type { BlobFiles } from './blob-files.ts';
import { isBlobKnown } from './blobs.ts';
import type { StationDatabase } from './database.ts';
import { forgetOldRequests } from './requests.ts';
import { endVisitsOfOtherDays } from './visit-rows.ts';
import { clearAbandonedDrafts } from './visits-drafts.ts';

/** What was put away, for the log. */
export interface Tidied {
  readonly visits: number;
  readonly files: number;
  readonly answers: number;
}

/** Rows first, durable; their files after. */
export async function tidyStore(database: StationDatabase, blobs: BlobFiles, clock: Clock, today: BusinessDay): Promise<Tidied> {
  const { visits, unused } = database.write((store) => ({ visits: endVisitsOfOtherDays(store, today, clock.now()), unused: clearAbandonedDrafts(store) }));
  for (const hash of unused) await blobs.removeUnless(hash, (known) => database.read((store) => isBlobKnown(store, known)));
  return { visits, files: unused.length, answers: forgetOldRequests(database, clock) };
}
