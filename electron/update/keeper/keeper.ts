// The keeper at work: carries out the plan step by step, starts the program, and watches what becomes of each start. Whatever it is interrupted in, it goes on from its state.

import type { UpdateMachine } from '../../../shared/wire/updates.ts';
import type { Clock } from '../../station/life/clock.ts';
import type { Log } from '../../station/life/log.ts';
import type { MakerKeys } from '../bundle/keys.ts';
import type { Disk } from '../files/disk.ts';
import type { UpdatePlaces } from '../notes.ts';
import { installOrdered } from './install.ts';
import { KeeperFiles } from './keeper-files.ts';
import { acceptOrder, lookBack } from './orders.ts';
import { countBoot, endReturn, noteUnstarted, refuseOrder, settle, tryReturning, wantedVersion, weighUnhealthy, type Installed, type KeeperState, type OutcomeReason, type Unhealthy } from './plan.ts';
import type { Layout, Runner } from './ports.ts';
import { isDiskFault, outcomeOf } from './reasons.ts';
import { StateBook } from './state-book.ts';
import { BundleRefused } from './take.ts';
import { watchLife } from './watch.ts';

export interface KeeperParts {
  readonly disk: Disk;
  readonly places: UpdatePlaces;
  readonly layout: Layout;
  readonly runner: Runner;
  readonly keys: MakerKeys;
  readonly machine: UpdateMachine;
  readonly byHand: Installed;
  readonly clock: Clock;
  readonly log: Log;
  readonly reserveBytes?: number;
}

const REST = { baseMs: 500, capMs: 60_000 };
/** Between two tries to put a version back: what holds a file may let it go. */
const RETURN_REST_MS = 15_000;
/** So often a settled version may fail to be put in its place before what lies there is started. */
const MOST_FAILED_ACTIVATIONS = 3;

