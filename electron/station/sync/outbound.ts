// Sends what waits: first every event of the log in order, then scanned pages. One step at a time, so that text never waits for a page.

import { Buffer } from 'node:buffer';
import type { BlobHash } from '../../../shared/base/ids.ts';
import { MAX_PUSH_BYTES, type PushAnswer, type PushResult } from '../../../shared/wire/messages.ts';
import type { Operation } from '../../../shared/wire/operation.ts';
import type { Clock } from '../life/clock.ts';
import type { BlobFiles } from '../store/blob-files.ts';
import { DamagedBlob } from '../store/blob-files.ts';
import { recordPushed } from '../store/answers.ts';
import { markBlobVerified, nextWaitingBlobs, type WaitingBlob } from '../store/blobs.ts';
import type { StationDatabase } from '../store/database.ts';
import { lastEvent, readOperationsToPush } from '../store/event-log.ts';
import { markBlobDamaged, noteBlobFailure, readSyncMarks, rewindTo } from '../store/sync-state.ts';
import type { CityClient } from './city-client.ts';
import type { CityFailure } from './classify.ts';

/** What kept a step from its end: something on the way to the city, or a page's file that the disk does not give out now. */
export type StepFailure = CityFailure | { readonly kind: 'refused'; readonly code: 'store.failed'; readonly detail: string };

/** 'idle': nothing waits · 'moved': something was sent, ask again · 'rewound': the city has less than was thought, ask again · 'failed': wait, then ask again. */
export type Step =
  | { readonly kind: 'idle' }
  | { readonly kind: 'moved' }
  | { readonly kind: 'rewound'; readonly from: number; readonly to: number }
  | { readonly kind: 'failed'; readonly what: 'events' | 'scan'; readonly failure: StepFailure };

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
  const operations = withinSize(database.read((store) => readOperationsToPush(store, ackedSeq, BATCH_OPERATIONS)));
  if (operations.length > 0) return sendOperations(outbound, operations, ackedSeq, signal);
  const [blob] = database.read((store) => nextWaitingBlobs(store, 1));
  return blob === undefined ? { kind: 'idle' } : sendBlob(outbound, blob, signal);
}

async function sendOperations({ database, client, clock }: Outbound, operations: readonly Operation[], ackedSeq: number, signal: AbortSignal): Promise<Step> {
  const failed = (failure: CityFailure): Step => ({ kind: 'failed', what: 'events', failure });
  const answer = await client.push(operations, signal);
  const { seq: last, incarnation } = database.read(lastEvent);
  if (answer.kind === 'ok') {
    // A city that has more of this incarnation than was ever written here has it from another disk. Of an older one it may: that is why this one was begun.
    if (answer.value.ackedSeq > last && operations[0]?.incarnation === incarnation) return failed({ kind: 'refused', code: 'city.fork', detail: `the city has ${answer.value.ackedSeq} events, here are ${last}` });
    const results = resultsOf(answer.value, operations);
    if (results === null) return failed({ kind: 'refused', code: 'city.version', detail: 'an operation was left without an answer' });
    database.write((store) => recordPushed(store, operations, results, clock.now()));
    return { kind: 'moved' };
  }
  const { failure } = answer;
  if (failure.kind !== 'gap') return failed(failure);
  if (failure.expected > last + 1) return failed({ kind: 'refused', code: 'city.fork', detail: `the city expects ${failure.expected}, the last here is ${last}` });
  // Whoever expects what was just sent has no gap: going there again and again would never end.
  if (failure.expected < 1 || failure.expected > ackedSeq) return failed({ kind: 'refused', code: 'city.version', detail: `a gap that is none: ${failure.expected}` });
  database.write((store) => rewindTo(store, failure.expected - 1, clock.now()));
  return { kind: 'rewound', from: ackedSeq, to: failure.expected - 1 };
}

/** The answers by operation; null unless every operation has one and the city says that it holds them all. */
function resultsOf({ results, ackedSeq }: PushAnswer, operations: readonly Operation[]): ReadonlyMap<string, PushResult> | null {
  const byOperation = new Map(results.map((result) => [result.opId as string, result]));
  return operations.every(({ opId, seq }) => byOperation.has(opId) && seq <= ackedSeq) ? byOperation : null;
}

async function sendBlob({ database, blobs, client, clock }: Outbound, { sha256, bytes }: WaitingBlob, signal: AbortSignal): Promise<Step> {
  const failed = (failure: StepFailure): Step => {
    // What the program's own end has broken off is nobody's failure.
    if (!signal.aborted) database.write((store) => noteBlobFailure(store, sha256, failure.code));
    return { kind: 'failed', what: 'scan', failure };
  };
  const known = await client.blobState(sha256, signal);
  if (known.kind === 'failed') return failed(known.failure);
  if (known.value.sha256 === sha256 && known.value.state === 'verified' && known.value.bytes === bytes) {
    // It is there already (an answer that got lost, or the same page of another station): its line in the feed may lie behind us.
    database.write((store) => markBlobVerified(store, sha256, bytes, clock.now()));
    return { kind: 'moved' };
  }
  const page = await readBlob(blobs, sha256);
  if (page.kind === 'kept-back') return failed({ kind: 'refused', code: 'store.failed', detail: page.code });
  if (page.kind === 'damaged') {
    database.write((store) => markBlobDamaged(store, sha256));
    return { kind: 'moved' };
  }
  const sent = await client.putBlob(sha256, page.bytes, signal);
  if (sent.kind === 'failed') return failed(sent.failure);
  const { value } = sent;
  if (value.sha256 !== sha256 || value.state !== 'verified' || value.bytes !== bytes) return failed({ kind: 'refused', code: 'city.version', detail: 'the page was not taken as it is' });
  // This is the city's word that it holds the page durably. Its feed says so only of what is new to it, so nobody may wait for that.
  database.write((store) => markBlobVerified(store, sha256, bytes, clock.now()));
  return { kind: 'moved' };
}

type PageBytes = { readonly kind: 'page'; readonly bytes: Buffer } | { readonly kind: 'damaged' } | { readonly kind: 'kept-back'; readonly code: string };

/** The page's plain bytes. 'damaged': its file is gone or changed, which the admin screen shows, and it is never sent. 'kept-back': the system does not give it out now (too many open files, no right). */
async function readBlob(blobs: BlobFiles, sha256: BlobHash): Promise<PageBytes> {
  try {
    return { kind: 'page', bytes: await blobs.read(sha256) };
  } catch (error) {
    if (!(error instanceof DamagedBlob)) throw error;
    const code = systemCode(error.cause);
    return code === null || code === 'ENOENT' ? { kind: 'damaged' } : { kind: 'kept-back', code };
  }
}

/** The code of a failed system call, such as 'EMFILE'; Node's own codes begin with ERR_ and are none. */
function systemCode(cause: unknown): string | null {
  const code: unknown = cause instanceof Error && 'code' in cause ? cause.code : null;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : null;
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
