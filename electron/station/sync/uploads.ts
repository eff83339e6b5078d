// Brings one scanned page to the city: asks whether it is there, sends it where it is not, and believes only the city's own word that it holds the same bytes.

import type { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { BlobHash } from '../../../shared/base/ids.ts';
import type { BlobAnswer } from '../../../shared/wire/messages.ts';
import { UPLOAD_CHUNK_BYTES } from '../../../shared/wire/uploads.ts';
import type { Clock } from '../life/clock.ts';
import type { BlobFiles } from '../store/blob-files.ts';
import { DamagedBlob } from '../store/blob-files.ts';
import { markBlobVerified, type WaitingBlob } from '../store/blobs.ts';
import type { StationDatabase } from '../store/database.ts';
import { markBlobDamaged, noteBlobFailure } from '../store/sync-state.ts';
import type { CityClient } from './city-client.ts';
import type { CityFailure } from './classify.ts';
import { sendPieces } from './upload-pieces.ts';

/** What kept a page from its end: something on the way to the city, or a file that the disk does not give out now. */
export type ScanFailure = CityFailure | { readonly kind: 'refused'; readonly code: 'store.failed'; readonly detail: string };

export type ScanEnd = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly failure: ScanFailure };

export interface UploadParts {
  readonly database: StationDatabase;
  readonly blobs: BlobFiles;
  readonly client: CityClient;
  readonly clock: Clock;
  /** A page with more bytes goes in pieces of so many; the wire's own measure where it is left out. */
  readonly pieceBytes?: number;
  /** Waited for before each piece: text goes first. */
  readonly mayGoOn: (signal: AbortSignal) => Promise<void>;
}

/** How often a page is begun anew before it is left to wait: the city had other bytes, or had forgotten what it had. */
const ROUNDS = 4;

/** Sends a page, or finds that it is there or damaged; then it waits no more. */
export async function sendBlob(parts: UploadParts, { sha256, bytes }: Pick<WaitingBlob, 'sha256' | 'bytes'>, signal: AbortSignal): Promise<ScanEnd> {
  const { database, blobs, client, clock, mayGoOn } = parts;
  const failed = (failure: ScanFailure): ScanEnd => {
    // What the program's own end has broken off is nobody's failure.
    if (!signal.aborted) database.keepAccount((store) => noteBlobFailure(store, sha256, failure.code));
    return { kind: 'failed', failure };
  };
  const isThere = (said: BlobAnswer): boolean => said.sha256 === sha256 && said.state === 'verified' && said.bytes === bytes;
  // Only on this word of the city does the page stop to wait. Its feed says so only of what is new to it, so nobody may wait for that.
  const verified = (): ScanEnd => {
    database.keepAccount((store) => markBlobVerified(store, sha256, bytes, clock.now()));
    return { kind: 'done' };
  };
  for (let round = 1; ; round += 1) {
    const known = await client.blobState(sha256, signal);
    if (known.kind === 'failed') return failed(known.failure);
    // Before the first round: an answer that got lost, or the same page of another station. After one: what was sent.
    if (isThere(known.value)) return verified();
    if (round > ROUNDS) return failed({ kind: 'refused', code: 'city.refused', detail: 'the city did not get the page whole, several times' });
    const page = await readBlob(blobs, sha256);
    if (page.kind === 'kept-back') return failed({ kind: 'refused', code: 'store.failed', detail: page.code });
    if (page.kind === 'damaged') {
      database.keepAccount((store) => markBlobDamaged(store, sha256));
      return { kind: 'done' };
    }
    if (page.bytes.length > (parts.pieceBytes ?? UPLOAD_CHUNK_BYTES)) {
      const sent = await sendPieces(parts, sha256, page.bytes, signal);
      if (sent.kind === 'failed') return failed(sent.failure);
      continue;
    }
    const sent = await client.putBlob(sha256, page.bytes, signal, mayGoOn);
    if (sent.kind === 'failed') return failed(sent.failure);
    return isThere(sent.value) ? verified() : failed({ kind: 'refused', code: 'city.version', detail: 'the page was not taken as it is' });
  }
}

type PageBytes = { readonly kind: 'page'; readonly bytes: Buffer } | { readonly kind: 'damaged' } | { readonly kind: 'kept-back'; readonly code: string };

/** The page's plain bytes. 'damaged': its file is gone or changed, or its content is another than its name says, which the admin screen shows, and it is never sent. 'kept-back': the system does not give it out now (too many open files, no right). */
async function readBlob(blobs: BlobFiles, sha256: BlobHash): Promise<PageBytes> {
  try {
    const bytes = await blobs.read(sha256);
    return createHash('sha256').update(bytes).digest('hex') === sha256 ? { kind: 'page', bytes } : { kind: 'damaged' };
  } catch (error) {
    if (!(error instanceof DamagedBlob)) throw error;
    return error.keptBackBy === null ? { kind: 'damaged' } : { kind: 'kept-back', code: error.keptBackBy };
  }
}