export class Keeper {
  readonly #parts: KeeperParts;
  readonly #files: KeeperFiles;
  readonly #book: StateBook;
  #restMs = REST.baseMs;
  #failedActivations = 0;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
    this.#files = new KeeperFiles(parts.disk, parts.places, (record, error) => parts.log.error('update.unreadable', error, { record }));
    this.#book = new StateBook(this.#files, parts);
  }

  get #state(): KeeperState {
    return this.#book.state;
  }

  /** Keeps the installer of the version in use, so that there is a way back to it: for a version that a person installed. */
  async adopt(installer: string): Promise<Installed> {
    this.#book.open();
    const { current } = this.#state;
    await this.#parts.layout.prepare(current, { payloadFile: installer });
    this.#parts.layout.declare(current);
    return current;
  }

  /** Runs versions of the program until it is told to end, or until a healthy program was closed by a person. What a disk refuses is said, and tried again after growing rests. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        this.#book.open();
        this.#book.writeAgain();
        if ((await this.#goOn(signal)) === 'closed') return;
      } catch (error) {
        if (!isDiskFault(error)) throw error;
        this.#parts.log.error('update.unreadable', error);
        await this.#rest(signal);
      }
    }
  }

  async #goOn(signal: AbortSignal): Promise<'again' | 'closed'> {
    if (!(await this.#carryOn())) {
      // The machine serves with what lies there, and takes orders, while the version in use is put in its place again and again.
      if (this.#state.phase.kind === 'settled' && ++this.#failedActivations >= MOST_FAILED_ACTIVATIONS && !(await this.#takeOrder())) await this.#parts.runner.wake();
      await this.#rest(signal);
      return 'again';
    }
    // Left by a program that had closed itself when the power went.
    if (this.#state.phase.kind === 'settled' && (await this.#takeOrder())) return 'again';
    return await this.#live(signal);
  }

  /** Brings what was interrupted to its end: afterwards the state is settled or on trial, and its version is the one in place. False where it could not be put there. */
  async #carryOn(): Promise<boolean> {
    const { disk, places, layout, runner, log } = this.#parts;
    if (this.#state.phase.kind === 'installing') await installOrdered(this.#parts, this.#files, this.#book);
    if (this.#state.phase.kind === 'returning' && !(await this.#return())) return false;
    const failure = await this.#activate();
    if (failure !== null) {
      if (this.#state.phase.kind === 'trial') await this.#weigh(failure);
      return false;
    }
    // What a session started meanwhile is the old program, or files of both.
    if (this.#state.phase.kind === 'trial' && this.#state.phase.boots === 0) await runner.clear();
    // What else lies there may be the way back of a state that is lost.
    if (this.#state.phase.kind !== 'settled' || this.#state.last?.reason === 'state-lost') return true;
    try {
      layout.tidy(this.#state.previous === null ? [this.#state.current] : [this.#state.current, this.#state.previous]);
      disk.remove(places.taken);
    } catch (error) {
      // What lies about takes room, no more.
      log.error('update.not-tidied', error);
    }
    return true;
  }

  /** Null where the wanted version is the one that is started; else why it could not be made so. */
  async #activate(): Promise<Pick<Unhealthy, 'reason' | 'detail'> | null> {
    const { layout, log } = this.#parts;
    try {
      await layout[this.#book.isUndeclared ? 'declare' : 'activate'](wantedVersion(this.#state));
      this.#book.isUndeclared = false;
      this.#failedActivations = 0;
      return null;
    } catch (error) {
      log.error('update.not-activated', error, { version: wantedVersion(this.#state).version });
      return layout.mustActivate ? { reason: error instanceof BundleRefused ? 'bundle-refused' : 'failed-to-install', detail: outcomeOf(error, 'failed-to-install').detail } : null;
    }
  }

  /** One try to put the older version back; false where another is to follow. */
  async #return(): Promise<boolean> {
    const { runner, clock, log } = this.#parts;
    this.#book.note(tryReturning(this.#state, clock.now()));
    const { phase, current } = this.#state;
    if (phase.kind !== 'returning') {
      log.warn('update.not-returned', { version: current.version });
      this.#files.forbidCopy();
      return true;
    }
    this.#restMs = Math.max(this.#restMs, RETURN_REST_MS);
    if (phase.store === 'copy') this.#files.allowCopy(phase.terms);
    if ((await this.#activate()) !== null) return false;
    await runner.clear();
    this.#restMs = REST.baseMs;
    this.#book.note(endReturn(this.#state, clock.now()));
    return true;
  }

  /** One start of the program, to its end. */
  async #live(signal: AbortSignal): Promise<'again' | 'closed'> {
    const { runner, clock, log } = this.#parts;
    const count = (): void => this.#book.note(countBoot(this.#state));
    // A start of the session is counted when it is seen: nobody may log in for days.
    if (runner.isOwn) count();
    const program = runner.start(wantedVersion(this.#state), clock.uuid());
    const end = await watchLife({
      program, clock, signal,
      healthWithinMs: this.#state.phase.kind === 'trial' ? this.#state.phase.terms.healthWithinMs : null,
      lifeNow: () => this.#files.lifeOf(program.startedAs()),
      isOrdered: () => this.#files.order() !== null,
      onLook: () => this.#book.writeAgain(),
      onStarted: () => {
        if (!runner.isOwn) count();
      },
      onHealthy: () => {
        this.#restMs = REST.baseMs;
        this.#book.note(settle(this.#state, clock.now()));
      },
      onNotClosed: () => this.#dropOrder('not-closed', []),
    });
    if (end.kind !== 'ended') await program.stop();
    if (end.kind === 'told-to-end') return 'closed';
    if (end.kind === 'unstarted') {
      log.warn('update.not-started', { version: this.#state.current.version });
      this.#book.note(noteUnstarted(this.#state, clock.now()));
      return 'again';
    }
    if (end.kind === 'ended') {
      if (await this.#takeOrder()) return 'again';
      if (end.how === 0) return 'closed';
    } else {
      const before = this.#state;
      await this.#weigh(end.unhealthy);
      if (this.#state.phase.kind !== before.phase.kind) return 'again';
    }
    await this.#rest(signal);
    return 'again';
  }

  /** True where the program left an order; it is carried out next, or was refused. */
  async #takeOrder(): Promise<boolean> {
    const order = this.#files.order();
    if (order === null) return false;
    try {
      this.#book.save(await acceptOrder(this.#parts, this.#files, this.#state, order));
    } catch (error) {
      this.#parts.log.error('update.refused', error);
      const { reason, detail } = outcomeOf(error, 'failed-to-install');
      this.#dropOrder(reason, detail);
    }
    return true;
  }

  #dropOrder(reason: OutcomeReason, detail: readonly string[]): void {
    this.#book.note(refuseOrder(this.#state, reason, detail, this.#parts.clock.now()));
    this.#files.removeOrder();
  }

  async #weigh(unhealthy: Pick<Unhealthy, 'reason' | 'detail'>): Promise<void> {
    const { log, clock } = this.#parts;
    const { current } = this.#state;
    this.#book.note(weighUnhealthy(this.#state, { ...unhealthy, ...(await lookBack(this.#parts, this.#files, this.#state)) }, clock.now()));
    log.warn('update.unhealthy', { version: current.version, reason: unhealthy.reason, phase: this.#state.phase.kind });
  }

  async #rest(signal: AbortSignal): Promise<void> {
    await this.#parts.clock.sleep(this.#restMs, signal).catch(() => undefined);
    this.#restMs = Math.min(REST.capMs, this.#restMs * 2);
  }
}
