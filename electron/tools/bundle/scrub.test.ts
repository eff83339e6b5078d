// What leaves the machine in a support bundle: numbers and texts that could be somebody's are gone, measures and moments stay.

import { expect, it } from 'vitest';
import { scrub, scrubbed } from './scrub.ts';

it.each<[string, number, unknown]>([
  ['an ID number', 100_099_000_001, '(digits)'],
  ['its negative', -100_099_000_001, '(digits)'],
  ['the first number of twelve digits', 100_000_000_000, '(digits)'],
  ['the last of eleven digits', 99_999_999_999, 99_999_999_999],
  ['a moment in milliseconds', 1_764_190_000_000, 1_764_190_000_000],
  ['the last of thirteen digits', 9_999_999_999_999, 9_999_999_999_999],
  ['the first of fourteen', 10_000_000_000_000, '(digits)'],
  ['a negative of thirteen digits', -1_764_190_000_000, '(digits)'],
])('held as a number, %s becomes what it may be', (_name, number, wanted) => {
  expect(scrubbed({ deep: [{ number }] })).toEqual({ deep: [{ number: wanted }] });
});

it('a moment stays as it is, alone', () => {
  expect(scrub('2026-11-26T21:11:28.123Z')).toBe('2026-11-26T21:11:28.123Z');
});

it.each(['Lê 2026-11-26T21:11:28Z', '2026-11-26T21:11:28Z Lê', 'a@b.vn 2026-11-26T21:11:28Z'])('nothing hides behind a moment: %j', (text) => {
  expect(scrub(text)).not.toMatch(/Lê|a@b/);
});
