// A station under the shell: a death is visible and mended, a failure for good leaves the windows their host and is tried again by a person and by the clock.

import { expect, it } from 'vitest';
import { TestClock } from '../../tests/fakes/test-clock.ts';
import { HostStatus } from '../link/host-status.ts';
import type { ToStation } from '../link/parent-link.ts';
import type { StationChild } from '../link/station-process.ts';
import { StationKeeper } from './station-keeper.ts';

class Child implements StationChild {
  readonly pid = 1;
  readonly got: ToStation[] = [];
  say: (message: unknown) => void = () => undefined;
  readonly #exits: ((how: string) => void)[] = [];
  send(message: ToStation): void {
    this.got.push(message);
    if (message.kind === 'stop') this.exit('code 0');
  }
  onMessage(listener: (message: unknown) => void): void {
    this.say = listener;
  }
  onExit(listener: (how: string) => void): void {
    this.#exits.push(listener);
  }
  exit(how: string): void {
    for (const listener of this.#exits.splice(0)) listener(how);
  }
  kill(): void {
    this.exit('SIGKILL');
  }
}

function play() {
  const clock = new TestClock();
  const children: Child[] = [];
  const told: string[] = [];
  const logged: string[] = [];
  const status = new HostStatus({ facts: { shell: 'standin', version: '0.1.0', electron: null, node: '24.0.0' }, clock, onChange: () => undefined });
  const keeper = new StationKeeper({
    start: () => {
      const child = new Child();
      children.push(child);
      return child;
    },
    clock, status,
    log: { info: () => undefined, warn: (event) => logged.push(event), error: () => undefined },
    askVault: () => Promise.resolve({ what: 'failed', detail: '' }),
    askPrinter: () => Promise.resolve({ what: 'refused' as const }),
    onReady: () => told.push('ready'),
    onGone: () => told.push('gone'),
    onFrame: (clientId, text) => told.push(`${clientId} ${text}`),
    onRestart: () => told.push('restart'),
    onTraining: (wanted) => told.push(`training ${wanted}`),
  });
  const last = (): Child => children.at(-1) ?? expect.fail('a child was started');
  const state = () => status.stateFor({ role: 'admin' });
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms);
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return { clock, children, told, logged, keeper, last, state, pass };
}

it('a station that dies is restarted, and every window can see it', async () => {
  const { last, state, told, pass, children, logged } = play();
  expect(state().station.kind).toBe('starting');
  last().say({ kind: 'ready' });
  last().say({ kind: 'frame', clientId: 'c', text: '{}' });
  expect([state().station.kind, told]).toEqual(['running', ['ready', 'c {}']]);
  last().exit('SIGSEGV');
  expect(state().station).toMatchObject({ kind: 'restarting', deaths: 1 });
  expect([state().trouble, told.at(-1), logged]).toEqual([null, 'gone', ['station.died']]);
  await pass(200);
  expect(children).toHaveLength(2);
  last().say({ kind: 'ready' });
  expect(state().station.kind).toBe('running');
});

it('a station that cannot run leaves its reason, and is tried again by a person', async () => {
  const { last, state, told, children, keeper } = play();
  last().say({ kind: 'failed', code: 'store.locked', detail: 'LockedStore: in use' });
  last().exit('code 1');
  expect(state()).toMatchObject({ station: { kind: 'failed', code: 'store.locked' }, trouble: { kind: 'station', code: 'store.locked', detail: 'LockedStore: in use' } });
  expect([told, children.length]).toEqual([['gone'], 1]);
  await keeper.restart();
  expect([children.length, state().station.kind, state().trouble]).toEqual([2, 'starting', null]);
  last().say({ kind: 'ready' });
  expect(state().station.kind).toBe('running');
});

it('and by itself after a minute, once for each failure', async () => {
  const { last, state, children, pass, keeper } = play();
  last().say({ kind: 'failed', code: 'store.locked', detail: '' });
  last().exit('code 1');
  await pass(59_000);
  expect(children).toHaveLength(1);
  await keeper.restart();
  await pass(2000);
  // The person was first: the clock does not start a second one over it.
  expect([children.length, state().station.kind]).toEqual([2, 'starting']);
  last().say({ kind: 'failed', code: 'store.locked', detail: '' });
  last().exit('code 1');
  await pass(60_000);
  expect(children).toHaveLength(3);
});

it('a station that asks to be started anew with other settings is heard as that, and not ended behind the back of its windows', () => {
  const { last, told, children } = play();
  last().say({ kind: 'ready' });
  last().say({ kind: 'restart' });
  expect([told, children.map((child) => child.got)]).toEqual([['ready', 'restart'], [[]]]);
});

it('two who try again at once get one station after the other, never two', async () => {
  const { children, keeper } = play();
  await Promise.all([keeper.restart(), keeper.restart()]);
  expect(children.map((child) => child.got.map(({ kind }) => kind))).toEqual([['stop'], ['stop'], []]);
});

it('is ended in order, and nothing starts it again', async () => {
  const { last, keeper, children, pass } = play();
  last().say({ kind: 'ready' });
  await keeper[Symbol.asyncDispose]();
  await keeper.restart();
  await pass(120_000);
  expect(children.map((child) => child.got.map(({ kind }) => kind))).toEqual([['stop']]);
});
