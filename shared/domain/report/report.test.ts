// Reports: the figures of five press reports come out of this code, and every table closes whatever happened to its dossiers.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusinessDay, EpochMs } from '../../base/ids.ts';
import { ANY_DOSSIER, dossierFact } from '../../../tests/fakes/index-facts.ts';
import { percentOf } from '../index766/score.ts';
import { atMinute } from '../time/business-day.ts';
import { bookFaults, dossierBook } from './dossier-book.ts';
import type { BookEntry } from './dossier-book.ts';
import { dossierTable, TABLE_COLUMNS, tableFaults } from './dossier-table.ts';
import type { TableCounts } from './dossier-table.ts';
import { toldRates } from './rates.ts';
import type { ToldTotals } from './rates.ts';

const told = (totals: Partial<ToldTotals> & Pick<ToldTotals, 'received'>) => toldRates({ carriedOver: 0, online: null, done: null, open: null, doneLate: null, withFee: null, paidOnline: null, finished: null, digitised: null, said: null, satisfied: null, ...totals });
const at = (day: string, minute = 600): EpochMs => atMinute(day as BusinessDay, minute);
const JULY = { from: at('2026-07-01', 0), to: at('2026-08-01', 0) };

describe('the figures of the press reports', () => {
  it('3 179 of 3 483 online is 91,27 %', () => {
    expect(told({ received: 3483, online: 3179 })).toEqual({ online: 91.27, paidOnline: null, done: null, inTime: null, digitised: null, content: null, faults: [] });
  });

  it('136 of 137 online is 99,3 %, and 113 done with 24 open closes', () => {
    expect(told({ received: 137, online: 136, done: 113, open: 24 })).toMatchObject({ online: 99.27, faults: [] });
    expect(percentOf(136, 137, 1)).toBe(99.3);
  });

  it('3 825 of 4 323 paid online is 88,48 %', () => {
    expect(told({ received: 4500, withFee: 4323, paidOnline: 3825 })).toMatchObject({ paidOnline: 88.48, faults: [] });
  });

  it('86,2 % digitised and 100 % content are told with one decimal of the two', () => {
    expect(told({ received: 726, finished: 694, digitised: 598, said: 311, satisfied: 311 })).toMatchObject({ digitised: 86.17, content: 100, faults: [] });
    expect(percentOf(598, 694, 1)).toBe(86.2);
    expect(told({ received: 3, finished: 0, digitised: 0, said: 0, satisfied: 0 })).toMatchObject({ digitised: null, content: null });
  });

  it('2 906 received against 2 731 done and 174 open is one short, and 2 604 of them online is 89,61 %', () => {
    expect(told({ received: 2906, online: 2604, done: 2731, open: 174 })).toEqual({ online: 89.61, paidOnline: null, done: 93.98, inTime: null, digitised: null, content: null, faults: [{ kind: 'does-not-close', difference: 1 }] });
  });

  it('what came over from before is to be done and was not filed now, and what is late is not in time', () => {
    expect(told({ received: 80, carriedOver: 20, online: 40, done: 60, open: 40, doneLate: 3 })).toEqual({ online: 50, paidOnline: null, done: 60, inTime: 95, digitised: null, content: null, faults: [] });
    expect(told({ received: 80, carriedOver: 20, done: 60, open: 20 }).faults).toEqual([{ kind: 'does-not-close', difference: 20 }]);
  });

  it('come out of the table of dossiers as well, one by one', () => {
    const many = (count: number, change: Parameters<typeof dossierFact>[0]): readonly ReturnType<typeof dossierFact>[] => Array.from({ length: count }, (_, index) => dossierFact({ ...change, code: `${change.channel ?? ''}-${change.doneAt === undefined ? 'open' : 'done'}-${index}`, dueAt: at('2026-08-20') }));
    const dossiers = [...many(113, { channel: 'online', doneAt: at('2026-07-20') }), ...many(23, { channel: 'online' }), ...many(1, { channel: 'counter' })];
    const { total } = dossierTable(dossiers, JULY, JULY.to);
    expect(total).toEqual({ received: 137, receivedOnline: 136, receivedDirect: 1, carriedOver: 0, done: 113, doneEarly: 113, doneInTime: 0, doneLate: 0, open: 24, openInTime: 24, openLate: 0 });
    expect(told({ received: total.received, online: total.receivedOnline, done: total.done, open: total.open }).faults).toEqual([]);
  });
});

describe('a told total', () => {
  it('names parts that are larger than their whole', () => {
    expect(told({ received: 10, online: 12, withFee: 5, paidOnline: 6 }).faults).toEqual([{ kind: 'online-exceeds-received', difference: -2 }, { kind: 'paid-exceeds-due', difference: -1 }]);
  });

  it('has no share of nothing', () => {
    expect(told({ received: 0, online: 0 })).toMatchObject({ online: null });
  });
});

