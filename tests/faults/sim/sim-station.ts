// One station of a history: the real store, commands, prints and sync in a folder in memory, which a crash leaves as it is and a clone takes along.

import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../../shared/contract/errors.ts';
import { must } from '../../../shared/base/must.ts';
import { pullAnswerSchema } from '../../../shared/wire/feed.ts';
import { WIRE_CONTENT_TYPE } from '../../../shared/wire/messages.ts';
import type { ScanSessions } from '../../../electron/station/commands/visit/scan-sessions.ts';
import { readSyncMarks } from '../../../electron/station/store/sync-state.ts';
import type { RawAnswer } from '../../../electron/station/sync/classify.ts';
import { FakeScanner } from '../../fakes/fake-scanner.ts';
import { COPIES } from '../../fakes/paying-visit.ts';
import { BIRTH, MARRIAGE } from '../../fakes/test-procedures.ts';
import { TestStation } from '../../fakes/test-station.ts';
import type { Chance } from '../../morning/chance.ts';
import { readState, seenEvents } from './read-station.ts';
import type { StationState } from './record.ts';
import type { Recorder } from './recorder.ts';
import { Died, SimClock } from './sim-clock.ts';
import { COMMUNE } from './sim-city.ts';
import { copyStore, failingDisk } from './sim-disk.ts';
import { startLife, type Life } from './sim-life.ts';
import { SimLine, type SimNet } from './sim-line.ts';
import { moneyOf } from './sim-money.ts';
import { SimPrinter } from './sim-printer.ts';
import type { World } from './world.ts';

/** Counters of the example point at which officers of a history sit. */
export const COUNTERS = [1, 2] as const;

export interface SimStationParts {
  readonly world: World;
  readonly net: SimNet;
  readonly recorder: Recorder;
  readonly chance: Chance;
  /** Holds this station's folders; in memory. */
  readonly root: string;
  /** A folder whose copy it begins with: a migrated store without a fact in it, or another station's. */
  readonly template: string;
  /** Its name on the wire, and whose log it is; a clone has the name of its original and a label of its own. */
  readonly station: string;
  readonly label: string;
  /** Which machine it stands on. */
  readonly machine: string;
  /** Chance that a print fails. */
  readonly printerFails: number;
  /** Chance that somebody has the feed read from its beginning once more at a start. */
  readonly readsAnew: number;
}

export class SimStation {
  readonly name: string;
  readonly scanners = new Map(COUNTERS.map((counter) => [counter as number, new FakeScanner()]));
  /** How far the machine's wall clock is off, in ms. */
  skewMs = 0;
  readonly money: ReturnType<typeof moneyOf>;
  /** Chance that the disk fails at a commit. */
  diskFails = 0;
  readonly #parts: SimStationParts;
  #folder: string;
  #life: Life | null = null;
  #lives = 0;
  #folders = 0;

