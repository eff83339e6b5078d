// The station as its host runs it: started again after a death, never after it has said why it cannot run, and ended in good order.

import { afterEach, expect, it } from 'vitest';
import { TestClock } from '../../tests/fakes/test-clock.ts';
import { BackOff } from '../station/life/back-off.ts';
import type { ToStation } from './parent-link.ts';
import { StationProcess, type StationChild } from './station-process.ts';

/** A child that does only what the test says. */
class ScriptedChild implements StationChild {
  readonly pid = 4711;
  readonly got: ToStation[] = [];
  readonly #message: ((message: unknown) => void)[] = [];
  readonly #exit: ((how: string) => void)[] = [];
  kills = 0;

  send(message: ToStation): void {
    this.got.push(message);
  }
  onMessage(listener: (message: unknown) => void): void {
    this.#message.push(listener);
  }
  onExit(listener: (how: string) => void): void {
    this.#exit.push(listener);
  }
  kill(): void {
    this.kills += 1;
    this.exit('SIGKILL');
  }
  say(message: unknown): void {
    for (const listener of this.#message) listener(message);
  }
  exit(how: string): void {
    for (const listener of this.#exit.splice(0)) listener(how);
  }
}

class Host {
  readonly clock = new TestClock();
  readonly children: ScriptedChild[] = [];
  readonly told: unknown[][] = [];
  readonly process = new StationProcess({
    start: () => {
      const child = new ScriptedChild();
      this.children.push(child);
      return child;
    },
    clock: this.clock,
    backOff: new BackOff({ ...this.clock, random: () => 0.999, sleep: this.clock.sleep, now: this.clock.now, monotonic: this.clock.monotonic, uuid: this.clock.uuid }, { baseMs: 1000, capMs: 8000 }),
    onReady: () => void this.told.push(['ready']),
    onFrame: (clientId, text) => void this.told.push(['frame', clientId, text]),
    onFailed: (code, detail) => void this.told.push(['failed', code, detail]),
    onDeath: (how, waitMs) => void this.told.push(['death', how, waitMs]),
  });

  get child(): ScriptedChild {
    return this.children.at(-1) ?? expect.fail('a child was started');
  }
  /** Lets time pass, and everything that waits for it happen. */
  async pass(ms: number): Promise<void> {
    this.clock.advance(ms);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  }
}

let host = new Host();
afterEach(() => {
  host = new Host();
});

it('is ready when it says so, and passes frames on both ways', () => {
  expect([host.process.isReady, host.process.pid]).toEqual([false, 4711]);
  host.child.say({ kind: 'ready' });
  host.child.say({ kind: 'frame', clientId: 'c', text: '{}' });
  host.process.send({ kind: 'close', clientId: 'c' });
  expect([host.process.isReady, host.told, host.child.got]).toEqual([true, [['ready'], ['frame', 'c', '{}']], [{ kind: 'close', clientId: 'c' }]]);
});

it.each([null, 'ready', 7, [], {}, { kind: 'readied' }, { kind: 'ready', more: 1 }, { kind: 'frame', clientId: 'c' }, { kind: 'frame', clientId: 'x'.repeat(65), text: '' }, { kind: 'failed', code: 'x' }])('passes over what is no message of the link: %j', (message) => {
  host.child.say(message);
  expect([host.told, host.process.isReady]).toEqual([[], false]);
});

it('is started again after a death, later each time, and soon again once it was ready', async () => {
  host.child.say({ kind: 'ready' });
  for (const [waitMs, starts] of [[999, 2], [1998, 3], [3996, 4]] as const) {
    host.child.exit('SIGKILL');
    expect([host.process.isReady, host.process.pid, host.told.at(-1)]).toEqual([false, null, ['death', 'SIGKILL', waitMs]]);
    host.process.send({ kind: 'stop' });
    await host.pass(waitMs - 1);
    expect(host.children).toHaveLength(starts - 1);
    await host.pass(1);
    expect(host.children).toHaveLength(starts);
  }
  host.child.say({ kind: 'ready' });
  host.child.exit('code 0');
  expect(host.told.at(-1)).toEqual(['death', 'code 0', 999]);
});

it('that has said why it cannot run is not started again', async () => {
  host.child.say({ kind: 'failed', code: 'store.locked', detail: 'LockedStore: another program holds this store' });
  host.child.exit('code 1');
  await host.pass(60_000);
  expect([host.children.length, host.told]).toEqual([1, [['failed', 'store.locked', 'LockedStore: another program holds this store']]]);
});

it('that never comes up is given up with words, and not started for ever', async () => {
  for (let death = 1; death <= 5; death += 1) {
    host.child.exit('code 70');
    await host.pass(8000);
  }
  expect([host.children.length, host.told.at(-1)]).toEqual([5, ['failed', 'internal', 'the station ended 5 times before it was ready, the last time with code 70']]);
});

it('that was ready once is started again however often it dies', async () => {
  host.child.say({ kind: 'ready' });
  for (let death = 1; death <= 12; death += 1) {
    host.child.exit('SIGKILL');
    await host.pass(8000);
  }
  expect([host.children.length, host.told.some(([what]) => what === 'failed')]).toEqual([13, false]);
});

it('is asked to end, and is not started again', async () => {
  host.child.say({ kind: 'ready' });
  const ended = host.process[Symbol.asyncDispose]();
  expect(host.child.got).toEqual([{ kind: 'stop' }]);
  host.child.exit('code 0');
  await ended;
  await host.pass(60_000);
  expect([host.children.length, host.child.kills, host.told]).toEqual([1, 0, [['ready']]]);
});

it('that does not end when asked is ended', async () => {
  const ended = host.process[Symbol.asyncDispose]();
  await host.pass(9_999);
  expect(host.child.kills).toBe(0);
  await host.pass(1);
  await ended;
  expect(host.child.kills).toBe(1);
});

it('ends at once while it waits to be started again', async () => {
  host.child.exit('SIGKILL');
  await host.process[Symbol.asyncDispose]();
  await host.pass(60_000);
  expect(host.children).toHaveLength(1);
});

/** Half a minute and one question. */
const SILENCE = 7;

it('that has stopped hearing is ended after half a minute, and started again', async () => {
  host.child.say({ kind: 'ready' });
  for (let turn = 1; turn < SILENCE; turn += 1) await host.pass(5000);
  expect([host.child.kills, host.child.got.filter(({ kind }) => kind === 'ping').length]).toEqual([0, 6]);
  await host.pass(5000);
  expect([host.child.kills, host.told.at(-1)]).toEqual([1, ['death', 'no answer to 6 questions', 999]]);
  await host.pass(999);
  expect([host.children.length, host.child.kills]).toEqual([2, 0]);
});

it('that answers, or says anything else, is let live', async () => {
  host.child.say({ kind: 'ready' });
  for (let turn = 1; turn <= 40; turn += 1) {
    await host.pass(5000);
    if (turn % 5 === 0) host.child.say(turn % 10 === 0 ? { kind: 'pong' } : { kind: 'frame', clientId: 'c', text: '{}' });
  }
  expect(host.child.kills).toBe(0);
});

it('may take five minutes to start, and no more', async () => {
  for (let turn = 1; turn <= 60; turn += 1) await host.pass(5000);
  expect(host.child.kills).toBe(0);
  await host.pass(5000);
  expect([host.children[0]?.kills, host.told.at(-1)?.[0]]).toEqual([1, 'death']);
});

it('nobody asks a station that was asked to end', async () => {
  host.child.say({ kind: 'ready' });
  const ended = host.process[Symbol.asyncDispose]();
  await host.pass(5000);
  host.child.exit('code 0');
  await ended;
  expect(host.child.got).toEqual([{ kind: 'stop' }]);
});

it('passes questions to the vault on to whoever has one, and says so where nobody has', async () => {
  host.child.say({ kind: 'vault', id: 7, ask: { what: 'describe' } });
  await host.pass(0);
  expect(host.child.got).toContainEqual({ kind: 'vault', id: 7, answer: { what: 'failed', detail: 'no vault' } });
  const child = new ScriptedChild();
  await using _process = new StationProcess({
    start: () => child, clock: host.clock, backOff: new BackOff(host.clock, { baseMs: 1, capMs: 1 }), onReady: () => undefined, onFrame: () => undefined, onFailed: () => undefined, onDeath: () => undefined,
    askVault: (ask) => Promise.resolve(ask.what === 'wrap' ? { what: 'wrapped', sealed: ask.key } : { what: 'failed', detail: '' }),
  });
  child.say({ kind: 'vault', id: 8, ask: { what: 'wrap', key: 'AAAA' } });
  await host.pass(0);
  expect(child.got).toContainEqual({ kind: 'vault', id: 8, answer: { what: 'wrapped', sealed: 'AAAA' } });
  child.exit('code 0');
});
