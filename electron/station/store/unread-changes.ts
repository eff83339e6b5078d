// Changes of the feed whose kind this program has not learned: kept by number, so that the program that has can ask for them again.

import { z } from 'zod';
import { epochMsSchema } from '../../../shared/contract/primitives.ts';
import type { Readable, Writable } from './handle.ts';

const unreadRow = z.object({ number: z.int(), of: z.string(), at: epochMsSchema });
const countRow = z.object({ count: z.int() });

export function keepUnread(store: Writable, number: number, of: string, at: number): void {
  store.run('INSERT INTO unread_change (number, of, at) VALUES ($number, $of, $at) ON CONFLICT (number) DO UPDATE SET of = excluded.of, at = excluded.at', { number, of, at });
}

/** Those of the kinds that are known now, oldest first. */
export function readableNow(store: Readable, known: readonly string[]): readonly z.output<typeof unreadRow>[] {
  return store.all(unreadRow, 'SELECT number, of, at FROM unread_change WHERE of IN (SELECT value FROM json_each($known)) ORDER BY number', { known: JSON.stringify(known) });
}

export function forgetUnread(store: Writable, number: number): void {
  store.run('DELETE FROM unread_change WHERE number = $number', { number });
}

export function countUnread(store: Readable): number {
  return store.get(countRow, 'SELECT count(*) AS count FROM unread_change')?.count ?? 0;
}
