// A machine on which the session starts the program again and again and the keeper only looks on: installer, session and program as a test holds them in its hand, on a clock of its own.

import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'vitest';
import { machineDisk, type Disk } from '../../../electron/update/files/disk.ts';
import { writeRecord } from '../../../electron/update/files/record.ts';
import { installerLayout } from '../../../electron/update/keeper/installer-layout.ts';
import { Keeper } from '../../../electron/update/keeper/keeper.ts';
import type { Installed, KeeperState } from '../../../electron/update/keeper/plan.ts';
import { sessionRunner } from '../../../electron/update/keeper/session-runner.ts';
import { noteFirst } from '../../../electron/update/first-note.ts';
import { LIFE_ENV, START_ENV, type LifeNote, type Order } from '../../../electron/update/notes.ts';
import { TestClock } from '../../fakes/test-clock.ts';
import { oldVersion, TEST_RESERVE_BYTES, UpdateWorld } from './update-world.ts';

export const debMachine = { platform: 'linux', arch: 'x64', kind: 'deb' } as const;
const STEP_MS = 500;

export class SessionWorld extends UpdateWorld {
  readonly clock = new TestClock();
  /** What is said to the session's commands, and what the keeper logs. */
  readonly told: string[] = [];
  readonly logged: string[] = [];
  /** Version whose files lie in their place. */
  installed = oldVersion.version;
  /** The life that runs, of the version whose files it began with. */
  running: { readonly start: string; readonly version: string } | null = null;
  isLoggedIn = true;
  /** How long the installer takes, in ms of the clock. */
  installerMs = 0;
  installerFails: (installer: string) => boolean = () => false;
  /** What a program does once it has said that it started. */
  behaviour: (version: string) => LifeNote['stage'] | 'silent' | 'ends' | 'never-opens' | 'does-not-load' | 'dies-loading' = () => 'healthy';
  /** The session's command that starts the program; empty for none. */
  restart: readonly string[] = [];
  /** Whether a program that is started now waits, and is nothing. */
  isWaiting: (version: string) => boolean = () => false;
  /** Whether the list of processes has the program now. */
  isSeen: () => boolean = () => this.running !== null;
  #lives = 0;

  readonly #versions = new Map<string, string>();

  /** Lets the keeper keep an installer of `version`. */
  async keep(version: Installed): Promise<void> {
    mkdirSync(this.places.keeper, { recursive: true });
    await this.layout().prepare(version, { payloadFile: path.join(this.root, 'current') });
    this.#versions.set(version.folder, version.version);
  }

  layout(disk: Disk = machineDisk) {
    return installerLayout({
      disk, places: this.places, kind: 'deb',
      execute: async (_command, args) => {
        const folder = path.basename(args.at(-1) ?? '', '.deb');
        this.told.push(`installs ${folder}`);
        await this.clock.sleep(this.installerMs);
        if (this.installerFails(folder)) throw new Error('the installer failed');
        this.installed = this.#versions.get(folder) ?? folder.replace(/-[0-9a-f]{8}$/, '');
      },
    });
  }

  /** A keeper of this machine, running until the answer is called. */
  start(disk: Disk = machineDisk): () => Promise<void> {
    const stop = new AbortController();
    const log = { info: (event: string) => void this.logged.push(event), warn: (event: string) => void this.logged.push(event), error: (event: string) => void this.logged.push(event) };
    const runner = sessionRunner({
      disk, places: this.places, restart: this.restart, stop: ['stop'], isPresent: () => Promise.resolve(this.isSeen()), clock: this.clock, log,
      execute: (command) => {
        this.told.push(command);
        if (command === 'stop') this.running = null;
        return Promise.resolve();
      },
    });
    const keeper = new Keeper({ disk, places: this.places, layout: this.layout(disk), runner, keys: this.keys, machine: debMachine, byHand: oldVersion, clock: this.clock, log, reserveBytes: TEST_RESERVE_BYTES });
    const running = keeper.run(stop.signal);
    return async () => {
      stop.abort();
      for (let at = 0; at < 5; at += 1) {
        this.clock.advance(STEP_MS);
        await turn();
      }
      await running;
    };
  }

  /** Leaves an order of now, as the program does before it closes itself. */
  leaveOrder(bundleId: string, change: Partial<Order> = {}): void {
    writeRecord(machineDisk, this.places.order, { format: 1, orderId: 'order-1', bundleId, failing: [], healthWithinMs: 60_000, dataFolder: this.dataFolder, at: this.clock.now(), trueAt: null, ...change });
    this.end();
  }

  end(): void {
    if (this.running !== null) this.say('ended');
    this.running = null;
  }

  say(stage: LifeNote['stage'], beat = 0): void {
    const { start, version } = this.running ?? expect.fail('a program runs');
    writeRecord(machineDisk, this.places.life, { format: 1, start, version, stage, worse: stage === 'worse' ? ['store'] : [], beat } satisfies LifeNote);
  }

  /** Lets the session and the clock go on until something is so; at most so many hours of the clock. */
  async until(what: string, isTrue: () => boolean, hours = 12): Promise<void> {
    expect(process.env[START_ENV]).toBeUndefined();
    for (let at = 0; !isTrue(); at += 1) {
      if (at * STEP_MS > hours * 3_600_000) expect.fail(`not in time: ${what}\n${[...this.told, ...this.logged].join('\n')}\n${JSON.stringify(this.state())}`);
      this.#session();
      this.clock.advance(STEP_MS);
      await turn();
    }
  }

  async pass(hours: number): Promise<void> {
    const end = this.clock.monotonic() + hours * 3_600_000;
    await this.until('the time passes', () => this.clock.monotonic() >= end, hours + 1);
  }

  #session(): void {
    if (!this.isLoggedIn || this.running !== null || this.isWaiting(this.installed)) return;
    this.#lives += 1;
    this.running = { start: `life-${this.#lives}`, version: this.installed };
    const does = this.behaviour(this.installed);
    if (does === 'does-not-load') return;
    if (does === 'dies-loading') {
      this.running = null;
      return;
    }
    if (does === 'never-opens') {
      // The host's own word is all that such a program says.
      noteFirst({ folder: this.places.folder, version: this.installed, clock: this.clock, onFailure: (error) => expect.fail(String(error)) });
      delete process.env[LIFE_ENV];
      return;
    }
    this.say('starting');
    if (does === 'ends') this.running = null;
    else if (does !== 'silent' && does !== 'starting') this.say(does);
  }

  stateNow(): KeeperState {
    return this.state() ?? expect.fail('there is a state');
  }

  returnNote(): string {
    return readFileSync(this.places.returned, 'utf8');
  }
}
