// A city whose word does not fit: one that has lost its tail, has more than was ever sent, leaves answers out or numbers away. Healed where that is safe; else it stops, says so, and loses nothing.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { pullAnswerSchema, type PullAnswer } from '../../../shared/wire/feed.ts';
import { pushAnswerSchema, WIRE_CONTENT_TYPE, type PushAnswer } from '../../../shared/wire/messages.ts';
import { startCity, type CityUnderTest } from '../city/city-under-test.ts';
import type { Exchange, LineAnswer } from './line.ts';
import { COMMUNES, SyncingStation } from './syncing-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity(COMMUNES);
});
afterAll(() => city[Symbol.asyncDispose]());
const station = (index: number): Promise<SyncingStation> => SyncingStation.create(index, () => city.gateway.url);

const onPush = (change: (answer: PushAnswer) => PushAnswer) => async ({ what, pass }: Exchange): Promise<LineAnswer> => {
  const answer = await pass();
  return what === 'POST /v1/push' && answer.status === 200 ? { ...answer, body: JSON.stringify(change(pushAnswerSchema.parse(JSON.parse(answer.body)))) } : answer;
};
const onPull = (change: (answer: PullAnswer) => PullAnswer) => async ({ what, pass }: Exchange): Promise<LineAnswer> => {
  const answer = await pass();
  return what === 'GET /v1/changes' ? { ...answer, body: JSON.stringify(change(pullAnswerSchema.parse(JSON.parse(answer.body)))) } : answer;
};
const refuse = ({ requestId }: Exchange, error: object): LineAnswer => ({ status: 409, type: WIRE_CONTENT_TYPE, body: JSON.stringify({ requestId, error: { detail: '', ...error } }) });

/** Puts the city's rows back to what they were when it held `seq` events, no dossier and no page: a restored copy. */
async function restore(commune: string, seq: number): Promise<void> {
  const { pool } = city;
  for (const sql of [
    'DELETE FROM event WHERE commune = $1 AND seq > $2',
    `UPDATE station_chain SET high_seq = $2, head_hash = (SELECT hash FROM event WHERE commune = $1 AND seq = $2) WHERE commune = $1`,
  ]) await pool.query(sql, [commune, seq]);
  for (const sql of [
    'DELETE FROM inbox WHERE commune = $1 AND op_id NOT IN (SELECT op_id FROM event WHERE commune = $1)',
    'DELETE FROM dossier_page WHERE commune = $1', 'DELETE FROM dossier WHERE commune = $1', 'DELETE FROM blob WHERE commune = $1', 'DELETE FROM feed WHERE commune = $1',
    'UPDATE feed_counter SET last = 0 WHERE commune = $1',
  ]) await pool.query(sql, [commune]);
}

it('a city that has lost its tail gets it again, pages included; that its feed went back is said and not passed over', async () => {
  await using own = await station(0);
  await own.issue(3);
  own.start();
  await own.quiet();
  const dossier = await own.openDossier(1, 2);
  await own.until('all is there and read', ({ waitingScans }) => waitingScans === 0 && own.marks.pulledNumber === 3);
  const before = own.marks;
  await own.stop();
  await restore(own.commune, 3);
  await own.issue(1);
  own.start();
  await own.until('all text there', ({ waitingEvents }) => waitingEvents === 0);
  expect(own.notes).toContainEqual({ event: 'sync.rewound', values: { from: before.ackedSeq, to: 3 } });
  await own.until('pages there', async () => (await city.inspection.pages(own.commune)).filter(({ verified }) => verified).length === 2);
  expect((await city.inspection.dossiers(own.commune)).map(({ dossierId }) => dossierId)).toEqual([dossier.dossierId]);
  expect([await city.inspection.duplicates(own.commune), await city.inspection.eventCount(own.commune)]).toEqual([[], own.marks.ackedSeq]);
  // The numbers of its feed begin anew and may mean something else: a person must look, even when it has grown past ours.
  await own.openDossier(3, 4, 5);
  await own.until('the feed is longer than before', async () => (await city.pool.query('SELECT 1 FROM feed_counter WHERE commune = $1 AND last > $2', [own.commune, before.pulledNumber])).rowCount === 1);
  await own.until('all text there', ({ waitingEvents }) => waitingEvents === 0);
  own.sync.now();
  await own.until('told again', () => own.notes.filter(({ values }) => values['lane'] === 'listen').length >= 2);
  expect(own.state()).toMatchObject({ kind: 'refused', code: 'city.fork', waitingEvents: 0 });
  expect(own.marks.pulledNumber).toBe(before.pulledNumber);
});

it('a second disk with the same name is found out: it goes on as another life of the station, and what either has written is there once', async () => {
  await using first = await station(1);
  await first.issue(3);
  first.start();
  await first.quiet();
  await first.stop();
  await using second = await station(1);
  await second.issue(1);
  second.start();
  await second.quiet();
  expect([second.notes.map(({ event }) => event), second.station.context.identity.incarnation, second.bugs]).toEqual([['sync.reborn'], 2, []]);
  // Three of the first, the new beginning, and the one of the second.
  expect(await city.inspection.eventCount(first.commune)).toBe(5);
  // Both have given A001 before either knew of the other: the city says so, and it is not hidden by leaving an operation out.
  expect(await city.inspection.duplicates(first.commune)).toHaveLength(1);
});

