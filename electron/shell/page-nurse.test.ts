// A page that crashes, hangs or does not load, on a clock that the test holds.

import { beforeEach, expect, it } from 'vitest';
import { TestClock } from '../../tests/fakes/test-clock.ts';
import { PageNurse } from './page-nurse.ts';

let clock: TestClock;
let did: string[];
let nurse: PageNurse;
let end: AbortController;
beforeEach(() => {
  clock = new TestClock();
  did = [];
  end = new AbortController();
  nurse = new PageNurse({
    patient: { load: () => did.push('load'), loadPlain: () => did.push('plain'), crash: () => did.push('crash') },
    clock, signal: end.signal,
    onState: (state) => did.push(`is ${state}`),
    onIncident: (code, detail) => did.push(`${code} ${detail}`),
  });
  nurse.loaded();
  did.length = 0;
});
const pass = async (ms: number): Promise<void> => {
  clock.advance(ms);
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
};
const fall = async (): Promise<void> => {
  nurse.gone('crashed');
  await pass(10_000);
  nurse.loaded();
};

it('a page that crashes is loaded again after a moment', async () => {
  nurse.gone('oom');
  expect(did).toEqual(['page.gone oom', 'is reloading']);
  await pass(249);
  expect(did).toHaveLength(2);
  await pass(1);
  nurse.loaded();
  expect(did.slice(2)).toEqual(['is loading', 'load', 'is live']);
});

it('pauses grow with failures close together, and are short again after a quiet minute', async () => {
  nurse.gone('1');
  await pass(250);
  nurse.loadFailed('-6');
  await pass(250);
  expect(did.filter((what) => what === 'load')).toHaveLength(1);
  await pass(250);
  expect(did.filter((what) => what === 'load')).toHaveLength(2);
  nurse.loaded();
  await pass(60_000);
  nurse.gone('2');
  await pass(250);
  expect(did.filter((what) => what === 'load')).toHaveLength(3);
});

it('the sixth failure in a minute leads to a plain page, and from there back after a minute', async () => {
  for (let round = 0; round < 5; round += 1) await fall();
  did.length = 0;
  nurse.gone('crashed');
  expect(did).toEqual(['page.gone crashed', 'page.given-up crashed', 'is given-up', 'plain']);
  await pass(59_999);
  expect(did).toHaveLength(4);
  await pass(1);
  nurse.loaded();
  expect(did.slice(4)).toEqual(['is loading', 'load', 'is live']);
});

it('failures that are spread over time never lead to the plain page', async () => {
  for (let round = 0; round < 40; round += 1) {
    await fall();
    await pass(15_000);
  }
  expect(did).not.toContain('plain');
});

it('a page that hangs is ended after a while, unless it answers before', async () => {
  nurse.unresponsive();
  await pass(14_000);
  nurse.responsive();
  await pass(60_000);
  expect(did).toEqual(['is hung', 'is live']);
  nurse.unresponsive();
  nurse.unresponsive();
  await pass(15_000);
  expect(did.slice(2)).toEqual(['is hung', 'page.hung 15 s', 'crash']);
  nurse.gone('killed');
  await pass(250);
  expect(did.at(-1)).toBe('load');
});

it('two reports of one fall are one', async () => {
  nurse.gone('crashed');
  nurse.loadFailed('-2');
  await pass(10_000);
  expect(did.filter((what) => what === 'load')).toHaveLength(1);
});

it('a window that is closed is left in peace', async () => {
  nurse.gone('crashed');
  end.abort();
  await pass(60_000);
  nurse.gone('clean-exit');
  await pass(60_000);
  expect(did).not.toContain('load');
});
