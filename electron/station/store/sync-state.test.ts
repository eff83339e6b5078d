// Where the station stands with the city: cursors, refusals that end, and what a restored city leaves behind.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { CounterId, OperationId } from '../../../shared/base/ids.ts';
import type { PushResult } from '../../../shared/wire/messages.ts';
import { storeFolder, type StoreFolder } from '../../../tests/fakes/store-folder.ts';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import { recordPushed, recordSettled } from './answers.ts';
import { StationDatabase } from './database.ts';
import { appendEvent, readOperations } from './event-log.ts';
import { doubtfulLetters, keepLetter, openLetters, settleLetter } from './dead-letters.ts';
import { askAgainAboutLetters, readSyncMarks, readWaiting, rewindTo } from './sync-state.ts';

let folder: StoreFolder;
let database: StationDatabase;
const clock = new TestClock();
beforeEach(() => {
  folder = storeFolder();
  database = StationDatabase.open(folder.path, folder.key);
});
afterEach(() => {
  database[Symbol.dispose]();
  folder[Symbol.dispose]();
});

const identity = { commune: 'T149', station: 'K1', incarnation: 1, bootId: '018f0000-0000-7000-8000-000000000001' };
const write = (counter: number) =>
  database.write((store) => appendEvent(store, identity, clock, { type: 'counter.resumed', aggregate: 'counter', aggregateId: String(counter), body: { counterId: counter as CounterId }, actor: 'station' }));
const dead = () => database.read((store) => store.all(z.object({ seq: z.int(), code: z.string() }), 'SELECT seq, code FROM dead_letter ORDER BY seq'));

/** The city answers every operation of the log. */
function answer(kinds: readonly ('applied' | 'duplicate' | 'rejected')[]): void {
  const operations = database.read((store) => readOperations(store, 0, 100));
  const results = new Map<string, PushResult>(operations.map(({ opId }, index): [string, PushResult] => {
    const kind: 'applied' | 'duplicate' | 'rejected' = kinds[index] ?? 'applied';
    return [opId, kind === 'rejected' ? { kind, opId, code: 'operation.failed', detail: '' } : { kind, opId }];
  }));
  database.write((store) => recordPushed(store, operations, results, clock.now()));
}

it.each(['applied', 'duplicate'] as const)('what the city once refused and later answers as %s is a dead letter no more, and no other goes with it', (kind) => {
  for (const counter of [1, 2, 3]) write(counter);
  answer(['rejected', 'applied', 'rejected']);
  expect(dead()).toEqual([{ seq: 1, code: 'operation.failed' }, { seq: 3, code: 'operation.failed' }]);
  database.write((store) => rewindTo(store, 0, 1));
  answer([kind, 'applied', 'rejected']);
  expect([dead(), database.read(readSyncMarks).ackedSeq]).toEqual([[{ seq: 3, code: 'operation.failed' }], 3]);
});

it('what is held or kept stands on the list without wanting a person, and the feed clears it or turns it into a refusal', () => {
  for (const counter of [1, 2, 3]) write(counter);
  const [first, second, third] = database.read((store) => readOperations(store, 0, 3));
  if (first === undefined || second === undefined || third === undefined) throw new Error('three were written');
  const results = new Map<string, PushResult>([
    [first.opId, { kind: 'rejected', opId: first.opId, code: 'operation.invalid', detail: 'too long', field: 'counterId' }],
    [second.opId, { kind: 'held', opId: second.opId, by: first.opId }],
    [third.opId, { kind: 'kept', opId: third.opId, code: 'operation.unknown-version' }],
  ]);
  const record = () => database.write((store) => recordPushed(store, [first, second, third], results, clock.now()));
  expect([record(), record()]).toEqual([3, 0]);
  const letters = () => database.read((store) => store.all(z.record(z.string(), z.unknown()), 'SELECT seq, state, code, detail, field, held_by AS heldBy FROM dead_letter WHERE op_id NOT IN (SELECT op_id FROM settled_letter) ORDER BY seq'));
  expect(letters()).toEqual([
    { seq: 1, state: 'rejected', code: 'operation.invalid', detail: 'too long', field: 'counterId', heldBy: null },
    { seq: 2, state: 'held', code: 'operation.held', detail: '', field: null, heldBy: first.opId },
    { seq: 3, state: 'kept', code: 'operation.unknown-version', detail: '', field: null, heldBy: null },
  ]);
  expect(database.read(readWaiting).deadLetters).toBe(1);
  const settle = (opId: typeof first.opId, kind: 'applied' | 'rejected' | 'withdrawn') => database.write((store) => recordSettled(store, { opId, kind, code: 'operation.invalid', detail: 'again' }, clock.now()));
  expect([settle(first.opId, 'withdrawn'), settle(second.opId, 'applied'), settle(third.opId, 'rejected'), settle(third.opId, 'rejected'), settle(second.opId, 'applied')]).toEqual([true, true, true, false, false]);
  expect(letters()).toEqual([{ seq: 3, state: 'rejected', code: 'operation.invalid', detail: 'again', field: null, heldBy: null }]);
});