  constructor(parts: SimStationParts) {
    this.#parts = parts;
    this.name = parts.label;
    this.money = moneyOf(parts.label);
    this.#folder = this.#newFolder();
    copyStore(parts.template, this.#folder);
  }

  /** Where its store lies now: what a copy of the disk would hold. */
  get folder(): string {
    return this.#folder;
  }

  /** A copy of the folder as it lies on the disk now. */
  copy(): string {
    const held = this.#newFolder();
    copyStore(this.#folder, held);
    return held;
  }

  /** Puts a copy back, with the mark beside the store or without: a copy of the whole folder, or of the store alone. The program must not run. */
  restore(copy: string, isWholeFolder: boolean): void {
    this.#parts.world.trace(`${this.name} is put back`);
    for (const name of readdirSync(this.#folder).filter((file) => file.startsWith('station.db'))) rmSync(path.join(this.#folder, name));
    for (const name of readdirSync(copy).filter((file) => file.startsWith('station.db') || (isWholeFolder && file === 'high-water.json'))) cpSync(path.join(copy, name), path.join(this.#folder, name));
  }

  get isRunning(): boolean {
    return this.#life !== null;
  }

  get station(): TestStation {
    return this.#running.station;
  }

  get scans(): ScanSessions {
    return this.#running.scans;
  }

  get #running(): Life {
    return must(this.#life, 'the station runs');
  }

  async start(): Promise<void> {
    const { world, net, recorder, chance, station, machine, printerFails, readsAnew } = this.#parts;
    this.#lives += 1;
    const name = `${this.name}#${this.#lives}`;
    const clock = new SimClock(world, chance.fork(), () => this.skewMs);
    this.#life = await startLife({
      name, clock, machine: createHash('sha256').update(machine).digest('hex'),
      station: new TestStation({ folder: this.#folder, time: clock, place: { commune: COMMUNE, station }, procedures: [BIRTH, MARRIAGE, COPIES], scanners: this.scanners, disk: { clock, atMoment: failingDisk(chance.fork(), () => (this.#life?.name === name ? this.diskFails : 0)) } }),
      line: new SimLine(net, station, (call, answer) => this.#heard(name, call.path, answer)),
      printer: new SimPrinter(clock, chance.fork(), printerFails, (words) => {
        if (this.#life?.name !== name) return;
        this.observe();
        recorder.printed(this.name, words);
      }),
      money: this.money, readsAnew: chance.is(readsAnew),
      note: (words) => world.trace(`${name} ${words}`),
      failed: (error) => this.#failed(name, error),
    });
    world.trace(`${name} starts`);
  }

  /** Lets the process die at one of the next readings of its clock, mostly in the middle of a transaction; null takes that back. */
  dieSoon(readings: number | null): void {
    this.#running.clock.diesAfterReadings = readings;
  }

  /** The process is gone at this moment: nothing is closed, and the files stay as they are. */
  die(why: string): void {
    const life = this.#life;
    if (life === null) return;
    this.observe();
    this.#parts.world.trace(`${life.name} dies: ${why}`);
    this.#life = null;
    life.clock.isDead = true;
    life.line.isDead = true;
    const left = this.#newFolder();
    copyStore(this.#folder, left);
    life.station.context.database[Symbol.dispose]();
    rmSync(this.#folder, { recursive: true, force: true });
    this.#folder = left;
  }

  /** Ends as a program ends that is asked to; false where it died over it. */
  async stop(): Promise<boolean> {
    const life = this.#life;
    if (life === null) return true;
    await life.scans[Symbol.asyncDispose]();
    const ending = Promise.all([life.runner, life.leases, life.sync, life.keeper].map((part) => part[Symbol.asyncDispose]()));
    // A print that has begun comes to its end: that takes time.
    await Promise.race([ending, this.#parts.world.settle()]);
    if (this.#life !== life) return false;
    this.die('is stopped');
    return true;
  }

  /** Notes what stands in the log since it was last looked at. */
  observe(): readonly string[] {
    const life = this.#life;
    return life === null ? [] : this.#parts.recorder.saw(this.name, life.name, (after) => seenEvents(life.station.context.database, this.name, after));
  }

  /** Nothing of this station waits for the city, as far as it knows. */
  get isAtRest(): boolean {
    if (this.#life === null) return false;
    const { kind, waitingEvents, waitingScans } = this.#life.sync.read();
    return kind === 'idle' && waitingEvents === 0 && waitingScans === 0;
  }

  /** Up to where it has read the feed; null while it does not run. */
  get readUpTo(): number | null {
    return this.#life?.station.context.database.read(readSyncMarks).pulledNumber ?? null;
  }

  state(): Promise<StationState> {
    this.observe();
    return readState(this.name, this.#running.station.context);
  }

  wake(): void {
    this.#life?.sync.wake();
  }

  /** A person has it try at once. */
  tryNow(): void {
    this.#life?.sync.now();
  }

  #failed(life: string, error: unknown): void {
    if (this.#life?.name !== life) return;
    if (error instanceof Died) return this.die('by its clock');
    // Whoever works in the background says of a failing disk what it heard, and goes on.
    if (this.diskFails > 0 && error instanceof Refusal && error.code.startsWith('store.')) return this.#parts.world.trace(`${life} hears ${error.code}`);
    this.#parts.recorder.bug(`${life}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }

  /** Notes a page of the feed as it arrives. */
  #heard(life: string, asked: string, { contentType, text }: RawAnswer): void {
    if (!asked.startsWith('/v1/changes') || contentType !== WIRE_CONTENT_TYPE) return;
    const page = pullAnswerSchema.safeParse(JSON.parse(text));
    const after = Number(/after=(\d+)/.exec(asked)?.[1] ?? 0);
    if (page.success && page.data.items.length > 0) this.#parts.recorder.pulled({ station: this.name, life, after, numbers: page.data.items.map(({ number }) => number), words: page.data.items.map((item) => JSON.stringify(item.change)) });
  }

  #newFolder(): string {
    this.#folders += 1;
    const folder = path.join(this.#parts.root, `${this.name}-${this.#folders}`);
    mkdirSync(folder, { recursive: true });
    return folder;
  }
}
