// What officers have typed into dialogs and not sent yet: each one's own, a day at most, gone with the dossier's person and with the visit.

import { z } from 'zod';
import type { BusinessDay, EpochMs } from '../../../shared/base/ids.ts';
import { startOfDay } from '../../../shared/domain/time/business-day.ts';
import type { Readable, Writable } from './handle.ts';

/** More dialogs than anybody has open; the oldest words go. */
const MOST = 100;

const wordsRow = z.object({ key: z.string(), words: z.string() });

/** By their keys. */
export function keptWords(store: Readable, who: string): Readonly<Record<string, string>> {
  return Object.fromEntries(store.all(wordsRow, 'SELECT key, words FROM kept_words WHERE who = $who ORDER BY key', { who }).map(({ key, words }) => [key, words]));
}

/** Keeps the words of a dialog; null forgets them. What stands behind the space of `key` is what they are about. */
export function keepWords(store: Writable, who: string, key: string, words: string | null, at: EpochMs): void {
  if (words === null) {
    store.run('DELETE FROM kept_words WHERE who = $who AND key = $key', { who, key });
    return;
  }
  const [, about = ''] = key.split(' ');
  store.runOne(
    `INSERT INTO kept_words (who, key, about, words, at) VALUES ($who, $key, $about, $words, $at)
     ON CONFLICT (who, key) DO UPDATE SET words = excluded.words, at = excluded.at`,
    { who, key, about, words, at },
  );
  store.run('DELETE FROM kept_words WHERE who = $who AND key NOT IN (SELECT key FROM kept_words WHERE who = $who ORDER BY at DESC, key LIMIT $most)', { who, most: MOST });
}

/** Whoever signs out has done with them. */
export function forgetWordsOf(store: Writable, who: string): void {
  store.run('DELETE FROM kept_words WHERE who = $who', { who });
}

/** Forgets what everybody typed about things that are gone: dossiers, visits. */
export function forgetWordsAbout(store: Writable, ids: readonly string[]): void {
  store.run('DELETE FROM kept_words WHERE about IN (SELECT value FROM json_each($ids))', { ids: JSON.stringify(ids) });
}

/** Words are good for a day, as the draft of a visit is; returns how many went. */
export function forgetWordsOfEarlierDays(store: Writable, today: BusinessDay): number {
  return store.run('DELETE FROM kept_words WHERE at < $before', { before: startOfDay(today) });
}
