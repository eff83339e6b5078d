// Pages that are on their way to the city in pieces: where each goes on.

import { z } from 'zod';
import type { BlobHash, EpochMs } from '../../../shared/base/ids.ts';
import type { Readable, Writable } from './handle.ts';

const pathRow = z.object({ path: z.string() });

/** Under which address a page goes on; null where none was begun. */
export function uploadPath(store: Readable, sha256: BlobHash): string | null {
  return store.get(pathRow, 'SELECT path FROM upload WHERE sha256 = $sha256', { sha256 })?.path ?? null;
}

/** An upload was begun; to be durable before its first byte goes. A page that is not on its way any more needs none. */
export function noteUpload(store: Writable, sha256: BlobHash, path: string, at: EpochMs): void {
  store.run(
    `INSERT INTO upload (sha256, path, sent, created_at) SELECT sha256, $path, 0, $at FROM blob WHERE sha256 = $sha256 AND state = 'waiting'
     ON CONFLICT (sha256) DO UPDATE SET path = excluded.path, sent = 0, created_at = excluded.created_at`,
    { sha256, path, at },
  );
}

/** So many bytes of it are there, as the city says. */
export function noteSent(store: Writable, sha256: BlobHash, sent: number): void {
  store.run('UPDATE upload SET sent = $sent WHERE sha256 = $sha256', { sha256, sent });
}

/** The city has no such upload any more. */
export function forgetUpload(store: Writable, sha256: BlobHash): void {
  store.run('DELETE FROM upload WHERE sha256 = $sha256', { sha256 });
}
