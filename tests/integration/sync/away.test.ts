// A city that is away, hidden behind a portal, overloaded or of another mind: work goes on, nothing is lost or marked as sent, people are told the truth, and it heals by itself.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { WIRE_CONTENT_TYPE } from '../../../shared/wire/messages.ts';
import { systemClock, type Clock } from '../../../electron/station/life/clock.ts';
import { startCity, type CityUnderTest } from '../city/city-under-test.ts';
import { call, sha256 } from '../city/sending-station.ts';
import type { LineAnswer } from './line.ts';
import { COMMUNES, SyncingStation } from './syncing-station.ts';

let city: CityUnderTest;
beforeAll(async () => {
  city = await startCity(COMMUNES);
});
afterAll(() => city[Symbol.asyncDispose]());
const station = (index: number): Promise<SyncingStation> => SyncingStation.create(index, () => city.gateway.url);
/** How long sync wanted to wait, in order, with chance held still. */
function listeningClock(random: number): { readonly clock: Clock; readonly waits: number[] } {
  const waits: number[] = [];
  const sleep: Clock['sleep'] = (ms, signal) => {
    waits.push(ms);
    return systemClock.sleep(ms, signal);
  };
  return { clock: { ...systemClock, random: () => random, sleep }, waits };
}

it('says at once that the city is there, even when nothing is to be sent', async () => {
  await using own = await station(0);
  own.start();
  expect(own.state().kind).toBe('starting');
  await own.until('reached', ({ kind }) => kind === 'idle', 5000);
  expect(own.line.asked).toContain('GET /v1/changes');
});

it('a line that is cut for long is told from its first moment, over a restart too; when it is back everything goes by itself, once', async () => {
  await using own = await station(1);
  own.start();
  await own.issue(1);
  await own.quiet();
  own.line.cut();
  const { offlineSince } = await own.until('offline', ({ kind }) => kind === 'offline');
  expect(offlineSince).not.toBeNull();
  await own.issue(2);
  await own.openDossier(1, 2);
  const knocks = own.line.knocks;
  await own.until('several attempts', () => own.line.knocks > knocks + 3);
  expect(own.state()).toMatchObject({ kind: 'offline', code: 'city.unreachable', offlineSince, waitingDossiers: 1, waitingScans: 2, deadLetters: 0 });
  await own.stop();
  own.start();
  expect(own.state()).toMatchObject({ kind: 'starting', offlineSince, waitingDossiers: 1 });
  await own.until('offline', ({ kind }) => kind === 'offline');
  expect(own.state().offlineSince).toBe(offlineSince);
  own.line.heal();
  const healed = await own.quiet();
  expect(healed).toMatchObject({ offlineSince: null, code: null, nextAttemptAt: null, waitingDossiers: 0 });
  expect(healed.lastExchangeAt).toBeGreaterThan(offlineSince ?? Infinity);
  expect([await city.inspection.duplicates(own.commune), await city.inspection.eventCount(own.commune), (await city.inspection.pages(own.commune)).map(({ verified }) => verified)]).toEqual([[], own.marks.ackedSeq, [true, true]]);
});

it('a busy counter does not knock at every ticket while the city is away, and a person may ask at once', async () => {
  await using own = await station(2);
  own.line.cut();
  own.start({ backOff: { baseMs: 60_000, capMs: 60_000 }, clock: listeningClock(0.999).clock });
  await own.issue(1);
  await own.until('offline', () => own.line.knocks >= 2);
  const { knocks } = own.line;
  await own.issue(20);
  expect(own.states.at(-1)?.waitingEvents).toBe(21);
  expect(own.line.knocks).toBe(knocks);
  own.line.heal();
  own.sync.now();
  await own.quiet();
});

it('attempts come ever later, and soon again after a success', async () => {
  await using own = await station(3);
  const { clock, waits } = listeningClock(0.999);
  own.start({ clock, backOff: { baseMs: 10, capMs: 160 } });
  await own.quiet();
  const cut = async (): Promise<number[]> => {
    waits.length = 0;
    own.line.cut();
    await own.until('attempts', () => waits.length >= 6);
    return waits.slice(0, 6);
  };
  const growing = [9, 19, 39, 79, 159, 159];
  expect(await cut()).toEqual(growing);
  own.line.heal();
  await own.quiet();
  expect(await cut()).toEqual(growing);
});

