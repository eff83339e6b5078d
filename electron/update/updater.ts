// The program's part of updates: looks for versions, says how it stands, and when nobody is being served orders the keeper to put one in place and leaves.

import type { EpochMs } from '../../shared/base/ids.ts';
import { Refusal, type ErrorCode } from '../../shared/contract/errors.ts';
import type { UpdateBlocker, UpdateState } from '../../shared/contract/update.ts';
import type { Clock } from '../station/life/clock.ts';
import type { Log } from '../station/life/log.ts';
import { isBetween, type TimesOfDay } from '../../shared/domain/time/times-of-day.ts';
import { machineDisk } from './files/disk.ts';
import { readRecord, writeRecord } from './files/record.ts';
import type { Finder } from './finder.ts';
import { keeperStateSchema, type KeeperState } from './keeper/plan.ts';
import { ORDER_VALID_MS, orderSchema, type Order, type UpdatePlaces } from './notes.ts';
import { readProgramRecord, writeProgramRecord, type ProgramRecord } from './program-record.ts';
import { viewOf } from './view.ts';

/** First look after a start, and then; spread, so that the stations of a city do not come together. */
const FIRST_LOOK_MS = 120_000;
const LOOK_MS = 3_600_000;
/** A line that broke is tried again after this. */
const RETRY_MS = 300_000;
/** How often it is seen whether it is time. */
const DUE_MS = 15_000;
const DAY_MS = 86_400_000;
/** A record that the disk does not give is read again after this, and then after twice as long each time. */
const UNREADABLE = { firstMs: 5000, mostMs: 300_000 };

export interface UpdaterParts {
  readonly places: UpdatePlaces;
  readonly version: string;
  readonly dataFolder: string;
  readonly settings: { readonly channel: 'stable' | 'pilot'; readonly isAutomatic: boolean; readonly window: TimesOfDay; readonly healthWithinMs: number };
  /** Builds the finder for the machine that the keeper says this is. */
  readonly finderFor: (state: KeeperState, onChange: () => void) => Finder;
  /** Who is being served now. */
  readonly busy: () => readonly Exclude<UpdateBlocker, 'window' | 'backup'>[];
  /** Names of the self-checks that fail now. */
  readonly failing: () => readonly string[];
  /** The true time is not before this. */
  readonly trueTimeAtLeast: () => EpochMs;
  /** A verified copy of the store, now; rejects where none could be made. */
  readonly backUp: () => Promise<void>;
  /** Closes the program in good order. */
  readonly leave: () => void;
  readonly onChange: () => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** Until disposed. */
export class Updater implements AsyncDisposable {
  readonly #parts: UpdaterParts;
  readonly #stop = new AbortController();
  #keeper: KeeperState | null = null;
  #finder: Finder | null = null;
  #isUnreadable = false;
  #record: ProgramRecord;
  #hasOrdered = false;
  #backupFailed = false;
  readonly #running: Promise<unknown>;

  constructor(parts: UpdaterParts) {
    this.#parts = parts;
    this.#record = readProgramRecord(parts.places);
    this.#running = this.#begin(this.#keeperNow());
  }

