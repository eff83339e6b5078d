// The table of ratings: whatever it is folded by, nothing is lost or counted twice, and what is not known has a row of its own.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { BusinessDay, CounterId, FieldCode } from '../../base/ids.ts';
import { RATING_LEVELS, ratingTable, saidOf, satisfiedShare, type RatingFold, type Said } from './rating-table.ts';

const NAMES = { officerAt: (counterId: CounterId): string => (counterId === 3 ? '' : `Cán bộ mẫu ${counterId}`), field: (code: FieldCode): string => `Lĩnh vực ${code}` };
const LAN = { officerId: 'a', officerName: 'Nguyễn Thị Lan' };
const said = (more: Partial<Said> = {}): Said => ({
  day: '2026-11-24' as BusinessDay, counterId: 1 as CounterId, field: 'A' as FieldCode, officerId: null, officerName: null, level: 'satisfied', via: 'citizen-display', isOwn: false, count: 1, served: 1, ...more,
});
const FOLDS: readonly RatingFold[] = ['day', 'officer', 'field', 'counter'];

const anySaid: fc.Arbitrary<Said> = fc.record({
  day: fc.constantFrom('2026-11-24', '2026-11-23').map((day) => day as BusinessDay), counterId: fc.constantFrom(1, 2, 3, null).map((id) => id as CounterId | null), field: fc.constantFrom('A', 'B', null).map((code) => code as FieldCode | null),
  officerId: fc.constantFrom('a', 'b', null), officerName: fc.constantFrom('Nguyễn Thị Lan', 'Hoàng Thị Mai'), level: fc.constantFrom(...RATING_LEVELS, null),
  via: fc.constantFrom('citizen-display' as const, 'kiosk-number' as const, 'paper' as const, null), isOwn: fc.boolean(), count: fc.integer({ min: 1, max: 9 }), served: fc.integer({ min: 0, max: 9 }),
});

it('has the same sums whatever it is folded by', () => {
  fc.assert(fc.property(fc.array(anySaid), (all) => {
    const sums = FOLDS.map((by) => {
      const rows = ratingTable(all, by, NAMES);
      const sum = (of: (row: (typeof rows)[number]) => number): number => rows.reduce((total, row) => total + of(row), 0);
      return [sum(({ served }) => served), sum(({ byNumber }) => byNumber), sum(({ own }) => own), ...RATING_LEVELS.flatMap((level) => [sum(({ levels }) => levels[level]), sum(({ paper }) => paper[level])])];
    });
    for (const own of sums) expect(own).toEqual(sums[0]);
    expect(sums[0]?.[0]).toBe(all.reduce((total, { served }) => total + served, 0));
  }));
});

it('by officer goes by who was signed in, by the settings’ name only where nobody was, and keeps the two apart', () => {
  const rows = ratingTable([said(LAN), said({ ...LAN, counterId: 2 as CounterId, level: 'dissatisfied' }), said({ level: 'very-satisfied' }), said({ counterId: 3 as CounterId }), said({ counterId: null, field: null, via: 'paper', served: 0 })], 'officer', NAMES);
  expect(rows.map(({ name, known, served, levels }) => [name, known, served, saidOf(levels)])).toEqual([['Nguyễn Thị Lan', 'known', 2, 2], ['Cán bộ mẫu 1', 'settings', 1, 1], ['', 'unknown', 1, 2]]);
});

it('shows paper apart and within the whole, and which slips somebody entered of himself', () => {
  const [row] = ratingTable([said(LAN), said({ ...LAN, via: 'paper', served: 0, isOwn: true }), said({ ...LAN, via: 'paper', served: 0, level: 'dissatisfied' })], 'officer', NAMES);
  expect(row).toMatchObject({ served: 1, levels: { satisfied: 2, dissatisfied: 1 }, paper: { satisfied: 1, dissatisfied: 1 }, own: 1 });
});

it('counts the two upper levels as satisfied, and «Bình thường» of before as neither', () => {
  const counts = { 'very-satisfied': 2, satisfied: 1, neutral: 1, dissatisfied: 2 };
  expect([satisfiedShare(counts), satisfiedShare({ ...counts, neutral: 0, dissatisfied: 0 }), satisfiedShare({ 'very-satisfied': 0, satisfied: 0, neutral: 0, dissatisfied: 0 })]).toEqual([50, 100, null]);
});