/** What a pull would like to hear. */
const news = (requestId: string): string => JSON.stringify({ requestId, items: [], last: 0, cityTime: 1 });
const portals: readonly (readonly [string, LineAnswer | ((requestId: string) => LineAnswer)])[] = [
  ['a page with status 200', { status: 200, type: 'text/html; charset=utf-8', body: '<html><title>Đăng nhập Wi-Fi</title></html>' }],
  ['a redirect', { status: 302, type: 'text/html', body: '' }],
  ['network authentication required', { status: 511, type: 'text/html', body: '<html></html>' }],
  ['JSON of somebody else', { status: 200, type: 'application/json', body: '{"ok":true}' }],
  ['a page under our content type', { status: 200, type: WIRE_CONTENT_TYPE, body: '<html></html>' }],
  ['a refusal to somebody else', { status: 403, type: WIRE_CONTENT_TYPE, body: JSON.stringify({ requestId: 'request-of-another', error: { code: 'wire.forbidden', detail: '' } }) }],
  ['a mirror that repeats our request id', (requestId) => ({ status: 200, type: 'application/json', body: news(requestId) })],
  ['an answer without end', (requestId) => ({ status: 200, type: WIRE_CONTENT_TYPE, body: news(requestId) + ' '.repeat(5 * 1024 * 1024) })],
];
it.each(portals.map(([name, answer], index) => ({ name, answer, index })))('$name is a portal: offline, nothing lost, nothing marked as sent, then healed', async ({ answer, index }) => {
  await using own = await station(10 + index);
  await own.issue(1);
  await own.openDossier(1);
  own.line.rule = ({ requestId }) => (typeof answer === 'function' ? answer(requestId) : answer);
  own.start();
  await own.until('both lanes asked twice', () => own.line.count('POST /v1/push') > 1 && own.line.count('GET /v1/changes') > 1);
  expect(own.state()).toMatchObject({ kind: 'offline', code: 'city.captive-portal', waitingDossiers: 1, waitingScans: 1, deadLetters: 0 });
  expect([own.marks.ackedSeq, own.marks.pulledNumber, own.outbox().scans[0]?.code, own.marks.lastExchangeAt]).toEqual([0, 0, null, null]);
  own.line.rule = ({ pass }) => pass();
  await own.quiet();
  expect([own.bugs, (await city.inspection.dossiers(own.commune)).length, await city.inspection.duplicates(own.commune)]).toEqual([[], 1, []]);
});

it('a portal that comes up between text and pages marks no page as sent', async () => {
  await using own = await station(25);
  await own.openDossier(1);
  let isPortal = true;
  own.line.rule = ({ what, pass }) => (isPortal && what.startsWith('PUT ') ? { status: 200, type: 'text/html', body: '<html></html>' } : pass());
  own.start();
  await own.until('two attempts', () => own.line.asked.filter((what) => what.startsWith('PUT ')).length >= 2);
  expect(own.outbox().scans).toMatchObject([{ code: 'city.captive-portal' }]);
  expect(own.state()).toMatchObject({ kind: 'offline', code: 'city.captive-portal', waitingEvents: 0, waitingScans: 1 });
  isPortal = false;
  await own.quiet();
});

it('an overloaded city is left alone for as long as it says, and a little longer by chance', async () => {
  await using own = await station(26);
  await own.issue(1);
  const { clock, waits } = listeningClock(1 / 3);
  let isBusy = true;
  own.line.rule = ({ what, requestId, pass }) =>
    isBusy && what === 'POST /v1/push' ? { status: 503, type: WIRE_CONTENT_TYPE, body: JSON.stringify({ requestId, error: { code: 'wire.overloaded', detail: 'busy', retryAfterMs: 1200 } }) } : pass();
  own.start({ clock });
  await own.until('told', ({ code }) => code === 'city.overloaded');
  expect(own.state()).toMatchObject({ kind: 'offline', waitingEvents: 1 });
  await own.until('again', () => own.line.count('POST /v1/push') >= 3);
  expect(waits.filter((ms) => ms === 1600).length).toBeGreaterThanOrEqual(2);
  isBusy = false;
  await own.quiet();
});

