// What officers type for a day: read as they write it, and what is wrong with it told apart.

import { expect, test } from 'vitest';
import { parseTypedDate, typedDate, typedDateError } from './typed-date.ts';

test.each(['24/11/1985', '24-11-1985', '24.11.1985', '24 11 1985', '24111985', ' 24/11/1985 '])('%j is a day', (typed) => {
  expect([parseTypedDate(typed), typedDateError(typed)]).toEqual(['1985-11-24', null]);
  expect(typedDate('1985-11-24')).toBe('24/11/1985');
});

test.each(['31/02/1985', '29/02/1985', '31041985', '00/11/1985', '24/13/1985'])('%j is written as a day, and there is no such day', (typed) => {
  expect([parseTypedDate(typed), typedDateError(typed)]).toEqual([null, 'counter.person.error.no-such-day']);
});

test.each(['x', '1985', '24/11/85', '1985/11/24', '24/11/1085'])('%j is not written as a day', (typed) => {
  expect([parseTypedDate(typed), typedDateError(typed)]).toEqual([null, 'counter.person.error.date']);
});

test('nothing typed is nothing wrong', () => {
  expect([parseTypedDate(' '), typedDateError(' ')]).toEqual(['', null]);
});