  read(): UpdateState {
    const { settings, version, clock } = this.#parts;
    const keeper = this.#keeperNow();
    return viewOf({ version, settings, keeper, finder: this.#finder, record: this.#record, hasOrdered: this.#hasOrdered, now: clock.now(), blockers: this.#blockers(), trouble: this.#trouble() });
  }

  async look(where: 'line' | 'usb'): Promise<UpdateState> {
    if (this.#finder === null) throw new Refusal('update.unmanaged');
    if (where === 'line') await this.#finder.lookOnLine();
    else if (!(await this.#finder.lookOnDrives())) throw new Refusal('update.nothing-found');
    return this.read();
  }

  install(bundleId: string): UpdateState {
    this.#mustBeFound(bundleId);
    this.#remember({ ...this.#record, asked: bundleId, postponed: null });
    return this.read();
  }

  postpone(bundleId: string, days: number): UpdateState {
    this.#mustBeFound(bundleId);
    this.#remember({ ...this.#record, asked: null, postponed: { bundleId, until: (this.#parts.clock.now() + days * DAY_MS) as EpochMs } });
    return this.read();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#finder?.[Symbol.asyncDispose]();
    await this.#running;
  }

  /** Begins to look when it is known that there is a keeper; a record that the disk does not give is tried again. */
  async #begin(keeper: KeeperState | null): Promise<unknown> {
    const { clock, finderFor } = this.#parts;
    let known = keeper;
    for (let waitMs = UNREADABLE.firstMs; this.#isUnreadable; waitMs = Math.min(UNREADABLE.mostMs, waitMs * 2)) {
      await clock.sleep(waitMs, this.#stop.signal).catch(() => undefined);
      if (this.#stop.signal.aborted) return undefined;
      known = this.#keeperNow();
    }
    if (known === null) return undefined;
    const finder = finderFor(known, () => this.#changed());
    this.#finder = finder;
    return await Promise.all([this.#lookAgain(finder), this.#waitForTime(finder)]);
  }

  async #lookAgain(finder: Finder): Promise<void> {
    const { clock, log } = this.#parts;
    const { found } = this.#record;
    if (found !== null) await finder.resume(found.bundleId, found.source).catch((error: unknown) => log.error('update.not-resumed', error));
    let waitMs = FIRST_LOOK_MS * (1 + clock.random());
    for (;;) {
      await clock.sleep(waitMs, this.#stop.signal).catch(() => undefined);
      if (this.#stop.signal.aborted) return;
      await finder.lookOnLine().catch((error: unknown) => log.error('update.look', error));
      waitMs = finder.found?.state === 'stopped' ? RETRY_MS : LOOK_MS * (0.75 + clock.random() / 2);
    }
  }

  async #waitForTime(finder: Finder): Promise<void> {
    const { clock, log } = this.#parts;
    while (!this.#stop.signal.aborted) {
      await clock.sleep(DUE_MS, this.#stop.signal).catch(() => undefined);
      if (!this.#stop.signal.aborted && this.#isDue(finder)) await this.#order(finder).catch((error: unknown) => log.error('update.order', error));
    }
  }

  /** Whether the version that is ready is meant to be put in place, and nothing stands in the way now. */
  #isDue(finder: Finder): boolean {
    const { found } = finder;
    if (found?.state !== 'ready' || this.#hasOrdered) return false;
    const { intent, nextAt } = this.read();
    if (intent === 'none' || nextAt === null || this.#parts.clock.now() < nextAt) return false;
    return this.#blockers().every((blocker) => blocker === 'backup');
  }

  async #order(finder: Finder): Promise<void> {
    const { places, clock, log, failing, settings, dataFolder, trueTimeAtLeast, backUp, leave } = this.#parts;
    const bundleId = finder.found?.bundleId;
    if (bundleId === undefined || !(await finder.check())) return;
    try {
      await backUp();
      this.#backupFailed = false;
    } catch (error) {
      log.error('update.no-backup', error);
      this.#backupFailed = true;
      this.#parts.onChange();
      return;
    }
    // Looking and copying took a while; somebody may have come in meanwhile.
    if (!this.#isDue(finder) || this.#stop.signal.aborted) return;
    const order: Order = { format: 1, orderId: clock.uuid(), bundleId, failing: [...failing()], healthWithinMs: settings.healthWithinMs, dataFolder, at: clock.now(), trueAt: trueTimeAtLeast() };
    writeRecord(machineDisk, places.order, order);
    this.#hasOrdered = true;
    this.#parts.onChange();
    log.info('update.ordered', { version: finder.found?.manifest.version ?? '' });
    leave();
  }

  #blockers(): UpdateBlocker[] {
    const { busy, clock, settings } = this.#parts;
    return [...(isBetween(clock.now(), settings.window) ? [] : (['window'] as const)), ...busy(), ...(this.#backupFailed ? (['backup'] as const) : [])];
  }

  #keeperNow(): KeeperState | null {
    const reading = readRecord(machineDisk, this.#parts.places.state, keeperStateSchema);
    const isUnreadable = reading.kind === 'unreadable';
    if (isUnreadable && !this.#isUnreadable) this.#parts.log.error('update.unreadable', reading.error, { record: 'state' });
    this.#isUnreadable = isUnreadable;
    if (reading.kind === 'seen') this.#keeper = reading.content;
    return this.#keeper;
  }

  /** An order that nobody took stands there longer than it counts. */
  #trouble(): ErrorCode | null {
    if (this.#isUnreadable) return 'update.unreadable';
    const order = readRecord(machineDisk, this.#parts.places.order, orderSchema);
    return order.kind === 'seen' && !this.#hasOrdered && Math.abs(this.#parts.clock.now() - order.content.at) > ORDER_VALID_MS ? 'update.keeper-silent' : null;
  }

  #mustBeFound(bundleId: string): void {
    if (this.#finder === null) throw new Refusal('update.unmanaged');
    if (this.#finder.found?.bundleId !== bundleId) throw new Refusal('update.gone');
  }

  #changed(): void {
    const found = this.#finder?.found;
    if (found?.state === 'ready' && this.#record.found?.bundleId !== found.bundleId) this.#remember({ ...this.#record, found: { bundleId: found.bundleId, source: found.source } });
    this.#parts.onChange();
  }

  /** Not being able to write it down does not undo what a person said for today. */
  #remember(record: ProgramRecord): void {
    this.#record = record;
    try {
      writeProgramRecord(this.#parts.places, record);
    } catch (error) {
      this.#parts.log.error('update.not-remembered', error);
    }
    this.#parts.onChange();
  }
}
