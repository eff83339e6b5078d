// Reads the commune's dossiers as they stand at the city, page by page, for a station whose place in the feed the city no longer keeps. One that breaks off goes on where it was.

import type { Clock } from '../life/clock.ts';
import { hearBankWord } from '../store/bank-words.ts';
import type { StationDatabase } from '../store/database.ts';
import { endSnapshot, readSnapshotProgress, recordSnapshotPage } from '../store/snapshot-progress.ts';
import { askAgainAboutLetters, readSyncMarks, recordContradicted } from '../store/sync-state.ts';
import type { CityClient } from './city-client.ts';
import type { CityFailure } from './classify.ts';
import { mergeStanding } from './merge.ts';

const PAGE_DOSSIERS = 200;

/** `dossiers`: how many of them are of this station. */
export type SnapshotEnd = { readonly kind: 'read'; readonly dossiers: number } | { readonly kind: 'failed'; readonly failure: CityFailure };

/** Each page is taken in together with how far it goes; after the last the feed goes on from the number that the first page said. */
export async function readSnapshot({ database, client, clock }: { readonly database: StationDatabase; readonly client: Pick<CityClient, 'snapshot'>; readonly clock: Clock }, signal: AbortSignal): Promise<SnapshotEnd> {
  let dossiers = 0;
  for (;;) {
    const progress = database.read(readSnapshotProgress);
    const answer = await client.snapshot(progress?.after ?? null, PAGE_DOSSIERS, signal);
    if (answer.kind === 'failed') return answer;
    const page = answer.value;
    const { pulledNumber } = database.read(readSyncMarks);
    if (page.last < (progress?.last ?? pulledNumber)) {
      database.write((store) => recordContradicted(store, clock.now()));
      return { kind: 'failed', failure: { kind: 'refused', code: 'city.fork', detail: `the feed has gone back: it ends at ${page.last}` } };
    }
    const last = progress?.last ?? page.last;
    dossiers += database.write((store) => {
      for (const seen of page.payments ?? []) hearBankWord(store, seen, clock.now());
      const own = page.dossiers.filter((dossier) => mergeStanding(store, dossier, clock.now())).length;
      if (page.next !== null) recordSnapshotPage(store, last, page.next);
      else {
        endSnapshot(store, last);
        askAgainAboutLetters(store);
      }
      return own;
    });
    if (page.next === null) return { kind: 'read', dossiers };
  }
}
