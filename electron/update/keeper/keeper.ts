// The keeper at work: carries out the plan step by step, starts the program, and watches what becomes of each start. Whatever it is interrupted in, it goes on from its state.

import type { UpdateMachine } from '../../../shared/wire/updates.ts';
import type { Clock } from '../../station/life/clock.ts';
import type { Log } from '../../station/life/log.ts';
import type { MakerKeys } from '../bundle/keys.ts';
import type { Disk } from '../files/disk.ts';
import type { UpdatePlaces } from '../notes.ts';
import { KeeperFiles } from './keeper-files.ts';
import { beginInstalling, beginTrial, countBoot, endReturn, giveUp, refuseOrder, settle, tryInstalling, wantedVersion, weighUnhealthy, type Installed, type KeeperState, type OutcomeReason, type Unhealthy } from './plan.ts';
import { NoRoom, type Layout, type Runner } from './ports.ts';
import { BundleRefused, takeBundle, takenAgain } from './take.ts';
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

/** An order that is found later than this is none: nobody wants to be updated when the doors open. */
const ORDER_VALID_MS = 30 * 60_000;
const REST = { baseMs: 500, capMs: 60_000 };

export class Keeper {
  readonly #parts: KeeperParts;
  readonly #files: KeeperFiles;
  #state: KeeperState;
  #restMs = REST.baseMs;
  /** A person put the version there, past the keeper: nothing is activated over it. */
  #isUndeclared: boolean;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
    this.#files = new KeeperFiles(parts.disk, parts.places);
    ({ state: this.#state, isPassed: this.#isUndeclared } = this.#files.readState(parts.machine, parts.byHand, () => parts.layout.inPlace(), parts.clock.now()));
  }

  /** Keeps the installer of the version in use, so that there is a way back to it: for a version that a person installed. */
  async adopt(installer: string): Promise<Installed> {
    const { current } = this.#state;
    await this.#parts.layout.prepare(current, { payloadFile: installer });
    this.#parts.layout.declare(current);
    return current;
  }

  /** Runs versions of the program until it is told to end, or until a healthy program was closed by a person. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (!(await this.#carryOn())) await this.#rest(signal);
      // Left by a program that had closed itself when the power went.
      else if (this.#state.phase.kind === 'settled' && this.#takeOrder()) continue;
      else if ((await this.#live(signal)) === 'closed') return;
    }
  }

  /** Brings what was interrupted to its end: afterwards the state is settled or on trial, and its version is the one in place. False where it could not be put there. */
  async #carryOn(): Promise<boolean> {
    const { disk, places, layout, clock, log } = this.#parts;
    if (this.#state.phase.kind === 'installing') await this.#install();
    if (this.#state.phase.kind === 'returning') {
      if (this.#state.phase.store === 'copy') this.#files.allowCopy(this.#state.phase.terms);
      if (!(await this.#activate())) return false;
      this.#note(endReturn(this.#state, clock.now()));
    }
    if (!(await this.#activate())) {
      if (this.#state.phase.kind === 'trial') this.#weigh({ reason: 'failed-to-install', detail: [] });
      return false;
    }
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

  /** False where the wanted version could not be made the one that is started. */
  async #activate(): Promise<boolean> {
    const { layout, log } = this.#parts;
    try {
      await layout[this.#isUndeclared ? 'declare' : 'activate'](wantedVersion(this.#state));
      this.#isUndeclared = false;
      return true;
    } catch (error) {
      log.error('update.not-activated', error, { version: wantedVersion(this.#state).version });
      return !layout.mustActivate;
    }
  }

  async #install(): Promise<void> {
    const { disk, places, layout, keys, clock, log } = this.#parts;
    try {
      this.#files.removeOrder();
      this.#save(tryInstalling(this.#state, clock.now()));
      if (this.#state.phase.kind !== 'installing') return;
      const { target, terms } = this.#state.phase;
      const taken = takenAgain({ disk, places, keys }, terms.bundleId);
      if (taken === null) throw new BundleRefused('gone');
      await layout.prepare(target, taken);
      // Durable before the new version runs for the first time: from then on the store may be another.
      this.#save(beginTrial(this.#state));
      log.info('update.trial', { version: target.version });
    } catch (error) {
      log.error('update.not-installed', error);
      this.#note(giveUp(this.#state, reasonOf(error, 'failed-to-install'), clock.now()));
    }
  }

  /** One start of the program, to its end. */
  async #live(signal: AbortSignal): Promise<'again' | 'closed'> {
    const { runner, clock } = this.#parts;
    this.#note(countBoot(this.#state));
    const start = clock.uuid();
    const program = runner.start(wantedVersion(this.#state), start);
    const end = await watchLife({
      program, clock, signal,
      healthWithinMs: this.#state.phase.kind === 'trial' ? this.#state.phase.terms.healthWithinMs : null,
      lifeNow: () => this.#files.lifeOf(program.startedAs()),
      isOrdered: () => this.#files.order() !== null,
      onHealthy: () => {
        this.#restMs = REST.baseMs;
        this.#note(settle(this.#state, clock.now()));
      },
      onNotClosed: () => this.#dropOrder('not-closed', []),
    });
    if (end.kind !== 'ended') await program.stop();
    if (end.kind === 'told-to-end') return 'closed';
    if (end.kind === 'ended') {
      if (this.#takeOrder()) return 'again';
      if (end.how === 0) return 'closed';
    } else {
      const before = this.#state;
      this.#weigh(end.unhealthy);
      if (this.#state.phase.kind !== before.phase.kind) return 'again';
    }
    await this.#rest(signal);
    return 'again';
  }

  /** True where the program left an order; it is carried out next, or was refused. */
  #takeOrder(): boolean {
    const { layout, log, clock } = this.#parts;
    const order = this.#files.order();
    if (order === null) return false;
    try {
      if (Math.abs(clock.now() - order.at) > ORDER_VALID_MS) throw new TooLate('the order is not of this evening');
      if (!layout.has(this.#state.current)) throw new NoWayBack('the version in use is not kept');
      const taken = takeBundle({ ...this.#parts, now: clock.now() }, order.bundleId, this.#state);
      const { orderId, bundleId, healthWithinMs, failing, dataFolder } = order;
      const terms = { orderId, bundleId, healthWithinMs, failing, dataFolder, mark: this.#files.markOf(dataFolder), mayGoBack: taken.manifest.store.mayGoBack };
      this.#save(beginInstalling(this.#state, taken.installed, terms));
    } catch (error) {
      log.error('update.refused', error);
      this.#dropOrder(error instanceof TooLate ? 'too-late' : error instanceof NoWayBack ? 'no-way-back' : reasonOf(error, 'failed-to-install'), error instanceof BundleRefused ? [error.fault] : []);
    }
    return true;
  }

  #dropOrder(reason: OutcomeReason, detail: readonly string[]): void {
    this.#note(refuseOrder(this.#state, reason, detail, this.#parts.clock.now()));
    this.#files.removeOrder();
  }

  #weigh(unhealthy: Pick<Unhealthy, 'reason' | 'detail'>): void {
    const { layout, log, clock } = this.#parts;
    const { current, previous, phase } = this.#state;
    const terms = phase.kind === 'trial' || phase.kind === 'settled' ? phase.terms : null;
    const mark = terms === null ? null : this.#files.markOf(terms.dataFolder);
    this.#note(weighUnhealthy(this.#state, { ...unhealthy, mark, canReturn: previous !== null && layout.has(previous) }, clock.now()));
    log.warn('update.unhealthy', { version: current.version, reason: unhealthy.reason, phase: this.#state.phase.kind });
  }

  /** Written down before it is acted on; throws what the disk says, and then nothing has changed. */
  #save(state: KeeperState): void {
    if (state === this.#state) return;
    this.#files.writeState(state);
    this.#state = state;
  }

  /** Goes on where it cannot be written down: a full disk is no reason not to run the program. After a power cut the same comes out again. */
  #note(state: KeeperState): void {
    try {
      this.#save(state);
    } catch (error) {
      this.#parts.log.error('update.state-not-written', error, { phase: state.phase.kind });
      this.#state = state;
    }
  }

  async #rest(signal: AbortSignal): Promise<void> {
    await this.#parts.clock.sleep(this.#restMs, signal).catch(() => undefined);
    this.#restMs = Math.min(REST.capMs, this.#restMs * 2);
  }
}

class TooLate extends Error {
  override readonly name = 'TooLate';
}

class NoWayBack extends Error {
  override readonly name = 'NoWayBack';
}

function reasonOf(error: unknown, otherwise: OutcomeReason): OutcomeReason {
  if (error instanceof NoRoom || (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT'))) return 'no-room';
  if (error instanceof BundleRefused) return error.fault === 'gone' ? 'bundle-gone' : 'bundle-refused';
  return otherwise;
}
