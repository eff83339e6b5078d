// A station that loses power between two instructions: what it had said is there, nothing is printed or sent twice, and a person decides where nobody can know.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FieldCode } from '../../../shared/base/ids.ts';
import type { PracticePoint } from '../../../electron/practice/point.ts';
import { startCity, STATIONS, until } from '../city/city-under-test.ts';
import { Line } from '../sync/line.ts';
import { Machine, startDevices } from './machine.ts';

let practice: PracticePoint;
beforeAll(async () => {
  practice = await startDevices();
});
afterAll(() => practice[Symbol.asyncDispose]());
const ticket = (requestId: string = randomUUID()) => ({ requestId, field: 'A' as FieldCode, priority: 'none' as const, procedureCode: null });

it('F1: between commit and paper: the number is the same, the print is unknown, and one more paper comes only by a person', async () => {
  await using machine = new Machine({ devices: practice.deviceSettings() });
  await machine.start();
  const [kiosk, admin] = [await machine.open('kiosk'), await machine.open('admin')];
  await kiosk.until('a printer', async () => ((await kiosk.call('status.read', {})).devices.some(({ device, kind }) => device === 'ticket-printer' && kind === 'ready') ? true : null));
  // It prints, and says nothing more from the first rows on: nobody can know.
  practice.printer.setState('mute', { afterRows: 4 });
  const request = ticket();
  const issued = await kiosk.call('ticket.issue', request);
  await kiosk.until('paper comes', async () => (practice.printer.pageCount() === 1 && (await kiosk.call('ticket.read', { ticketId: issued.ticketId })).print?.state === 'printing' ? true : null));
  practice.printer.setState('ok');
  await machine.killStation();
  const again = await kiosk.until('the station', async () => kiosk.call('ticket.read', { ticketId: issued.ticketId }));
  expect([again.number, again.state, again.issuedAt]).toEqual([issued.number, 'waiting', issued.issuedAt]);
  expect(again.print).toMatchObject({ state: 'unknown', code: 'printer.interrupted', attempts: 1 });
  // The same request once more is the same ticket, and the next one is the next number; its paper comes, the doubtful one does not.
  expect(await kiosk.call('ticket.issue', request)).toMatchObject({ ticketId: issued.ticketId, number: issued.number });
  const next = await kiosk.call('ticket.issue', ticket());
  await kiosk.until('the next paper', async () => ((await kiosk.call('ticket.read', { ticketId: next.ticketId })).print?.state === 'printed' ? true : null));
  expect([next.number, practice.printer.pageCount()]).toEqual(['A002', 2]);
  const { jobs } = await admin.call('print.list', {});
  expect(jobs).toMatchObject([{ label: 'A001', state: 'unknown' }]);
  await admin.call('print.retry', { printJobId: again.print?.printJobId ?? expect.fail('there is a print') });
  await admin.until('the paper a person asked for', async () => ((await admin.call('print.list', {})).jobs.length === 0 ? true : null));
  expect(practice.printer.pageCount()).toBe(3);
});

it('in the middle of its work, again and again: no number twice, none left out, the log whole', async () => {
  await using machine = new Machine();
  await machine.start();
  const [kiosk, admin] = [await machine.open('kiosk'), await machine.open('admin')];
  const numbers: string[] = [];
  for (let kill = 0; kill < 3; kill += 1) {
    const asked = Array.from({ length: 12 }, () => kiosk.call('ticket.issue', ticket()));
    await Promise.race(asked);
    await machine.killStation();
    numbers.push(...(await Promise.all(asked)).map(({ number }) => number));
  }
  // There is no printer: each number says so, and waits for a person.
  expect((await admin.call('print.list', {})).jobs.every(({ state, code }) => (state === 'failed' && code === 'printer.absent') || (state === 'unknown' && code === 'printer.interrupted') || state === 'queued')).toBe(true);
  expect(numbers.toSorted()).toEqual(Array.from({ length: 36 }, (_, index) => `A${String(index + 1).padStart(3, '0')}`));
  const { checks } = await admin.call('health.read', {});
  expect(checks.filter(({ name, state }) => ['store', 'log-seal'].includes(name) && state === 'failed')).toEqual([]);
});

it('in the middle of a push: the city has everything exactly once, and the official code comes back', async () => {
  await using city = await startCity();
  const enrolled = STATIONS.find(({ commune, station }) => commune === 'T149' && station === 'K1') ?? expect.fail('the hub is enrolled');
  await using line = await Line.start(() => city.gateway.url);
  await using machine = new Machine({ city: { url: line.url, key: enrolled.key, retry: { baseMs: 50, capMs: 300 } } });
  const committed = Promise.withResolvers<undefined>();
  line.rule = async ({ what, passLate }) => {
    const answer = await passLate();
    if (what !== 'POST /v1/push' || line.count(what) !== 1) return answer;
    // The city has it, the station will never hear of it.
    committed.resolve(undefined);
    await until('the station gone', () => machine.stationPids.length === 2);
    return 'lost';
  };
  await machine.start();
  const [kiosk, admin] = [await machine.open('kiosk'), await machine.open('admin')];
  for (let index = 0; index < 5; index += 1) await kiosk.call('ticket.issue', ticket());
  await committed.promise;
  await machine.killStation();
  await kiosk.call('ticket.issue', ticket());
  const sync = await admin.until('quiet', async () => {
    const state = (await admin.call('outbox.read', {})).sync;
    return state.kind === 'idle' && state.waitingEvents === 0 ? state : null;
  });
  expect(sync).toMatchObject({ deadLetters: 0, code: null, offlineSince: null });
  const [own] = (await city.inspection.stations('T149')).filter(({ events }) => events > 0);
  expect([own?.broken, await city.inspection.duplicates('T149')]).toEqual([0, []]);
  const issued = await city.pool.query(`SELECT raw->'body'->>'number' AS number FROM event WHERE commune = 'T149' AND type = 'ticket.issued' ORDER BY seq`);
  expect(issued.rows.map((row: { number: string }) => row.number)).toEqual(['A001', 'A002', 'A003', 'A004', 'A005', 'A006']);
});
