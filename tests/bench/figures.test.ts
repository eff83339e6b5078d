// The arithmetic of a measurement.

import { expect, test } from 'vitest';
import { figuresOf, percentile } from './figures.ts';

test('rounds come to their smallest, middle and largest', () => {
  expect(figuresOf([3, 1, 2])).toEqual({ min: 1, median: 2, max: 3 });
  expect(figuresOf([10, 9, 100.126])).toEqual({ min: 9, median: 10, max: 100.13 });
  expect(figuresOf([1234.5678], 0)).toEqual({ min: 1235, median: 1235, max: 1235 });
});

test('a percentile is a value that was measured', () => {
  const values = Array.from({ length: 200 }, (_, index) => 200 - index);
  expect([percentile(values, 0.5), percentile(values, 0.99), percentile(values, 1)]).toEqual([100, 198, 200]);
  expect(percentile([7], 0.99)).toBe(7);
});

test('nothing measured is no number, and never zero', () => {
  expect(percentile([], 0.5)).toBeNaN();
  expect(figuresOf([]).median).toBeNaN();
});