describe('the table of dossiers', () => {
  const due = at('2026-07-20');
  const waits = [{ requestedAt: at('2026-07-10'), completedAt: null }];
  it.each([
    ['done on an earlier day', { dueAt: due, doneAt: at('2026-07-17') }, ['receivedDirect', 'done', 'doneEarly']],
    ['done on the day itself', { dueAt: due, doneAt: at('2026-07-20', 540) }, ['receivedDirect', 'done', 'doneInTime']],
    ['done late', { dueAt: due, doneAt: at('2026-07-20', 601) }, ['receivedDirect', 'done', 'doneLate']],
    ['refused in time', { dueAt: null, stoppedAt: at('2026-07-14') }, ['receivedDirect', 'done', 'doneInTime']],
    ['waiting for papers', { dueAt: due, supplements: waits }, ['receivedDirect', 'done', 'doneInTime']],
    ['open and in time', { dueAt: at('2026-08-03') }, ['receivedDirect', 'open', 'openInTime']],
    ['open and late', { dueAt: due }, ['receivedDirect', 'open', 'openLate']],
    ['online', { dueAt: due, channel: 'online' }, ['receivedOnline', 'open', 'openLate']],
    ['by post', { dueAt: due, channel: 'post' }, ['receivedDirect', 'open', 'openLate']],
    ['of June and done in July', { receivedAt: at('2026-06-15'), dueAt: due, doneAt: due }, ['carriedOver', 'done', 'doneInTime']],
    ['done after the period', { dueAt: at('2026-08-10'), doneAt: at('2026-08-04') }, ['receivedDirect', 'open', 'openInTime']],
    ['of June and done in June', { receivedAt: at('2026-06-15'), dueAt: due, doneAt: at('2026-06-20') }, null],
    ['of August', { receivedAt: at('2026-08-01') }, null],
  ] as const)('puts one that is %s where it belongs', (_name, change, columns) => {
    const { total } = dossierTable([dossierFact(change)], JULY, JULY.to);
    expect(TABLE_COLUMNS.filter((column) => total[column] === 1)).toEqual(columns === null ? [] : TABLE_COLUMNS.filter((column) => column === 'received' || (columns as readonly string[]).includes(column)));
  });

  it('closes for any dossiers: rows, columns, and received is done and open', () => {
    fc.assert(fc.property(fc.array(ANY_DOSSIER, { maxLength: 60 }), fc.integer({ min: 0, max: 40 }), (dossiers, days) => {
      const table = dossierTable(dossiers, JULY, (JULY.from + days * 86_400_000) as EpochMs);
      expect(tableFaults(table)).toEqual([]);
      expect(table.rows.reduce((sum, { counts }) => sum + counts.received, 0)).toBe(table.total.done + table.total.open);
    }), { numRuns: 200 });
  });

  it('that came from elsewhere is told where it does not close', () => {
    const total: TableCounts = { received: 2906, receivedOnline: 2604, receivedDirect: 302, carriedOver: 0, done: 2731, doneEarly: 0, doneInTime: 2731, doneLate: 0, open: 174, openInTime: 174, openLate: 0 };
    expect(tableFaults({ rows: [{ sector: 'Tất cả', counts: total }], total })).toEqual([
      { row: 'Tất cả', kind: 'received-is-done-and-open', column: 'received', expected: 2905, found: 2906 },
      { row: null, kind: 'received-is-done-and-open', column: 'received', expected: 2905, found: 2906 },
    ]);
    expect(tableFaults({ rows: [], total: { ...total, received: 2905, receivedDirect: 301 } }).map(({ kind }) => kind)).toContain('column-total');
  });
});

describe('the book of dossiers', () => {
  const entry = (code: string, receivedAt: EpochMs, returnedAt: EpochMs | null = null): BookEntry => ({
    code, procedureName: 'Chứng thực bản sao', sets: 2, applicant: 'Nguyễn Văn A', addressAndPhone: '', authority: 'UBND xã', receivedAt, dueAt: null, returnedAt, isEndUnknown: false, manner: 'Trực tiếp', note: '',
  });

  it('numbers in the order of receipt, and its foot closes', () => {
    const { lines, foot } = dossierBook([entry('b', at('2026-07-02')), entry('c', at('2026-07-01'), at('2026-07-03')), entry('a', at('2026-07-02'))]);
    expect(lines.map(({ number, code }) => `${number}${code}`)).toEqual(['1c', '2a', '3b']);
    expect(foot).toEqual({ dossiers: 3, sets: 6, returned: 1, notReturned: 2, endUnknown: 0 });
    const ended = dossierBook([entry('a', at('2026-07-01')), { ...entry('b', at('2026-07-02')), isEndUnknown: true }]);
    expect(ended.foot).toMatchObject({ returned: 0, notReturned: 1, endUnknown: 1 });
    expect(bookFaults(ended)).toEqual([]);
    expect(bookFaults({ ...ended, foot: { ...ended.foot, notReturned: 2, endUnknown: 0 } }).map(({ kind }) => kind)).toEqual(['not-returned', 'end-unknown']);
  });

  it('closes for any entries, and one that came from elsewhere is told where it does not', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { maxLength: 20 }), (days) => {
      expect(bookFaults(dossierBook(days.map((day) => entry(`M-${day}`, at('2026-07-01', day), day % 3 === 0 ? at('2026-07-02') : null))))).toEqual([]);
    }));
    const book = dossierBook([entry('a', at('2026-07-01')), entry('b', at('2026-07-02'), at('2026-07-03'))]);
    expect(bookFaults({ ...book, foot: { ...book.foot, returned: 2 } }).map(({ kind }) => kind)).toEqual(['returned', 'parts']);
    expect(bookFaults({ ...book, lines: book.lines.toReversed() })).toEqual([{ kind: 'number', expected: 1, found: 2 }]);
    expect(bookFaults({ ...book, lines: book.lines.slice(0, 1) }).map(({ kind }) => kind)).toEqual(['dossiers', 'sets', 'returned']);
  });

  it('is the same whatever the order of its entries', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { maxLength: 20 }), (days) => {
      const entries = days.map((day) => entry(`M-${day}`, at('2026-07-01', day)));
      expect(dossierBook([...entries].reverse())).toEqual(dossierBook(entries));
    }));
  });
});