it('after a snapshot the city is asked again about what waits for somebody, and not about what people settled long ago', () => {
  for (const counter of [1, 2, 3]) write(counter);
  answer(['rejected', 'applied', 'rejected']);
  const [first] = database.read((store) => readOperations(store, 0, 3));
  const askedFrom = () => {
    database.write(askAgainAboutLetters);
    return database.read(readSyncMarks).ackedSeq;
  };
  database.write((store) => settleLetter(store, first?.opId ?? expect.fail('three were written'), 'withdrawn', null, clock.now()));
  expect(askedFrom()).toBe(2);
  answer(['rejected', 'applied', 'applied']);
  expect(askedFrom()).toBe(3);
});

it('after a snapshot a letter that came back moves no cursor, since its place is one of another life: the city is asked about it', () => {
  for (const counter of [1, 2, 3]) write(counter);
  answer(['applied', 'applied', 'applied']);
  const opId = '018f0000-0000-7000-8000-00000000000f' as OperationId;
  database.write((store) => keepLetter(store, { seq: 2, returned: 1 }, { kind: 'rejected', opId, code: 'operation.failed', detail: '' }, clock.now()));
  const askedFrom = () => {
    database.write(askAgainAboutLetters);
    return database.read(readSyncMarks).ackedSeq;
  };
  expect([askedFrom(), database.read(doubtfulLetters)]).toEqual([3, [{ opId, seq: 2, returned: 1 }]]);
  // Beside one of the log, it is that one which is sent again.
  answer(['applied', 'applied', 'rejected']);
  expect(askedFrom()).toBe(2);
});

it.each<readonly [said: 'applied' | 'withdrawn' | 'rejected', open: readonly string[]]>([['applied', []], ['withdrawn', []], ['rejected', ['operation.failed']]])(
  'what the feed says became of an operation holds against an answer that says less and comes later: %s',
  (said, open) => {
    write(1);
    const operations = database.read((store) => readOperations(store, 0, 1));
    const { opId } = operations[0] ?? expect.fail('one was written');
    database.write((store) => recordSettled(store, { opId, kind: said, code: 'operation.failed', detail: 'x' }, clock.now()));
    const held = new Map<string, PushResult>([[opId, { kind: 'held', opId, by: opId }]]);
    const push = () => database.write((store) => recordPushed(store, operations, held, clock.now()));
    push();
    expect([database.read(openLetters).map(({ code }) => code), database.read(readSyncMarks).ackedSeq]).toEqual([open, 1]);
    // Once: an answer of a later time is the city's newest word.
    database.write((store) => rewindTo(store, 0, 1));
    push();
    expect(database.read((store) => store.all(z.object({ state: z.string() }), 'SELECT state FROM dead_letter'))).toEqual([{ state: 'held' }]);
    // Nor is anything left of a word that came before an answer which says as much.
    write(2);
    const later = database.read((store) => readOperations(store, 1, 1));
    const other = later[0] ?? expect.fail('a second was written');
    database.write((store) => {
      recordSettled(store, { opId: other.opId, kind: said, code: '', detail: '' }, clock.now());
      recordPushed(store, later, new Map([[other.opId, { kind: 'applied', opId: other.opId }]]), clock.now());
    });
    expect(database.read((store) => store.all(z.object({ kind: z.string() }), 'SELECT kind FROM early_word'))).toEqual([]);
  },
);

it('of thousands that the city did not take those that want a person come first, and no more than a window can show', () => {
  database.write((store) => {
    for (let counter = 0; counter < 600; counter += 1) appendEvent(store, identity, clock, { type: 'counter.resumed', aggregate: 'counter', aggregateId: '1', body: { counterId: 1 as CounterId }, actor: 'station' });
  });
  const operations = database.read((store) => readOperations(store, 0, 600));
  const results = new Map(operations.map(({ opId, seq }): [string, PushResult] => [opId, seq === 600 ? { kind: 'rejected', opId, code: 'operation.failed', detail: '' } : { kind: 'kept', opId, code: 'operation.unknown-version' }]));
  database.write((store) => recordPushed(store, operations, results, clock.now()));
  const letters = database.read(openLetters);
  expect([letters.length, letters[0]?.sequence, letters[1]?.sequence, letters.at(-1)?.sequence]).toEqual([500, 600, 1, 499]);
});