it('a wrong key is told as a refusal, asked again rarely, and nothing is lost', async () => {
  await using own = await station(27);
  await own.issue(2);
  const { clock, waits } = listeningClock(0.5);
  own.start({ key: 'a-key-that-the-city-does-not-know', clock });
  await own.until('refused on both lanes', () => own.notes.length >= 2);
  expect(own.state()).toMatchObject({ kind: 'refused', code: 'city.refused', waitingEvents: 2 });
  // The lane of pages only looks whether text is through.
  expect([waits.filter((ms) => ms !== 25_000), own.line.asked.length, new Set(own.notes.map(({ event, values }) => `${event} ${String(values['lane'])}`))]).toEqual([[60_000, 60_000], 2, new Set(['sync.refused send', 'sync.refused listen'])]);
  expect(JSON.stringify(own.notes)).not.toContain('a-key-that');
  await own.stop();
  own.start();
  await own.quiet();
  expect(await city.inspection.eventCount(own.commune)).toBe(2);
});

it('a refusal of one lane is not hidden by what the other achieves', async () => {
  await using own = await station(28);
  await own.issue(1);
  own.line.rule = ({ what, requestId, pass }) =>
    what === 'POST /v1/push' ? { status: 409, type: WIRE_CONTENT_TYPE, body: JSON.stringify({ requestId, error: { code: 'wire.fork', detail: 'quarantined' } }) } : pass();
  own.start();
  await own.until('refused', ({ kind }) => kind === 'refused');
  const told = own.states.length;
  const heard = own.line.count('GET /v1/changes');
  for (let news = 0; news < 3; news += 1) {
    // Another station of the commune sends a page.
    const page = `page ${news}`;
    await call(city.gateway.url, `/v1/blobs/${sha256(page)}`, { method: 'PUT', key: own.enrolled.key, body: page });
    await own.until('heard', () => own.marks.pulledNumber === news + 1);
  }
  expect(own.line.count('GET /v1/changes')).toBeGreaterThan(heard);
  expect(own.state()).toMatchObject({ kind: 'refused', code: 'city.fork', waitingEvents: 1 });
  expect(own.states.slice(told).map(({ kind }) => kind)).not.toContain('idle');
});

it('news from the city says that the line is good: what failed to go out goes at once', async () => {
  await using own = await station(31);
  let isLost = true;
  own.line.rule = ({ what, pass }) => (isLost && what === 'POST /v1/push' ? 'lost' : pass());
  own.start({ backOff: { baseMs: 60_000, capMs: 60_000 }, clock: listeningClock(0.999).clock });
  await own.issue(1);
  await own.until('failed, and listening', ({ kind }) => kind === 'offline' && own.line.count('GET /v1/changes') === 2);
  isLost = false;
  await call(city.gateway.url, `/v1/blobs/${sha256('news')}`, { method: 'PUT', key: own.enrolled.key, body: 'news' });
  await own.quiet();
});

it('a question that is held at the city ends with the program, within a second', async () => {
  await using own = await station(29);
  own.start();
  await own.until('held', ({ kind }) => kind === 'idle' && own.line.count('GET /v1/changes') === 2);
  const began = performance.now();
  await own.stop();
  expect(performance.now() - began).toBeLessThan(1000);
});

it('a city that answers held questions at once is not asked without a breath', async () => {
  await using own = await station(30);
  own.line.rule = ({ what, requestId, pass }) => (what === 'GET /v1/changes' ? { status: 200, type: WIRE_CONTENT_TYPE, body: JSON.stringify({ requestId, items: [], last: 0, cityTime: 1 }) } : pass());
  const began = performance.now();
  own.start({ backOff: { baseMs: 60, capMs: 200 } });
  await own.until('asked', () => own.line.count('GET /v1/changes') >= 8);
  expect(performance.now() - began).toBeGreaterThan(6 * 60);
});
