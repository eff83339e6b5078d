// Sends what waits: first every event of the log in order, then scanned pages. One step at a time, so that text never waits for a page.

import { Buffer } from 'node:buffer';
import type { BlobHash } from '../../../shared/base/ids.ts';
import { MAX_PUSH_BYTES } from '../../../shared/wire/messages.ts';
import type { Operation } from '../../../shared/wire/operation.ts';
import type { Clock } from '../life/clock.ts';
import type { BlobFiles } from '../store/blob-files.ts';
import { DamagedBlob } from '../store/blob-files.ts';
import { markBlobVerified, nextWaitingBlobs, type WaitingBlob } from '../store/blobs.ts';
import type { StationDatabase } from '../store/database.ts';
import { readOperations } from '../store/event-log.ts';
import { lastSequence, markBlobDamaged, markBlobSent, noteBlobFailure, readSyncMarks, recordPushed, rewindTo } from '../store/sync-state.ts';
import type { CityClient } from './city-client.ts';
import { codeOf, type CityFailure } from './classify.ts';

/** 'idle': nothing waits · 'moved': something was sent, ask again · 'failed': wait, then ask again. */
export type Step =
  | { readonly kind: 'idle' }
  | { readonly kind: 'moved'; readonly what: 'events' | 'scan'; readonly refused: number }
  | { readonly kind: 'failed'; readonly failure: CityFailure };

/** Largest batch: small enough that a slow line gets through with one, large enough to empty a day quickly. */
const BATCH_OPERATIONS = 200;

/** The parts that one step of sending needs. */
export interface Outbound {
  readonly database: StationDatabase;
  readonly blobs: BlobFiles;
  readonly client: CityClient;
  readonly clock: Clock;
}

/** Sends one batch of events, or one page when no event waits. */
export async function sendNext(outbound: Outbound, signal: AbortSignal): Promise<Step> {
  const { database } = outbound;
  const { ackedSeq } = database.read(readSyncMarks);
  const operations = withinSize(database.read((store) => readOperations(store, ackedSeq, BATCH_OPERATIONS)));
  if (operations.length > 0) return sendOperations(outbound, operations, signal);
  const [blob] = database.read((store) => nextWaitingBlobs(store, 1));
  return blob === undefined ? { kind: 'idle' } : sendBlob(outbound, blob, signal);
}

async function sendOperations({ database, client, clock }: Outbound, operations: readonly Operation[], signal: AbortSignal): Promise<Step> {
  const answer = await client.push(operations, signal);
  if (answer.kind === 'ok') {
    const refused = database.write((store) => recordPushed(store, operations, answer.value.results, answer.value.ackedSeq, clock.now()));
    return { kind: 'moved', what: 'events', refused };
  }
  const { failure } = answer;
  if (failure.kind !== 'gap') return answer;
  // The city has less than we thought, or more: go to where it stands. More than we ever wrote is another store's log.
  if (failure.expected < 1 || failure.expected > database.read(lastSequence) + 1) {
    return { kind: 'failed', failure: { kind: 'refused', code: 'city.fork', detail: `the city expects ${failure.expected}` } };
  }
  database.write((store) => rewindTo(store, failure.expected - 1));
  return { kind: 'moved', what: 'events', refused: 0 };
}

async function sendBlob({ database, blobs, client, clock }: Outbound, { sha256, bytes }: WaitingBlob, signal: AbortSignal): Promise<Step> {
  const known = await client.blobState(sha256, signal);
  if (known.kind === 'failed') return known;
  if (known.value.state === 'verified' && known.value.bytes === bytes) {
    // It is there already (an answer that got lost, or the same page of another station): its line in the feed may lie behind us.
    database.write((store) => markBlobVerified(store, sha256, bytes, clock.now()));
    return { kind: 'moved', what: 'scan', refused: 0 };
  }
  const plain = await readBlob(blobs, sha256);
  if (plain === null) {
    database.write((store) => markBlobDamaged(store, sha256));
    return { kind: 'moved', what: 'scan', refused: 1 };
  }
  const sent = await client.putBlob(sha256, plain, signal);
  if (sent.kind === 'failed') {
    database.write((store) => noteBlobFailure(store, sha256, codeOf(sent.failure)));
    return sent;
  }
  database.write((store) => markBlobSent(store, sha256));
  return { kind: 'moved', what: 'scan', refused: 0 };
}

/** The page's plain bytes; null when its file is gone or damaged, which is shown on the admin screen and never sent. */
async function readBlob(blobs: BlobFiles, sha256: BlobHash): Promise<Buffer | null> {
  try {
    return await blobs.read(sha256);
  } catch (error) {
    if (error instanceof DamagedBlob) return null;
    throw error;
  }
}

/** Cuts a batch that would not fit into one request; never below one operation. */
function withinSize(operations: readonly Operation[]): readonly Operation[] {
  let bytes = 0;
  for (const [index, operation] of operations.entries()) {
    bytes += Buffer.byteLength(JSON.stringify(operation));
    if (bytes > MAX_PUSH_BYTES / 2 && index > 0) return operations.slice(0, index);
  }
  return operations;
}