it('a city that contradicts every new beginning is not run after without end, over a restart neither', async () => {
  await using own = await station(2);
  await own.issue(2);
  own.line.rule = onPush((answer) => ({ ...answer, ackedSeq: answer.ackedSeq + 100 }));
  own.start();
  await own.until('refused', ({ kind }) => kind === 'refused');
  const events = () => own.notes.filter(({ values }) => values['lane'] !== 'listen').map(({ event }) => event);
  // The two are there by the city's own answer; the last new beginning waits.
  expect([own.state().code, own.state().waitingEvents, events()]).toEqual(['city.fork', 1, ['sync.reborn', 'sync.reborn', 'sync.reborn', 'sync.refused']]);
  await own.stop();
  own.start();
  await own.until('refused again', () => events().length > 4);
  expect(events().at(-1)).toBe('sync.refused');
});

it.each([
  ['leaves an operation out', (answer: PushAnswer): PushAnswer => ({ ...answer, results: answer.results.slice(1) })],
  ['holds less than it answered', (answer: PushAnswer): PushAnswer => ({ ...answer, ackedSeq: answer.ackedSeq - 1 })],
])('an answer that %s counts for none of them', async (_name, change) => {
  await using own = await station(_name.startsWith('leaves') ? 3 : 4);
  await own.issue(3);
  own.line.rule = onPush(change);
  own.start();
  await own.until('refused', ({ kind }) => kind === 'refused');
  expect([own.state().code, own.marks.ackedSeq, own.line.count('POST /v1/push')]).toEqual(['city.version', 0, 1]);
  own.line.rule = ({ pass }) => pass();
  own.sync.now();
  await own.quiet();
  expect(await city.inspection.eventCount(own.commune)).toBe(3);
});

it('another shape of answer asks for an update, not for a retry without end', async () => {
  await using own = await station(5);
  await own.issue(1);
  own.line.rule = async ({ what, requestId, pass }) => (what === 'POST /v1/push' ? { status: 200, type: WIRE_CONTENT_TYPE, body: JSON.stringify({ requestId, taken: true }) } : pass());
  own.start();
  await own.until('refused', ({ kind }) => kind === 'refused');
  expect([own.state().code, own.marks.ackedSeq, own.line.count('POST /v1/push')]).toEqual(['city.version', 0, 1]);
});

it.each([
  ['what was just sent', 1, 'city.version'],
  ['what lies before the first', 0, 'city.version'],
  ['what was never written', 50, 'city.fork'],
])('a gap that expects %s is no gap: it is not run after', async (_name, expected, code) => {
  await using own = await station(6 + [1, 0, 50].indexOf(expected));
  await own.issue(2);
  own.line.rule = (exchange) => (exchange.what === 'POST /v1/push' ? refuse(exchange, { code: 'wire.gap', expected }) : exchange.pass());
  own.start();
  await own.until('refused', ({ kind }) => kind === 'refused');
  expect([own.state().code, own.marks.ackedSeq, own.line.count('POST /v1/push')]).toEqual([code, 0, 1]);
});

it('a hole in the feed stops the listening where it is and is said; when the number is there it goes on from it', async () => {
  await using own = await station(10);
  const dossier = await own.openDossier(1, 2);
  own.line.rule = onPull((answer) => ({ ...answer, items: answer.items.filter(({ number }) => number !== 2) }));
  own.start();
  await own.until('the hole is met', ({ kind }) => kind === 'refused');
  await own.until('all sent', async () => (await city.inspection.pages(own.commune)).every(({ verified }) => verified));
  expect([own.state().code, own.marks.pulledNumber]).toEqual(['city.fork', 1]);
  expect(own.notes).toContainEqual({ event: 'sync.refused', values: { lane: 'listen', code: 'city.fork', detail: 'feed number 2 is missing before 3' } });
  own.line.rule = ({ pass }) => pass();
  own.sync.now();
  await own.quiet();
  const row = own.station.context.database.read((store) => store.get(z.object({ code: z.string() }), 'SELECT official_code AS code FROM dossier_code WHERE dossier_id = $id', { id: dossier.dossierId }));
  expect([own.marks.pulledNumber, row?.code]).toEqual([3, (await city.inspection.dossiers(own.commune))[0]?.officialCode]);
});

it('a page of the feed that comes twice changes nothing', async () => {
  await using own = await station(11);
  await own.openDossier(1);
  const pages: string[] = [];
  own.line.rule = async ({ what, requestId, pass }) => {
    const answer = await pass();
    if (what !== 'GET /v1/changes') return answer;
    const { items, ...rest } = pullAnswerSchema.parse(JSON.parse(answer.body));
    pages.push(...items.map((item) => JSON.stringify(item)));
    return { ...answer, body: JSON.stringify({ ...rest, requestId, items: pages.map((text): unknown => JSON.parse(text)) }) };
  };
  own.start({ backOff: { baseMs: 30, capMs: 100 } });
  await own.until('all was read', () => own.marks.pulledNumber === 2);
  await own.quiet();
  expect([own.marks.pulledNumber, own.bugs, own.notes]).toEqual([2, [], []]);
});
