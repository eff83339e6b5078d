// A page of the feed and the store: in order, once, up to a hole, and what is about others passed over.

import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { QueueBench } from '../../../tests/fakes/queue-bench.ts';
import type { BlobHash } from '../../../shared/base/ids.ts';
import { feedItemSchema, type FeedItem } from '../../../shared/wire/feed.ts';
import { addBlob } from '../store/blobs.ts';
import { readSyncMarks } from '../store/sync-state.ts';
import { mergeFeed } from './merge.ts';

let bench: QueueBench;
beforeEach(() => {
  bench = new QueueBench();
});
afterEach(() => bench[Symbol.dispose]());

const hashOf = (number: number): BlobHash => number.toString(16).padStart(64, '0') as BlobHash;
const page = (number: number, of = number): FeedItem => feedItemSchema.parse({ number, at: 1000 + number, change: { type: 'blob.verified', sha256: hashOf(of), bytes: 10 } });
const pages = (from: number, to: number): FeedItem[] => Array.from({ length: to - from + 1 }, (_, index) => page(from + index));
const merge = (items: readonly FeedItem[]) => mergeFeed(bench.database, bench.clock, 'K1', items);
const cursor = (): number => bench.database.read(readSyncMarks).pulledNumber;
function own(number: number, state = 'waiting'): void {
  bench.database.write((store) => {
    addBlob(store, { sha256: hashOf(number), bytes: 10, mime: 'image/jpeg' }, bench.clock.now());
    store.runOne('UPDATE blob SET state = $state WHERE sha256 = $hash', { state, hash: hashOf(number) });
  });
}
const states = () => bench.database.read((store) => store.all(z.object({ state: z.string() }), 'SELECT state FROM blob ORDER BY sha256').map(({ state }) => state));

it('takes what follows, and tells what was about this station', () => {
  own(2);
  expect([merge(pages(1, 3)), cursor(), states()]).toEqual([{ kind: 'merged', items: 3, dossiers: 0, blobs: 1 }, 3, ['verified']]);
  expect([merge([]), cursor()]).toEqual([{ kind: 'merged', items: 0, dossiers: 0, blobs: 0 }, 3]);
});

it('stops before a number that is missing, and keeps what came before it', () => {
  own(1);
  own(4);
  expect([merge([...pages(1, 2), page(4)]), cursor(), states()]).toEqual([{ kind: 'hole', expected: 3, got: 4 }, 2, ['verified', 'waiting']]);
  expect([merge([page(9)]), cursor()]).toEqual([{ kind: 'hole', expected: 3, got: 9 }, 2]);
});

it('lets drafts be drafts, and another length be another page', () => {
  own(1, 'draft');
  own(2);
  bench.database.write((store) => store.runOne('UPDATE blob SET bytes = 11 WHERE sha256 = $hash', { hash: hashOf(2) }));
  expect([merge(pages(1, 2)), states()]).toEqual([{ kind: 'merged', items: 2, dossiers: 0, blobs: 0 }, ['draft', 'waiting']]);
});

it('comes to the same in whatever pieces and however often the feed is read, as long as it is read in order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 8 })), { maxLength: 12 }), (reads) => {
      using fresh = new QueueBench();
      let reached = 0;
      for (const [back, length] of reads) {
        const from = Math.max(1, reached + 1 - back);
        const merged = mergeFeed(fresh.database, fresh.clock, 'K1', pages(from, from + length - 1));
        const to = Math.max(reached, from + length - 1);
        expect(merged).toMatchObject({ kind: 'merged', items: to - reached });
        reached = to;
        expect(fresh.database.read(readSyncMarks).pulledNumber).toBe(reached);
      }
    }),
    { numRuns: 25 },
  );
});
