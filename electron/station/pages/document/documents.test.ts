// Documents as they are bound for whoever asks: on the real thread, from leaves, from pages that were not read yet, and without what is gone.

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { drawPage } from '../../../../tests/fakes/drawn-page.ts';
import { readPdf } from '../../../../tests/fakes/read-pdf.ts';
import { TestStation } from '../../../../tests/fakes/test-station.ts';
import type { BlobHash, DossierId, EpochMs, PageId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import { systemClock } from '../../life/clock.ts';
import { BlobFiles } from '../../store/blob-files.ts';
import type { LeafRow } from '../../store/page-leaves.ts';
import { createLeafThread } from '../leaf/leaf-thread.ts';
import { packLeaf } from '../leaf/leaf.ts';
import { createBinderThread } from './binder-thread.ts';
import { createDocuments, type DocumentPiece, type Documents } from './documents.ts';

const worker = (name: string, workerData?: unknown): Worker => new Worker(new URL(`../../${name}.ts`, import.meta.url), { workerData });
let station: TestStation;
let files: BlobFiles;
let documents: Documents;
beforeEach(() => {
  station = new TestStation();
  files = new BlobFiles(path.join(station.folder, 'documents'), Buffer.alloc(32, 7));
  const { database, blobs } = station.context;
  documents = createDocuments({ database, blobs, files, binder: createBinderThread(() => worker('binder-worker'), systemClock), quick: createLeafThread((given) => worker('leaf-worker', given), false, systemClock), budgetBytes: 300_000, clock: systemClock });
});
afterEach(async () => {
  await documents[Symbol.asyncDispose]();
  await station[Symbol.asyncDispose]();
});

const row = (sha256: BlobHash, leaf: BlobHash | null): LeafRow => ({ pageId: station.clock.uuid() as PageId, sha256, mime: 'image/jpeg', blobState: 'waiting', state: leaf === null ? 'due' : 'read', leaf, isOverBudget: false });

it('a page with its text, one that was not read yet and one whose file is gone are in it; what cannot be read is left out and counted; pieces are of one document', { timeout: 60_000 }, async () => {
  const jpeg = await drawPage({ on: 'writing', dpi: 75 });
  const sha256 = await station.context.blobs.store(jpeg);
  const leaf = await files.store(packLeaf({ jpeg, width: 620, height: 877, dpi: 75, isOverBudget: false, words: [{ text: 'Hộ tịch', left: 60, top: 90, width: 90, height: 20 }] }));
  const noPicture = await station.context.blobs.store(Buffer.from('%PDF-1.7 neither this nor that'));
  const none = 'f'.repeat(64) as BlobHash;
  const order = { dossierId: 'one' as DossierId, part: 1, title: 'T149', at: 0 as EpochMs, pages: [row(sha256, leaf), row(sha256, null), row(sha256, none), row(none, null), row(noPicture, null), { ...row(noPicture, null), mime: 'application/pdf' }] };
  const pieces: Uint8Array[] = [];
  let missing = 0;
  let binding: string | null = null;
  for (let from = 0; ; ) {
    const given: DocumentPiece | null = await documents.piece(order, binding, from, 20_000);
    if (given === null) continue;
    binding = given.binding;
    missing = given.missing;
    pieces.push(given.piece);
    from += given.piece.length;
    if (from >= given.bytes) break;
  }
  expect(pieces.length).toBeGreaterThan(1);
  const { pages } = await readPdf(Buffer.concat(pieces));
  expect([pages.map(({ words }) => words.map(({ text }) => text)), missing]).toEqual([[['Hộ tịch'], [], []], 3]);
  // Whoever begins anew gets it as it is now.
  const bytes = Buffer.concat(pieces);
  const again = must(await documents.piece({ ...order, pages: order.pages.slice(0, 1) }, null, 0, 5), 'it is bound within seconds');
  expect([again.bytes < bytes.length, again.missing]).toEqual([true, 0]);
  // Whoever fetches the one from before meanwhile goes on with that one, and is told when it is gone.
  const rest = must(await documents.piece(order, binding, 20_000, bytes.length), 'it is still held');
  expect(Buffer.concat([bytes.subarray(0, 20_000), rest.piece]).equals(bytes)).toBe(true);
  expect(await documents.piece(order, station.clock.uuid(), 20_000, 5)).toBeNull();
});

it('a page over which the thread was given up is missing in it and holds up no other; any other failure of the thread is told', { timeout: 60_000 }, async () => {
  const { database, blobs } = station.context;
  const quick = { make: () => Promise.reject(new Error('the thread has ended')), hold: () => undefined, [Symbol.asyncDispose]: () => Promise.resolve() };
  await using ill = createDocuments({ database, blobs, files, binder: createBinderThread(() => worker('binder-worker'), systemClock), quick, budgetBytes: 300_000, clock: systemClock });
  const due = row(await blobs.store(Buffer.from('a page')), null);
  const order = { dossierId: 'one' as DossierId, part: 1, title: 'T149', at: 0 as EpochMs, pages: [{ ...due, state: 'unread' as const }] };
  await expect.poll(() => ill.piece(order, null, 0, 5).then((given) => given?.missing), { timeout: 30_000 }).toBe(1);
  await expect(ill.piece({ ...order, part: 2, pages: [due] }, null, 0, 5)).rejects.toThrow('the thread has ended');
});
