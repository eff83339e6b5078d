// Pages that arrive piece by piece: which are under way, how one becomes a page of the city when its last byte is there, and when one is given up.

import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { z } from 'zod';
import { HASH_MISMATCH_STATUS, UPLOAD_KEPT_DAYS, uploadMetadataSchema } from '../../shared/wire/uploads.ts';
import type { CityClock } from '../clock.ts';
import { change, readRows } from '../database/rows.ts';
import { namedFailure } from '../log.ts';
import type { Log } from '../log.ts';
import { WireRefusal } from '../server/refusal.ts';
import { announcePage } from './announce.ts';
import type { BlobStore } from './store.ts';

const DAY_MS = 86_400_000;

const uploadSchema = uploadMetadataSchema.extend({ name: z.string(), commune: z.string(), station: z.string(), bytes: z.int(), createdAt: z.int() });
/** A page that a station has begun to send. */
export type ArrivingPage = z.output<typeof uploadSchema>;
const COLUMNS = 'name, commune, station, sha256, bytes, created_at AS "createdAt"';

export interface UploadContext {
  readonly pool: Pool;
  readonly clock: CityClock;
  readonly log: Log;
  readonly store: BlobStore;
}

/** Takes note of a new one. What the same station had begun of the same page is given up: its answer was lost, or it would have gone on with that. */
export async function noteUpload({ pool, store }: UploadContext, { name, commune, station, sha256, bytes, createdAt }: ArrivingPage): Promise<void> {
  const former = await readRows(pool, z.object({ name: z.string() }), 'DELETE FROM upload WHERE commune = $1 AND station = $2 AND sha256 = $3 RETURNING name', [commune, station, sha256]);
  for (const left of former) await rm(join(store.uploads, left.name), { force: true });
  await change(pool, 'INSERT INTO upload (name, commune, station, sha256, bytes, created_at) VALUES ($1, $2, $3, $4, $5, $6)', [name, commune, station, sha256, bytes, createdAt]);
}

/** Null when there is none of this name. */
export async function findUpload({ pool }: UploadContext, name: string): Promise<ArrivingPage | null> {
  const [found] = await readRows(pool, uploadSchema, `SELECT ${COLUMNS} FROM upload WHERE name = $1`, [name]);
  return found ?? null;
}

/** Forgets one and what came of it; nothing happens when it is not there. */
export async function dropUpload({ pool, store }: UploadContext, name: string): Promise<void> {
  await change(pool, 'DELETE FROM upload WHERE name = $1', [name]);
  await rm(join(store.uploads, name), { force: true });
}

/**
 * Makes a whole upload a page of the city: copied while it is hashed, fsynced, renamed to its place, its folder fsynced, and only then its row, its line in the feed and the end of the upload, in one
 * transaction. A copy, because whoever still writes to the upload (a second gateway, a connection thought dead) has that file and never the page's. It may be done again from the beginning at any
 * moment, also twice at once: until the transaction is committed the upload stays as it was. Bytes of another hash are deleted and refused.
 */
export async function finishUpload(context: UploadContext, { name, commune, sha256 }: ArrivingPage): Promise<void> {
  const { pool, clock, store } = context;
  const arrived = createReadStream(join(store.uploads, name));
  let bytes: number;
  try {
    bytes = await store.receive(commune, sha256, arrived);
  } catch (error) {
    if (namedFailure(error).errorCode === 'ENOENT' && (await findUpload(context, name)) === null) return;
    if (!(error instanceof WireRefusal)) throw error;
    await dropUpload(context, name);
    throw new WireRefusal(error.code, error.detail, { status: HASH_MISMATCH_STATUS });
  } finally {
    arrived.destroy();
  }
  await announcePage(pool, clock, { commune, sha256, bytes, at: clock.now() }, (transaction) => change(transaction, 'DELETE FROM upload WHERE name = $1', [name]));
  await rm(join(store.uploads, name), { force: true });
}

/** Finishes what is whole although nobody said so (a gateway died at its last byte), gives up what nobody has gone on with for two weeks, and removes files that belong to no upload. */
export async function sweepUploads(context: UploadContext): Promise<void> {
  const { pool, clock, log, store } = context;
  const uploads = await readRows(pool, uploadSchema, `SELECT ${COLUMNS} FROM upload`);
  const counts = { finished: 0, expired: 0, strayFiles: 0 };
  for (const upload of uploads) {
    const size = await stat(join(store.uploads, upload.name)).then((found) => found.size, () => null);
    if (size === upload.bytes) {
      await finishUpload(context, upload).then(() => (counts.finished += 1), (error: unknown) => log('warning', 'upload.unfinished', namedFailure(error)));
    } else if (upload.createdAt < clock.now() - UPLOAD_KEPT_DAYS * DAY_MS) {
      await dropUpload(context, upload.name);
      counts.expired += 1;
    }
  }
  const known = new Set(uploads.map(({ name }) => name));
  for (const name of await readdir(store.uploads)) {
    const found = known.has(name) ? null : await stat(join(store.uploads, name)).catch(() => null);
    // A file is made just before its row.
    if (found === null || found.mtimeMs > clock.now() - DAY_MS) continue;
    await rm(join(store.uploads, name), { force: true });
    counts.strayFiles += 1;
  }
  if (counts.finished + counts.expired + counts.strayFiles > 0) log('info', 'upload.swept', counts);
}
