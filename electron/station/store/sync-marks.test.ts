// The marks of sync: a cursor that never runs ahead of an answer, first moments that are kept, and counts that add up.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { QueueBench } from '../../../tests/fakes/queue-bench.ts';
import type { BlobHash } from '../../../shared/base/ids.ts';
import type { PushResult } from '../../../shared/wire/messages.ts';
import { recordPushed } from './answers.ts';
import { addBlob, markBlobVerified } from './blobs.ts';
import { lastEvent, readOperations } from './event-log.ts';
import { openLetters } from './dead-letters.ts';
import { readOutbox } from './outbox.ts';
import { markBlobDamaged, noteBlobFailure, readSyncMarks, readWaiting, recordExchange, recordOffline, recordPulled, recordWhole, rewindTo } from './sync-state.ts';

let bench: QueueBench;
beforeEach(() => {
  bench = new QueueBench();
});
afterEach(() => bench[Symbol.dispose]());

const operations = (after = 0, limit = 100) => bench.database.read((store) => readOperations(store, after, limit));
const marks = () => bench.database.read(readSyncMarks);
const waiting = () => bench.database.read(readWaiting);
/** Answers operations, refusing those whose sequence is named. */
function push(after: number, count: number, refused: readonly number[] = []): number {
  const sent = operations(after, count);
  const results = new Map(sent.map(({ opId, seq }): [string, PushResult] => [opId, refused.includes(seq) ? { kind: 'rejected', opId, code: 'operation.unknown-type', detail: 'type' } : { kind: 'applied', opId }]));
  return bench.database.write((store) => recordPushed(store, sent, results, bench.clock.now()));
}

describe('the outbox cursor', () => {
  beforeEach(() => {
    for (let index = 0; index < 5; index += 1) bench.issue();
  });

  it('moves over what was answered and no further', () => {
    expect([push(0, 2), marks().ackedSeq, waiting().events]).toEqual([0, 2, 3]);
    expect([push(2, 3), marks().ackedSeq, waiting().events, bench.database.read(lastEvent).seq]).toEqual([0, 5, 0, 5]);
  });

  it('never goes back because an old answer comes late', () => {
    push(0, 5);
    push(0, 2);
    expect(marks().ackedSeq).toBe(5);
  });

  it('does not pass an operation without an answer', () => {
    const sent = operations();
    expect(() => bench.database.write((store) => recordPushed(store, sent, new Map(), bench.clock.now()))).toThrow(/every operation was answered/);
    expect(marks().ackedSeq).toBe(0);
  });

  it('goes back to where the city stands, and what follows waits again', () => {
    push(0, 5);
    bench.database.write((store) => rewindTo(store, 2, bench.clock.now()));
    expect([marks().ackedSeq, waiting().events]).toEqual([2, 3]);
  });

  it('keeps what was refused once, however often it is told, with what a person needs to find it', () => {
    expect([push(0, 5, [2, 4]), push(0, 5, [2, 4])]).toEqual([2, 0]);
    expect(waiting()).toMatchObject({ events: 0, deadLetters: 2 });
    expect(bench.database.read(openLetters)).toMatchObject([2, 4].map((sequence) => ({ sequence, type: 'ticket.issued', answeredAt: bench.clock.now(), label: `A00${sequence}`, code: 'operation.unknown-type', detail: 'type' })));
  });
});

describe('the marks', () => {
  it('begin with nothing', () => {
    expect([marks(), waiting()]).toEqual([
      { ackedSeq: 0, pulledNumber: 0, pulledItem: null, lastExchangeAt: null, offlineSince: null, contradictedAt: null }, { events: 0, dossiers: 0, scans: 0, deadLetters: 0, heldLetters: 0, keptLetters: 0 },
    ]);
  });

  it('keep the first moment without the city over attempts and restarts, until all is whole', () => {
    bench.database.write((store) => recordOffline(store, 100));
    bench.database.write((store) => recordOffline(store, 200));
    bench.reopen();
    bench.database.write((store) => recordExchange(store, 300));
    expect(marks()).toMatchObject({ offlineSince: 100, lastExchangeAt: 300 });
    bench.database.write(recordWhole);
    bench.database.write((store) => recordOffline(store, 400));
    expect(marks()).toMatchObject({ offlineSince: 400, lastExchangeAt: 300 });
  });

  it('count a number of the feed once and forward', () => {
    bench.database.write((store) => recordPulled(store, 1, 'one'));
    expect(() => bench.database.write((store) => recordPulled(store, 1, 'other'))).toThrow();
    expect(marks()).toMatchObject({ pulledNumber: 1, pulledItem: 'one' });
  });
});

describe('a page on its way', () => {
  const hash = 'a'.repeat(64) as BlobHash;
  const row = () => bench.database.read((store) => store.get(z.object({ state: z.string(), attempts: z.int(), last_code: z.string().nullable() }), 'SELECT state, attempts, last_code FROM blob WHERE sha256 = $hash', { hash }));
  const set = (state: string) => bench.database.write((store) => store.runOne('UPDATE blob SET state = $state WHERE sha256 = $hash', { state, hash }));
  beforeEach(() => {
    bench.database.write((store) => addBlob(store, { sha256: hash, bytes: 10, mime: 'image/jpeg' }, bench.clock.now()));
    set('waiting');
  });

  it('notes each failed attempt, and then that it is there', () => {
    bench.database.write((store) => noteBlobFailure(store, hash, 'city.unreachable'));
    expect([row(), waiting().scans]).toEqual([{ state: 'waiting', attempts: 1, last_code: 'city.unreachable' }, 1]);
    bench.database.write((store) => markBlobVerified(store, hash, 10, bench.clock.now()));
    expect([row(), waiting().scans]).toEqual([{ state: 'verified', attempts: 1, last_code: null }, 0]);
  });

  it.each(['draft', 'verified', 'damaged'])('is not touched by late news of an attempt when it is %s', (state) => {
    set(state);
    bench.database.write((store) => {
      noteBlobFailure(store, hash, 'city.unreachable');
      markBlobDamaged(store, hash);
    });
    expect(row()).toEqual({ state, attempts: 0, last_code: null });
  });

  it('that is damaged waits no longer, and is shown', () => {
    bench.database.write((store) => markBlobDamaged(store, hash));
    expect([waiting().scans, bench.database.read(readOutbox).scans]).toEqual([0, [{ label: 'aaaaaaaaaaaa', bytes: 10, at: bench.clock.now(), attempts: 0, code: 'page.damaged', sent: 0 }]]);
  });
});
