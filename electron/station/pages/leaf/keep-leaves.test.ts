// The document of a dossier is made in the background: taken up again after an end, without its text where the text ends the reader, gone with its pages.

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { BIRTH } from '../../../../tests/fakes/test-procedures.ts';
import { TestStation } from '../../../../tests/fakes/test-station.ts';
import type { BusinessDay, DossierId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import { blobHashSchema } from '../../../../shared/contract/primitives.ts';
import { BlobFiles } from '../../store/blob-files.ts';
import { doomBlob, purgeBlob } from '../../store/blobs.ts';
import { leavesOf, leavesToRemove } from '../../store/page-leaves.ts';
import { type Leaves, keepLeaves } from './keep-leaves.ts';
import { type Leaf, packLeaf, unpackLeaf } from './leaf.ts';
import type { LeafAnswer, LeafOrder, LeafThread } from './leaf-thread.ts';

const FACTS = { width: 10, height: 20, dpi: 200, isOverBudget: false } as const;
let station: TestStation;
let dossierId: DossierId;
let running: Leaves[];
beforeEach(async () => {
  running = [];
  station = new TestStation({ procedures: [BIRTH] });
  ({ dossierId } = await openDossier(station));
  page('one', 1);
  page('two', 2);
  page('document', 3, 'application/pdf');
});
afterEach(async () => {
  for (const leaves of running) await leaves[Symbol.asyncDispose]();
  await station[Symbol.asyncDispose]();
});

/** Puts a page of the dossier into the store, as a scan and an opening would have. */
const hashes = new Map<string, ReturnType<typeof blobHashSchema.parse>>();
let stored: Promise<unknown> = Promise.resolve();
function page(text: string, at: number, mime = 'image/jpeg'): void {
  stored = stored.then(async () => {
    const bytes = Buffer.from(text);
    await station.context.blobs.storeThen(bytes, (sha256) => {
      hashes.set(text, sha256);
      station.context.database.write((store) => {
        store.run(`INSERT INTO blob (sha256, bytes, mime, state, created_at) VALUES ($sha256, $bytes, $mime, 'waiting', $at)`, { sha256, bytes: bytes.length, mime, at });
        store.run('INSERT INTO dossier_page (dossier_id, page_id, sha256) VALUES ($dossierId, $pageId, $sha256)', { dossierId, sha256, pageId: `0190a8b0-0000-7000-8000-00000000000${at}` });
      });
    });
  });
}

interface Scripted extends LeafThread {
  readonly asked: [text: string, withText: boolean][];
}
function scripted(make: (order: LeafOrder, text: string) => Promise<LeafAnswer> = (order, text) => Promise.resolve(made(order, text))): Scripted {
  const asked: [string, boolean][] = [];
  return {
    asked,
    hold: () => undefined,
    make: (order) => {
      const text = String(Buffer.from(order.bytes));
      asked.push([text, order.withText]);
      return make(order, text);
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
function made({ withText }: LeafOrder, text: string): LeafAnswer {
  const words: Leaf['words'] = withText ? [{ text, left: 1, top: 2, width: 3, height: 4 }] : null;
  return { kind: 'made', leaf: packLeaf({ ...FACTS, jpeg: Buffer.from(`picture of ${text}`), words }), isRead: withText, isOverBudget: false };
}

const files = () => new BlobFiles(path.join(station.folder, 'documents'), Buffer.alloc(32, 7));
async function start(thread: LeafThread, hasRoom = () => true, kept = files()) {
  await stored;
  const { database, blobs } = station.context;
  const failures: unknown[] = [];
  let told = 0;
  const leaves = keepLeaves({ database, blobs, files: kept, thread, budgetBytes: 1000, hasRoom, clock: station.clock, tell: () => void (told += 1), onFailure: (error) => failures.push(error), today: '2026-07-13' as BusinessDay });
  running.push(leaves);
  return { ...leaves, failures, told: () => told };
}
const states = () => station.context.database.read((store) => leavesOf(store, dossierId)).map(({ state }) => state);
const onDisk = (): number => readdirSync(path.join(station.folder, 'documents'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;

describe('the document of a dossier', () => {
  it('is made of its newest pages first, and kept where nobody can read it without the key', async () => {
    const thread = scripted();
    const { failures, told } = await start(thread);
    await expect.poll(states).toEqual(['read', 'read', 'as-is']);
    expect([thread.asked, failures, told()]).toEqual([[['two', true], ['one', true]], [], 3]);
    const leaf = station.context.database.read((store) => leavesOf(store, dossierId))[0]?.leaf ?? null;
    expect(unpackLeaf(await files().read(blobHashSchema.parse(leaf)))).toEqual({ ...FACTS, jpeg: Buffer.from('picture of one'), words: [{ text: 'one', left: 1, top: 2, width: 3, height: 4 }] });
    expect(onDisk()).toBe(2);
  });

  it('is taken up again, once, by the next run of a station that ended while a page was read', async () => {
    const never = Promise.withResolvers<LeafAnswer>();
    const first = scripted(() => never.promise);
    const ended = await start({ ...first, [Symbol.asyncDispose]: () => Promise.resolve(never.reject(new Error('the thread has ended'))) });
    await expect.poll(() => first.asked.length).toBe(1);
    await running.shift()?.[Symbol.asyncDispose]();
    station.reopen();
    const second = scripted();
    const { failures } = await start(second);
    await expect.poll(states).toEqual(['read', 'read', 'as-is']);
    expect([first.asked, second.asked, ended.failures, failures]).toEqual([[['two', true]], [['two', true], ['one', true]], [], []]);
    expect(station.context.database.read((store) => store.all(z.object({ tries: z.int() }), 'SELECT tries FROM page_leaf ORDER BY tries DESC')).map(({ tries }) => tries)).toEqual([1, 1, 1]);
    const third = scripted();
    await start(third);
    expect(third.asked).toEqual([]);
  });

  it('has no text on a page that ends the reader, which is said; and no page over which the station itself ended three times is tried again', async () => {
    const thread = scripted((order, text) => (text === 'two' && order.withText ? Promise.reject(new Error('no answer within 120000 ms')) : Promise.resolve(made(order, text))));
    const { failures } = await start(thread);
    await expect.poll(states).toEqual(['read', 'unread', 'as-is']);
    expect([thread.asked, failures.length]).toEqual([[['two', true], ['two', false], ['one', true]], 1]);
    station.context.database.write((store) => store.run(`UPDATE page_leaf SET state = 'due', leaf_sha256 = NULL, tries = iif(state = 'read', 2, 3)`));
    const careful = scripted();
    await start(careful);
    await expect.poll(() => states()[0]).toBe('unread');
    expect(careful.asked).toEqual([['one', false]]);
  });

  it('waits where the thread itself fails, longer each time, and no try is counted against a page; it is made once the thread is well', async () => {
    let isWell = false;
    const thread = scripted((order, text) => (isWell ? Promise.resolve(made(order, text)) : Promise.reject(new Error('the thread has ended'))));
    const { failures, wake } = await start(thread);
    // Each time with its text, without, and whether the thread answers anything at all.
    await expect.poll(() => thread.asked.length).toBe(3);
    await expect.poll(() => failures.length).toBe(2);
    wake();
    for (const times of [2, 3, 4, 5]) {
      station.clock.advance(5_000 * 2 ** (times - 2) - 1);
      expect(failures.length).toBe(2 * (times - 1));
      station.clock.advance(1);
      await expect.poll(() => failures.length).toBe(2 * times);
    }
    isWell = true;
    station.clock.advance(600_000);
    await expect.poll(states).toEqual(['read', 'read', 'as-is']);
  });

  it('is given up on a page that fails on a sound thread, which is final and not said to be due', async () => {
    const thread = scripted((order, text) => (text === 'two' ? Promise.reject(new Error('the thread has ended')) : Promise.resolve(made(order, text))));
    await start(thread);
    await expect.poll(states).toEqual(['read', 'unread', 'as-is']);
    expect(thread.asked.filter(([text]) => text === 'two').length).toBe(5);
  });

  it('is made, and files of erased pages go, also where the folder could not be read at first or one file cannot be removed', async () => {
    const first = await start(scripted());
    await expect.poll(states).toEqual(['read', 'read', 'as-is']);
    await running.shift()?.[Symbol.asyncDispose]();
    expect(first.failures).toEqual([]);
    page('three', 4);
    await stored;
    station.context.database.write((store) => store.run(`DELETE FROM page_leaf WHERE leaf_sha256 IS NOT NULL`));
    const stuck = must(station.context.database.read(leavesToRemove)[0], 'two files are to go');
    const kept = files();
    let isIll = true;
    const [sweep, remove] = [kept.sweep.bind(kept), kept.removeUnless.bind(kept)];
    kept.sweep = () => (isIll ? Promise.reject(new Error('EMFILE')) : sweep());
    kept.removeUnless = (file, isUsed) => (isIll && file === stuck ? Promise.reject(new Error('EIO')) : remove(file, isUsed));
    const { failures } = await start(scripted(), () => true, kept);
    await expect.poll(() => station.context.database.read(leavesToRemove)).toEqual([stuck]);
    await expect.poll(() => failures.length).toBe(2);
    isIll = false;
    station.clock.advance(5_000);
    await expect.poll(states).toEqual(['read', 'read', 'as-is', 'read']);
    await expect.poll(() => station.context.database.read(leavesToRemove)).toEqual([]);
  });

  it('goes page by page with its pages: with those that are erased, and those that only the city keeps', async () => {
    const { wake } = await start(scripted());
    await expect.poll(states).toEqual(['read', 'read', 'as-is']);
    station.context.database.write((store) => {
      store.run(`UPDATE blob SET state = 'verified'`);
      purgeBlob(store, blobHashSchema.parse(hashes.get('one')), station.clock.now());
      store.run('DELETE FROM dossier_page WHERE sha256 = $sha256', { sha256: blobHashSchema.parse(hashes.get('two')) });
      doomBlob(store, blobHashSchema.parse(hashes.get('two')), station.clock.now());
    });
    wake();
    await expect.poll(onDisk).toBe(0);
    expect(states()).toEqual(['due', 'as-is']);
  });

  it('is not made while the disk is short', async () => {
    const thread = scripted();
    let hasRoom = false;
    const { wake } = await start(thread, () => hasRoom);
    await expect.poll(() => onDiskOrNone()).toBe(0);
    expect(thread.asked).toEqual([]);
    hasRoom = true;
    wake();
    await expect.poll(states).toEqual(['read', 'read', 'as-is']);
  });
});

function onDiskOrNone(): number {
  try {
    return onDisk();
  } catch {
    return -1;
  }
}
