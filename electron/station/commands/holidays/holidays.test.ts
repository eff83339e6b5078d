// The working calendar: set as a whole, refused for days that do not exist, durable, made anew out of the log, and what due dates rest on from then on.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import path from 'node:path';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { projectedRows } from '../../../../tests/fakes/projected-rows.ts';
import { BIRTH } from '../../../../tests/fakes/test-procedures.ts';
import { TestStation } from '../../../../tests/fakes/test-station.ts';
import type { BusinessDay } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import type { HolidayFile } from '../../../../shared/contract/holiday-file.ts';
import type { ClosedDay, MadeUpDay } from '../../../../shared/contract/holidays.ts';
import { businessDayOf } from '../../../../shared/domain/time/business-day.ts';
import { loadHolidays } from '../../catalogue/load-holidays.ts';
import { calendarInForce } from '../../store/holidays.ts';
import { reproject } from '../../store/projections/replay.ts';
import { holidayHandlers } from './holiday-handlers.ts';

const ADMIN: Caller = { role: 'admin' };
const SHIPPED: readonly HolidayFile[] = loadHolidays(path.join(import.meta.dirname, '../../../../resources/holidays'));
const handlers = holidayHandlers(SHIPPED);
const closed = (day: string, kind: ClosedDay['kind'] = 'holiday'): ClosedDay => ({ day, name: 'Nghỉ lễ', kind, certainty: 'announced', note: '' });
const madeUp = (day: string, insteadOf: string): MadeUpDay => ({ day, name: 'Làm bù', insteadOf, certainty: 'announced', note: '' });

let station: TestStation;
beforeEach(() => {
  station = new TestStation({ procedures: [{ ...BIRTH, timeLimit: { unit: 'working-day', amount: 3, text: '3 ngày làm việc' } }] });
});
afterEach(() => station[Symbol.asyncDispose]());

const read = (year: number) => station.call('holidays.read', handlers['holidays.read'], ADMIN, { year });
const set = async (year: number, days: { readonly closed?: readonly ClosedDay[]; readonly working?: readonly MadeUpDay[] }) =>
  station.call('holidays.set', handlers['holidays.set'], ADMIN, { year, seenAt: (await read(year)).setAt, basis: 'Thông báo của tỉnh', closed: [...(days.closed ?? [])], working: [...(days.working ?? [])] });

