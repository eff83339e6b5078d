// The self-test outlives a restart, belongs to the window that is tried, and gives that window back to citizens by itself.

import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CounterId } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import type { CommandOutput } from '../../../../shared/contract/commands.ts';
import { displayOf, TestStation } from '../../../../tests/fakes/test-station.ts';
import { OPEN_FOR_MS } from '../../store/self-tests.ts';
import { beginFirstSelfTests } from './first-self-test.ts';
import { createSelfTestHandlers, publicWindows } from './self-test-handlers.ts';

const ADMIN: Caller = { role: 'admin' };
const KIOSK: Caller = { role: 'kiosk' };
const BOARD: Caller = { role: 'board' };
const blank = { sights: [], said: null, detail: '' };

let station: TestStation;
let uptime = 0;
const handlers = createSelfTestHandlers({ windows: [KIOSK, BOARD, displayOf(1)], uptime: () => uptime });
beforeEach(() => {
  station = new TestStation();
  uptime = 4000;
});
afterEach(() => station[Symbol.asyncDispose]());

const begin = async (target: Caller = KIOSK): Promise<string> => (await station.call('self-test.begin', handlers['self-test.begin'], ADMIN, { target, who: 'KT-1' })).runId;
const read = (caller: Caller): Promise<CommandOutput<'self-test.read'>> => station.call('self-test.read', handlers['self-test.read'], caller, {});
const note = (caller: Caller, runId: string, state: 'begun' | 'passed' | 'failed', step: 'pinch' | 'restart' | 'screen' = 'pinch') => station.call('self-test.note', handlers['self-test.note'], caller, { runId, step, state, ...blank });
const pass = (seconds: number): void => {
  station.clock.advance(seconds * 1000);
  uptime += seconds;
};

it('is begun from the admin window and shown in the one window that is tried', async () => {
  const runId = await begin();
  expect(station.events('self-test.changed')).toHaveLength(1);
  expect((await read(KIOSK)).open).toMatchObject({ runId, who: 'KT-1', results: [] });
  expect([(await read(BOARD)).open, (await read(displayOf(1))).open]).toEqual([null, null]);
  await expect(begin({ role: 'counter', counterId: 1 as CounterId })).rejects.toThrow('request.invalid');
});

it('keeps the last word on each step, over a restart of the station, in the order of the steps', async () => {
  const runId = await begin();
  await note(KIOSK, runId, 'begun');
  await note(KIOSK, runId, 'failed');
  await note(KIOSK, runId, 'passed', 'screen');
  station.reopen();
  expect((await read(KIOSK)).open?.results.map(({ step, state }) => `${step} ${state}`)).toEqual(['screen passed', 'pinch failed']);
});

it('tells a restart of the machine from a program that was only opened again', async () => {
  const runId = await begin();
  await note(KIOSK, runId, 'begun', 'restart');
  pass(90);
  expect((await read(KIOSK)).hasRestarted).toBe(false);
  uptime = 40;
  expect((await read(KIOSK)).hasRestarted).toBe(true);
});

it('sees a restart although the machine had been running for less before it, and although its clock lost the date', async () => {
  uptime = 20;
  await note(KIOSK, await begin(), 'begun', 'restart');
  station.clock.advance(90_000);
  uptime = 60;
  expect((await read(KIOSK)).hasRestarted).toBe(true);
  uptime = 4000;
  await note(KIOSK, await begin(), 'begun', 'restart');
  station.clock.set('2026-07-13T08:00:00+07:00');
  uptime = 50;
  expect((await read(KIOSK)).hasRestarted).toBe(true);
});

it('is kept as the last test of its window when it has ended, and not when it was left', async () => {
  const finished = await begin();
  await note(KIOSK, finished, 'failed');
  await station.call('self-test.end', handlers['self-test.end'], KIOSK, { runId: finished, how: 'finished', who: '' });
  const left = await begin();
  await station.call('self-test.end', handlers['self-test.end'], ADMIN, { runId: left, how: 'left', who: '' });
  const { windows } = await station.call('self-test.list', handlers['self-test.list'], ADMIN, {});
  expect(windows.map(({ target, open, last }) => [target.role, open, last?.runId ?? null, last?.who ?? null])).toEqual([['kiosk', null, finished, 'KT-1'], ['board', null, null, null], ['citizen-display', null, null, null]]);
  expect(station.notes).toEqual([['self-test.ended', { how: 'finished', window: 'kiosk' }], ['self-test.ended', { how: 'left', window: 'kiosk' }]]);
});

it('takes no word on a test that is over, of another window, or that a newer one has replaced', async () => {
  const first = await begin();
  await expect(note(BOARD, first, 'passed')).rejects.toThrow('self-test.over');
  const second = await begin();
  await expect(note(KIOSK, first, 'passed')).rejects.toThrow('self-test.over');
  await station.call('self-test.end', handlers['self-test.end'], KIOSK, { runId: second, how: 'finished', who: '' });
  await expect(note(KIOSK, second, 'passed')).rejects.toThrow('self-test.over');
});

it('gives the window back when nobody has touched it for an hour', async () => {
  const runId = await begin();
  pass(OPEN_FOR_MS / 1000 - 1);
  expect((await read(KIOSK)).open?.runId).toBe(runId);
  pass(2);
  expect((await read(KIOSK)).open).toBeNull();
});

it('stands at the first start in front of a kiosk that was never tried, where the settings ask for it, and not again once it was finished', async () => {
  const start = (): void => beginFirstSelfTests(station.context.database, [KIOSK, BOARD], station.clock, uptime);
  start();
  const { open } = await read(KIOSK);
  expect([open?.who, (await read(BOARD)).open]).toEqual(['', null]);
  start();
  expect((await read(KIOSK)).open?.runId).toBe(open?.runId);
  await station.call('self-test.end', handlers['self-test.end'], KIOSK, { runId: open?.runId ?? '', how: 'finished', who: 'KT-2' });
  start();
  expect((await read(KIOSK)).open).toBeNull();
  expect((await station.call('self-test.list', handlers['self-test.list'], ADMIN, {})).windows[0]?.last?.who).toBe('KT-2');
});

it('is of the windows that citizens stand in front of', () => {
  const windows = [KIOSK, BOARD, displayOf(2), ADMIN, { role: 'counter', counterId: 2 as CounterId } as const];
  expect(publicWindows(windows.map((caller) => ({ caller }))).map(({ role }) => role)).toEqual(['kiosk', 'board', 'citizen-display']);
});
