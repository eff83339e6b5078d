// The head's day out of a real store: people, counters and dossiers as officers make them, the city's word on them, and a store of years that is answered at once.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { BIRTH } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { BusinessDay, DossierId, EpochMs, FieldCode } from '../../../../shared/base/ids.ts';
import type { DossierStatus } from '../../../../shared/domain/dossier/status.ts';
import { applyStanding } from '../../store/city-standing.ts';
import { dossierLifeHandlers } from '../dossier/dossier-life.ts';
import { issueTicket } from '../queue/issue-ticket.ts';
import { reportHandlers } from '../report/report-handlers.ts';
import { headHandlers } from './head-handlers.ts';

const ADMIN = { role: 'admin' } as const;
const MINUTE = 60_000;
let station: TestStation;
beforeEach(() => {
  station = new TestStation({ procedures: [{ ...BIRTH, timeLimit: { unit: 'working-day', amount: 2, text: '' } }] });
});
afterEach(() => station[Symbol.asyncDispose]());

const today = () => station.call('head.today', headHandlers([])['head.today'], ADMIN, {});
const move = async (dossierId: DossierId, ...steps: readonly DossierStatus[]): Promise<void> => {
  for (const to of steps) await station.call('dossier.move', dossierLifeHandlers['dossier.move'], atCounter(1), { dossierId, to, reason: 'x' });
};
/** The city's next word on a dossier. */
const cityOf = (dossierId: DossierId, revision: number, status: DossierStatus, dueAt: EpochMs | null, saidAt: EpochMs | null = station.clock.now()): boolean =>
  station.context.database.write((store) => applyStanding(store, { dossierId, revision, status, dueAt, isVoided: false, isErased: false, owner: 'city', fields: {} }, saidAt, station.clock.now()));

describe('people and counters', () => {
  it('are counted by field, hour and counter, with how long each took', async () => {
    await station.serve(1);
    station.clock.advance(10 * MINUTE);
    await station.finish(1);
    await station.serve(1);
    station.clock.advance(20 * MINUTE);
    await station.finish(1);
    await station.serve(2);
    station.clock.advance(45 * MINUTE);
    const day = await today();
    expect(day.tickets).toEqual({ taken: 3, waiting: 0, called: 1, held: 0, served: 2, missed: 0 });
    expect(day.hours).toEqual([{ hour: 9, taken: 3, served: 2 }]);
    expect(day.counters.slice(0, 2)).toMatchObject([{ counterId: 1, current: null }, { counterId: 2, current: { number: 'A003' } }]);
    expect(day.staff).toEqual([{ name: station.point.counters[0]?.officerName, known: 'settings', counters: [1], visits: 2, opened: 0, returned: 0, meanMin: 15, medianMin: 15 }]);
    expect(day.fields[0]).toMatchObject({ field: 'A', waiting: 0, served: 2, longestWaitMin: null, openCounters: 2 });
    expect(day).toMatchObject({ day: '2026-07-13', isWorkingDay: true, nextWorkingDay: '2026-07-14' });
  });
});