describe('the working calendar', () => {
  it('is the shipped one until somebody sets a year, and then that year’s is his', async () => {
    expect(await read(2026)).toMatchObject({ origin: 'shipped', setAt: null, years: [2026, 2027] });
    expect(await read(2028)).toMatchObject({ origin: 'none', closed: [], years: [2026, 2027] });
    expect(await set(2028, { closed: [closed('2028-01-03')] })).toEqual({ station: 'T149-K1', year: 2028, origin: 'own', setAt: station.clock.now(), basis: 'Thông báo của tỉnh', closed: [closed('2028-01-03')], working: [], years: [2026, 2027, 2028] });
    expect(station.events('holidays.changed')).toHaveLength(1);
    expect(station.woken).toContain('sync');
    expect(await read(2026)).toMatchObject({ origin: 'shipped' });
  });

  it('is there after the machine lost its power, and the same when it is made anew out of the log', async () => {
    await set(2026, { closed: [closed('2026-07-15'), closed('2026-08-31', 'swap')], working: [madeUp('2026-08-22', '2026-08-31')] });
    await set(2027, { closed: [closed('2027-01-01')] });
    station.reopen();
    const before = projectedRows(station.context.database);
    expect(before['holiday_year']).toHaveLength(2);
    expect(await read(2026)).toMatchObject({ origin: 'own', working: [madeUp('2026-08-22', '2026-08-31')] });
    station.context.database.write((store) => {
      store.run('DELETE FROM holiday_year');
      reproject(store, { type: 'station', id: 'holidays-2026' });
      reproject(store, { type: 'station', id: 'holidays-2027' });
    });
    expect(projectedRows(station.context.database)).toEqual(before);
  });

  it('decides the due dates of dossiers that are opened afterwards', async () => {
    const inForce = (): { readonly closed: boolean; readonly worked: boolean } => station.context.database.read((store) => {
      const calendar = calendarInForce(store, SHIPPED);
      return { closed: calendar.closed.has('2026-07-15' as BusinessDay), worked: calendar.working.has('2026-07-18' as BusinessDay) };
    });
    expect(inForce()).toEqual({ closed: false, worked: false });
    await set(2026, { closed: [closed('2026-07-15', 'swap')], working: [madeUp('2026-07-18', '2026-07-15')] });
    expect(inForce()).toEqual({ closed: true, worked: true });
    // Three working days from Monday 13 July: without the change Thursday, with it Friday.
    const dossier = await openDossier(station);
    expect(dossier.dueAt === null ? null : businessDayOf(dossier.dueAt)).toBe('2026-07-17');
  });

  it('takes a weekend that makes up for a day across New Year, which stands in the other year', async () => {
    expect(await set(2027, { working: [madeUp('2027-01-09', '2026-12-31')] })).toMatchObject({ origin: 'own', working: [{ day: '2027-01-09', insteadOf: '2026-12-31' }] });
  });

  it('goes back to the shipped table, or to none', async () => {
    await set(2026, { closed: [] });
    await set(2029, { closed: [] });
    expect(await station.call('holidays.reset', handlers['holidays.reset'], ADMIN, { year: 2026, seenAt: (await read(2026)).setAt })).toMatchObject({ origin: 'shipped', years: [2026, 2027, 2029] });
    expect(await station.call('holidays.reset', handlers['holidays.reset'], ADMIN, { year: 2029, seenAt: (await read(2029)).setAt })).toMatchObject({ origin: 'none', years: [2026, 2027] });
  });

  it.each([
    ['a day that does not exist', { closed: [closed('2026-02-30')] }, 'holidays.no-such-day', '30/02/2026'],
    ['what is no day', { closed: [closed('mai')] }, 'holidays.no-such-day', 'mai'],
    ['a day of another year', { closed: [closed('2027-01-01')] }, 'holidays.other-year', '01/01/2027'],
    ['a day that stands twice', { closed: [closed('2026-09-02'), closed('2026-09-02')] }, 'holidays.day-twice', '02/09/2026'],
    ['a day closed and worked', { closed: [closed('2026-08-31', 'swap'), closed('2026-08-22')], working: [madeUp('2026-08-22', '2026-08-31')] }, 'holidays.day-twice', '22/08/2026'],
    ['work for a day that is not closed', { working: [madeUp('2026-08-22', '2026-08-31')] }, 'holidays.swap-unmatched', '31/08/2026'],
    ['work for a holiday', { closed: [closed('2026-08-31')], working: [madeUp('2026-08-22', '2026-08-31')] }, 'holidays.swap-unmatched', '31/08/2026'],
    ['work for a day that does not exist', { working: [madeUp('2026-08-22', '2027-02-30')] }, 'holidays.no-such-day', '30/02/2027'],
    ['a Tuesday that is made up for', { closed: [closed('2026-08-31', 'swap')], working: [madeUp('2026-08-25', '2026-08-31')] }, 'holidays.works-anyway', '25/08/2026'],
  ] as const)('refuses %s, and nothing is changed', async (_name, days, code, day) => {
    await expect(set(2026, days)).rejects.toMatchObject({ code, params: { day, year: 2026 } });
    expect(await read(2026)).toMatchObject({ origin: 'shipped' });
    expect(projectedRows(station.context.database)['holiday_year']).toEqual([]);
  });

  it('is not set by a window that has not seen what another has set since', async () => {
    await set(2026, { closed: [closed('2026-07-15')] });
    const late = { year: 2026, seenAt: null };
    await expect(station.call('holidays.set', handlers['holidays.set'], ADMIN, { ...late, basis: '', closed: [], working: [] })).rejects.toMatchObject({ code: 'holidays.changed-elsewhere', params: { year: 2026 } });
    await expect(station.call('holidays.reset', handlers['holidays.reset'], ADMIN, late)).rejects.toMatchObject({ code: 'holidays.changed-elsewhere' });
    expect(await read(2026)).toMatchObject({ closed: [closed('2026-07-15')] });
  });

  it('is set once for a request that comes twice', async () => {
    const requestId = station.requestId();
    const again = () => station.call('holidays.set', handlers['holidays.set'], ADMIN, { requestId, year: 2026, seenAt: null, basis: '', closed: [], working: [] });
    const first = await again();
    station.clock.advance(60_000);
    expect(await again()).toEqual(first);
  });
});
