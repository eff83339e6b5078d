// Pages are looked at once they are safe, once each, and again after a station that ended in between; a page that ends the looking is not looked at for ever.

import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { drawPage, type DrawnPage } from '../../../tests/fakes/drawn-page.ts';
import { TestStation } from '../../../tests/fakes/test-station.ts';
import type { PageId, VisitId } from '../../../shared/base/ids.ts';
import { systemClock } from '../life/clock.ts';
import { addBlob } from '../store/blobs.ts';
import { addPage, pagesOfVisit, removePage } from '../store/pages.ts';
import { createLookThread, type LookThread } from './page-look.ts';
import { type PageWatch, watchPages } from './watch-pages.ts';

let station: TestStation;
let visitId: VisitId;
const watches: PageWatch[] = [];
beforeEach(async () => {
  station = new TestStation();
  visitId = await station.serve(1);
  station.told.length = 0;
});
afterEach(async () => {
  for (const watch of watches.splice(0)) await watch[Symbol.asyncDispose]();
  await station[Symbol.asyncDispose]();
});

async function arrive(bytes: Uint8Array, mime: 'image/jpeg' | 'application/pdf' = 'image/jpeg'): Promise<PageId> {
  const pageId = station.clock.uuid() as PageId;
  const at = station.clock.now();
  await station.context.blobs.storeThen(bytes, (sha256) =>
    station.context.database.write((store) => {
      const page = { pageId, sha256, bytes: bytes.length, mime, scannedAt: at };
      addBlob(store, page, at);
      addPage(store, visitId, 'to-khai', page);
    }),
  );
  return pageId;
}
const draw = async (page: DrawnPage): Promise<PageId> => arrive(await drawPage({ dpi: 75, ...page }));

function watch(thread: LookThread = createLookThread(() => new Worker(new URL('../page-worker.ts', import.meta.url)), systemClock)) {
  const { database, blobs, clock } = station.context;
  const failures: unknown[] = [];
  const started = watchPages({ database, blobs, clock, thread, tell: (changed) => station.context.publish('visit.changed', changed), onFailure: (error) => failures.push(error) });
  watches.push(started);
  return { ...started, failures };
}
/** A thread of which the test says what it sees. */
function scripted(look: (bytes: Uint8Array) => ReturnType<LookThread['look']>): LookThread & { readonly asked: Uint8Array[] } {
  const asked: Uint8Array[] = [];
  return { asked, look: (bytes) => (asked.push(bytes), look(bytes)), [Symbol.asyncDispose]: () => Promise.resolve() };
}
const SEEN = { isBlank: true, skewDegrees: null } as const;
const blank = () => station.context.database.read((store) => pagesOfVisit(store, visitId)).map((page) => page.isBlank);
const tries = () => station.context.database.read((store) => store.all(z.object({ tries: z.int(), isSeen: z.int() }), 'SELECT tries, seen_at IS NOT NULL AS isSeen FROM page_look')).map(({ tries: often, isSeen }) => [often, isSeen]);

describe('the pages of an open visit', () => {
  it('are looked at one by one on a thread, those that wait at the start too, and their counter is told', async () => {
    await draw({ on: 'writing' });
    const { wake, failures } = watch();
    await draw({ on: 'nothing', isDusty: true });
    wake();
    await expect.poll(blank, { timeout: 15_000 }).toEqual([false, true]);
    await expect.poll(() => station.events('visit.changed').length).toBe(2);
    expect([station.events('visit.changed')[0]?.payload, failures]).toEqual([{ counterId: 1, visitId }, []]);
  });

  it('are looked at once for the same bytes, and not at all when they are no picture or were removed', async () => {
    await arrive(Buffer.from('%PDF-1.7'), 'application/pdf');
    const gone = await arrive(Buffer.from('a page'));
    station.context.database.write((store) => removePage(store, gone, station.clock.now()));
    await arrive(Buffer.from('another page'));
    await arrive(Buffer.from('another page'));
    const thread = scripted(() => Promise.resolve(SEEN));
    const { wake } = watch(thread);
    await expect.poll(blank).toEqual([false, true, true]);
    wake();
    expect([thread.asked.map(String), tries()]).toEqual([['another page'], [[1, 1]]]);
  });

  it('are taken up again by the next run of a station that ended in the middle', async () => {
    await arrive(Buffer.from('one'));
    const never = Promise.withResolvers<never>();
    const held = scripted(() => never.promise);
    const first = watch({ ...held, [Symbol.asyncDispose]: () => Promise.resolve(never.reject(new Error('the thread has ended'))) });
    await expect.poll(() => held.asked.length).toBe(1);
    expect(tries()).toEqual([[1, 0]]);
    await first[Symbol.asyncDispose]();
    expect(first.failures).toEqual([]);
    station.reopen();
    watch(scripted(() => Promise.resolve(SEEN)));
    await expect.poll(blank).toEqual([true]);
    expect(tries()).toEqual([[1, 1]]);
  });

  it('are given up after the second look that ended the thread, which is said; the others are looked at', async () => {
    await arrive(Buffer.from('bad'));
    await arrive(Buffer.from('good'));
    const thread = scripted((bytes) => (String(bytes) === 'bad' ? Promise.reject(new Error('the thread has ended')) : Promise.resolve(SEEN)));
    const { failures, wake } = watch(thread);
    await expect.poll(blank).toEqual([false, true]);
    wake();
    expect([thread.asked.map(String), failures.length]).toEqual([['bad', '', 'bad', '', 'good'], 2]);
  });

  it('wait where the thread itself fails, and no try is counted against a page', async () => {
    await arrive(Buffer.from('one'));
    let isWell = false;
    const thread = scripted(() => (isWell ? Promise.resolve(SEEN) : Promise.reject(new Error('the thread has ended'))));
    const { failures, wake } = watch(thread);
    await expect.poll(() => failures.length).toBe(1);
    wake();
    station.clock.advance(5_000);
    await expect.poll(() => failures.length).toBe(2);
    station.clock.advance(10_000);
    await expect.poll(() => failures.length).toBe(3);
    expect([thread.asked.length, tries()]).toEqual([6, [[0, 0]]]);
    isWell = true;
    station.clock.advance(20_000);
    await expect.poll(blank).toEqual([true]);
  });

  it('that are damaged or no picture are noted as seen and nothing is said of them', async () => {
    await arrive(Buffer.from('no picture'));
    const { failures } = watch();
    await expect.poll(tries, { timeout: 15_000 }).toEqual([[1, 1]]);
    expect([blank(), failures]).toEqual([[false], []]);
  });
});