describe('dossiers', () => {
  it('are due, then overdue by working days, and gone from the list once they are done', async () => {
    const { dossierId } = await openDossier(station);
    expect((await today()).dossiers).toEqual({ received: 1, done: 0, returned: 0, inWork: 1, waitingForPapers: 0, dueToday: 0, dueNext: 0, overdue: 0 });
    station.clock.advance(24 * 60 * MINUTE);
    expect((await today()).dossiers).toMatchObject({ received: 0, dueNext: 1 });
    station.clock.set('2026-07-15T08:00:00+07:00');
    expect((await today()).dueToday).toMatchObject([{ dossierId, workingDaysLate: 0 }]);
    // Over a weekend: Thursday, Friday and Monday are days, Saturday and Sunday none.
    station.clock.set('2026-07-20T08:00:00+07:00');
    expect((await today()).overdue).toMatchObject([{ dossierId, procedureName: BIRTH.name, workingDaysLate: 3 }]);
    await move(dossierId, 4, 9, 10);
    expect(await today()).toMatchObject({ overdue: [], dossiers: { inWork: 0, done: 1, returned: 1, overdue: 0 } });
  });

  it('are not overdue while papers are waited for, nor after they were given up', async () => {
    const { dossierId } = await openDossier(station);
    await move(dossierId, 4, 5);
    station.clock.set('2026-07-20T08:00:00+07:00');
    expect((await today()).dossiers).toMatchObject({ inWork: 1, waitingForPapers: 1, overdue: 0 });
    await station.call('dossier.void', dossierLifeHandlers['dossier.void'], atCounter(1), { dossierId, reason: 'nhầm' });
    expect((await today()).dossiers).toMatchObject({ inWork: 0, waitingForPapers: 0 });
  });

  it('that the city ended are ended here, at the moment that the city says, also in the report', async () => {
    const { dossierId, dueAt } = await openDossier(station);
    await move(dossierId, 4);
    cityOf(dossierId, 3, 4, dueAt);
    station.clock.advance(60 * MINUTE);
    cityOf(dossierId, 4, 9, dueAt);
    expect((await today()).dossiers).toMatchObject({ inWork: 0, done: 1 });
    station.clock.set('2026-07-20T08:00:00+07:00');
    const report = await station.call('report.read', reportHandlers['report.read'], ADMIN, { from: '2026-07-01' as BusinessDay, to: '2026-07-31' as BusinessDay });
    expect(report).toMatchObject({ unknownEnds: 0, faults: [], total: { received: 1, done: 1, doneEarly: 1, open: 0 } });
  });

  it('that a snapshot says are over leave the list, and the report says that nobody knows since when', async () => {
    const { dossierId, dueAt } = await openDossier(station);
    cityOf(dossierId, 7, 9, dueAt, null);
    expect((await today()).dossiers).toMatchObject({ inWork: 0, done: 0 });
    expect(await station.call('report.read', reportHandlers['report.read'], ADMIN, { from: '2026-07-01' as BusinessDay, to: '2026-07-31' as BusinessDay })).toMatchObject({ unknownEnds: 1, total: { open: 1 } });
  });

  it('that were asked for papers once, here, and told so by the city, were asked once: a second request would count as late', async () => {
    const { dossierId, dueAt } = await openDossier(station);
    let revision = 1;
    for (const to of [4, 5, 4, 9] as const) {
      await move(dossierId, to);
      station.clock.advance(MINUTE);
      revision += 1;
      cityOf(dossierId, revision, to, dueAt);
    }
    const report = await station.call('report.read', reportHandlers['report.read'], ADMIN, { from: '2026-07-01' as BusinessDay, to: '2026-07-31' as BusinessDay });
    expect(report).toMatchObject({ unknownEnds: 0, total: { done: 1, doneEarly: 1, doneLate: 0 } });
  });

  it('wait for papers as long as the city says, and what it says of our own steps is counted once', async () => {
    const { dossierId, dueAt } = await openDossier(station);
    await move(dossierId, 4);
    cityOf(dossierId, 3, 4, dueAt);
    station.clock.advance(60 * MINUTE);
    cityOf(dossierId, 4, 5, dueAt);
    station.clock.set('2026-07-16T09:00:00+07:00');
    cityOf(dossierId, 5, 4, dueAt);
    cityOf(dossierId, 6, 9, dueAt);
    const report = await station.call('report.read', reportHandlers['report.read'], ADMIN, { from: '2026-07-01' as BusinessDay, to: '2026-07-31' as BusinessDay });
    // Due on the 15th; three days of waiting are taken off.
    expect(report).toMatchObject({ unknownEnds: 0, total: { done: 1, doneLate: 0 } });
  });
});

it('expects as many as the median of the same weekday, once there are days enough', async () => {
  const forecast = () => station.call('head.forecast', headHandlers([])['head.forecast'], ADMIN, {});
  for (const [week, people] of [3, 5, 4, 4].entries()) {
    station.clock.set(`2026-06-${String(8 + week * 7).padStart(2, '0')}T08:00:00+07:00`);
    for (let own = 0; own < people; own += 1) await station.call('ticket.issue', issueTicket, { role: 'kiosk' }, { field: 'A' as FieldCode, priority: 'none', procedureCode: null });
    expect((await forecast()).weekdays[0]).toMatchObject({ days: week, total: null });
  }
  station.clock.set('2026-07-06T08:00:00+07:00');
  const { weekdays, busiest } = await forecast();
  expect(weekdays[0]).toMatchObject({ weekday: 1, days: 4, total: { low: 4, median: 4, high: 4 } });
  expect(busiest).toEqual({ weekday: 1, hour: 8, median: 4 });
});
