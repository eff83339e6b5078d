// The states of digitisation, case by case.

import { describe, expect, it } from 'vitest';
import { countsOf, stateOfPaper, stateOfResult } from './digitisation-state.ts';

describe('a paper', () => {
  it.each([
    ['that was handed in and not scanned', { files: 0, reusedFrom: null }, 0],
    ['that was scanned', { files: 3, reusedFrom: null }, 1],
    ['of an earlier dossier', { files: 2, reusedFrom: 'paper' }, 2],
    ['that is the result of another dossier', { files: 1, reusedFrom: 'result' }, 3],
    ['that is said to lie in an earlier dossier, without a file', { files: 0, reusedFrom: 'paper' }, 0],
  ] as const)('%s has its number', (_what, facts, state) => {
    expect(stateOfPaper(facts)).toBe(state);
  });
});

it('a result is there or not, however many files it has', () => {
  expect([0, 1, 5].map(stateOfResult)).toEqual([0, 1, 1]);
});

it.each([
  ['all scanned, with its result', { papers: [1, 2, 3], result: 1 }, { hasPapersScanned: true, hasResultFile: true, reusesPapers: true }],
  ['one not scanned', { papers: [1, 0], result: 1 }, { hasPapersScanned: false, hasResultFile: true, reusesPapers: false }],
  ['without its result', { papers: [1], result: 0 }, { hasPapersScanned: true, hasResultFile: false, reusesPapers: false }],
  ['without papers', { papers: [], result: 0 }, { hasPapersScanned: true, hasResultFile: false, reusesPapers: false }],
] as const)('a dossier %s counts so', (_what, dossier, counts) => {
  expect(countsOf(dossier)).toEqual(counts);
});
