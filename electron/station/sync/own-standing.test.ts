// The city is asked how far it holds a log, once for each doubt, and what it says is taken for another life only where no store could have written it.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { must } from '../../../shared/base/must.ts';
import type { HistoryAnswer } from '../../../shared/wire/history.ts';
import type { Operation } from '../../../shared/wire/operation.ts';
import { TestStation } from '../../../tests/fakes/test-station.ts';
import { issueTicket } from '../commands/queue/issue-ticket.ts';
import { readOperations } from '../store/event-log.ts';
import type { LiveIdentity } from '../store/identity.ts';
import type { CityResult } from './city-client.ts';
import { OwnStanding } from './own-standing.ts';

let station: TestStation;
let rung: number;
let identity: LiveIdentity;
beforeEach(() => {
  station = new TestStation();
  rung = 0;
  identity = { ...station.context.identity };
});
afterEach(() => station[Symbol.asyncDispose]());

async function issue(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await station.call('ticket.issue', issueTicket, { role: 'kiosk' }, { field: must(station.point.fields[0], 'there are fields').code, priority: 'none', procedureCode: null });
}
const written = (): readonly Operation[] => station.context.database.read((store) => readOperations(store, 0, 100));
const acknowledge = (seq: number): unknown => station.context.database.write((store) => store.run('UPDATE sync SET acked_seq = $seq', { seq }));
const watch = (): OwnStanding => new OwnStanding({ database: station.context.database, clock: station.clock, identity, onFound: () => void (rung += 1) });
const chain = (incarnation: number, ackedSeq: number, base = 0): HistoryAnswer['incarnations'][number] => ({ incarnation, base, ackedSeq, headHash: 'a'.repeat(64) });

/** Lets it ask; the city holds these lives, and gives this operation as the next one. What was found, and after which place was asked. */
async function ask(standing: OwnStanding, incarnations: HistoryAnswer['incarnations'], next: Partial<Operation> | null = null, meanwhile: () => Promise<void> = () => Promise.resolve()) {
  const asked: number[] = [];
  const history = async ({ after }: { readonly after: number }): Promise<CityResult<HistoryAnswer>> => {
    asked.push(after);
    await meanwhile();
    return { kind: 'ok', value: { requestId: 'none', operations: next === null ? [] : [next as Operation], erased: [], withoutEffect: [], incarnations, cityTime: 1 as never } };
  };
  await standing.ask({ history }, new AbortController().signal);
  return { asked, found: standing.take() };
}

it('asks once for each doubt, and again where no answer came', async () => {
  await issue(2);
  acknowledge(2);
  const standing = watch();
  await standing.ask({ history: () => Promise.resolve({ kind: 'failed', failure: { kind: 'offline', code: 'city.unreachable' } }) }, new AbortController().signal);
  expect(await ask(standing, [chain(1, 2)])).toEqual({ asked: [2], found: null });
  expect(await ask(standing, [chain(1, 2)])).toEqual({ asked: [], found: null });
  standing.doubt();
  expect([await ask(standing, [chain(1, 2)]), rung]).toEqual([{ asked: [2], found: null }, 0]);
});

it('asks again ten minutes after the city last said where the log stands, in its answer to the question or to what was sent', async () => {
  await issue(2);
  acknowledge(2);
  const standing = watch();
  await ask(standing, [chain(1, 2)]);
  station.clock.advance(599_999);
  expect(await ask(standing, [chain(1, 1)])).toEqual({ asked: [], found: null });
  standing.heard();
  station.clock.advance(599_999);
  expect(await ask(standing, [chain(1, 1)])).toEqual({ asked: [], found: null });
  station.clock.advance(1);
  expect(await ask(standing, [chain(1, 1)])).toEqual({ asked: [2], found: { kind: 'less', ackedSeq: 1 } });
});

it('a city that has more than was ever written here has it from another life, after the last place that both have', async () => {
  await issue(2);
  const hash = must(written().at(-1), 'two were written').hash;
  const more = (base: number, newestKnown = 1) => ({ kind: 'more', incarnation: 1, other: { commonSeq: base, newestKnown } });
  expect((await ask(watch(), [chain(1, 5)], { seq: 3, prevHash: hash })).found).toEqual(more(2));
  expect((await ask(watch(), [chain(1, 5), chain(4, 9, 5)], { seq: 3, prevHash: hash })).found).toEqual(more(2, 4));
  // What stands there follows on something else, or was erased.
  expect((await ask(watch(), [chain(1, 5)], { seq: 3, prevHash: 'b'.repeat(64) })).found).toEqual(more(0));
  expect((await ask(watch(), [chain(1, 5)])).found).toEqual(more(0));
  expect(rung).toBe(4);
});

it('what was written and sent while it was asked is nobody else\'s', async () => {
  await issue(2);
  acknowledge(2);
  expect((await ask(watch(), [chain(1, 4)], null, () => issue(2))).found).toBeNull();
});

it('a city that lacks what it had acknowledged is found out, also where it lacks a whole life', async () => {
  await issue(4);
  acknowledge(4);
  expect((await ask(watch(), [chain(1, 3)])).found).toEqual({ kind: 'less', ackedSeq: 3 });
  expect((await ask(watch(), [])).found).toEqual({ kind: 'less', ackedSeq: 0 });
});

it('that the city has less is asked again where it answered to something that was sent since the question', async () => {
  await issue(4);
  acknowledge(4);
  const standing = watch();
  const heard = (): Promise<void> => Promise.resolve(standing.heard());
  expect(await ask(standing, [chain(1, 3)], null, heard)).toEqual({ asked: [4], found: null });
  expect(await ask(standing, [chain(1, 4)])).toEqual({ asked: [4], found: null });
  standing.doubt();
  expect((await ask(standing, [chain(1, 3)])).found).toEqual({ kind: 'less', ackedSeq: 3 });
});

it('a life of which the city was told nothing yet is missing nowhere', async () => {
  await issue(4);
  acknowledge(4);
  identity.incarnation = 2;
  expect((await ask(watch(), [chain(1, 4)])).found).toBeNull();
});

it('what was found of a life is forgotten when another has begun', async () => {
  await issue(1);
  const standing = watch();
  expect((await ask(standing, [chain(1, 5)], null)).found).not.toBeNull();
  standing.doubt();
  await standing.ask({ history: () => Promise.resolve({ kind: 'ok', value: { requestId: 'none', operations: [], erased: [], withoutEffect: [], incarnations: [chain(1, 5)], cityTime: 1 as never } }) }, new AbortController().signal);
  identity.incarnation = 2;
  expect(standing.take()).toBeNull();
});
