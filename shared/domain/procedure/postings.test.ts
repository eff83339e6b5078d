// Postings in one list of numbers give back, for each key, what was put under it.

import { expect, it } from 'vitest';
import { GrowingPostings } from './postings.ts';

it('gives each key its documents in order, each once with its better place, however many there are', () => {
  const growing = new GrowingPostings();
  const [one, other, empty] = [growing.newKey(), growing.newKey(), growing.newKey()];
  for (let document = 0; document < 20_000; document += 1) {
    growing.put(one, document, 0.5);
    if (document % 1000 === 0) growing.put(other, document, 0.25);
    growing.put(one, document, document % 2 === 0 ? 1 : 0.25);
  }
  const postingsOf = growing.frozen();
  expect([...postingsOf(one).documents]).toEqual(Array.from({ length: 20_000 }, (_none, document) => document));
  expect([...postingsOf(one).weights.subarray(0, 4)]).toEqual([1, 0.5, 1, 0.5]);
  expect([...postingsOf(other).documents]).toEqual(Array.from({ length: 20 }, (_none, thousand) => thousand * 1000));
  expect(new Set(postingsOf(other).weights)).toEqual(new Set([0.25]));
  expect(postingsOf(empty).documents).toHaveLength(0);
});
