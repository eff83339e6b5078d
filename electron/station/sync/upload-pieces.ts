// Sends a large page in pieces: begins where the city says that it stands, and after a broken connection goes on at once as long as each one brings something.

import type { Buffer } from 'node:buffer';
import type { BlobHash } from '../../../shared/base/ids.ts';
import { UPLOAD_CHUNK_BYTES } from '../../../shared/wire/uploads.ts';
import { forgetUpload, noteSent, noteUpload, uploadPath } from '../store/uploads.ts';
import type { CityFailure } from './classify.ts';
import type { UploadAnswer } from './upload-answer.ts';
import type { UploadParts } from './uploads.ts';

/** A connection that brought less than this was no better than none: then the lane waits before the next. */
const LEAST_PROGRESS = 16 * 1024;
/** What is shown of the progress may be so old, in ms: each look of the disk costs a fsync. */
const NOTED_EVERY_MS = 1000;

/** ended: nothing is left to send, or the city has no such upload: its word on the page says which · mismatch: it got other bytes than these. */
export type PiecesEnd = { readonly kind: 'ended' } | { readonly kind: 'mismatch' } | { readonly kind: 'failed'; readonly failure: CityFailure };

/** Sends what the city has not got of a page. */
export async function sendPieces(parts: UploadParts, sha256: BlobHash, page: Buffer, signal: AbortSignal): Promise<PiecesEnd> {
  const { database, client, clock, mayGoOn, pieceBytes = UPLOAD_CHUNK_BYTES } = parts;
  let path = database.read((store) => uploadPath(store, sha256));
  let offset = 0;
  if (path === null) {
    const begun = await client.beginUpload(sha256, page.length, signal);
    if (begun.kind !== 'ok') return endOf(begun);
    if (begun.path === null) return unclear('no address for the upload');
    path = begun.path;
    const at = path;
    database.keepAccount((store) => noteUpload(store, sha256, at, clock.now()));
  } else {
    const standing = await client.uploadOffset(path, signal);
    if (standing.kind !== 'ok') return forget(parts, sha256, standing);
    if (standing.offset === null) return unclear('no offset of the upload');
    offset = standing.offset;
  }
  let resumedAt = offset;
  let notedAt = clock.monotonic();
  while (offset < page.length) {
    await mayGoOn(signal);
    const sent = await client.sendPiece(path, offset, page.subarray(offset, offset + pieceBytes), mayGoOn, signal);
    if (sent.kind === 'ok' && sent.offset !== null && sent.offset > offset) {
      offset = sent.offset;
      if (clock.monotonic() - notedAt < NOTED_EVERY_MS) continue;
      note(parts, sha256, offset);
      notedAt = clock.monotonic();
      continue;
    }
    const isBroken = sent.kind === 'failed' && sent.failure.code === 'city.unreachable';
    if (sent.kind !== 'elsewhere' && !isBroken) return sent.kind === 'ok' ? unclear('a piece brought nothing') : forget(parts, sha256, sent);
    if (signal.aborted) return sent.kind === 'failed' ? sent : { kind: 'ended' };
    const standing = await client.uploadOffset(path, signal);
    if (standing.kind !== 'ok') return forget(parts, sha256, standing);
    if (standing.offset === null) return unclear('no offset of the upload');
    offset = standing.offset;
    note(parts, sha256, offset);
    if (offset < page.length && offset < resumedAt + LEAST_PROGRESS) return sent.kind === 'failed' ? sent : unclear('the upload does not get on');
    resumedAt = offset;
  }
  return { kind: 'ended' };
}

/** What the city has thrown away, or never had, is begun anew. */
function forget({ database }: UploadParts, sha256: BlobHash, answer: Exclude<UploadAnswer, { readonly kind: 'ok' }>): PiecesEnd {
  if (answer.kind !== 'failed') database.keepAccount((store) => forgetUpload(store, sha256));
  return endOf(answer);
}

function endOf(answer: Exclude<UploadAnswer, { readonly kind: 'ok' }>): PiecesEnd {
  if (answer.kind === 'failed') return answer;
  return { kind: answer.kind === 'mismatch' ? 'mismatch' : 'ended' };
}

function note({ database }: UploadParts, sha256: BlobHash, sent: number): void {
  database.keepAccount((store) => noteSent(store, sha256, sent));
}

function unclear(detail: string): PiecesEnd {
  return { kind: 'failed', failure: { kind: 'refused', code: 'city.version', detail } };
}
