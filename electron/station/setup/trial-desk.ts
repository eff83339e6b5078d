// The one test that may be under way on a machine: begun, looked at, answered or left, and kept when it has ended.

import { Refusal, type ErrorCode } from '../../../shared/contract/errors.ts';
import type { SetupPlace, SetupTest, SetupTrial } from '../../../shared/contract/setup.ts';
import type { DeviceClock } from '../devices/ports.ts';
import { LONGEST_MS, type TrialEnd, type TrialTold } from './trial.ts';

/** What a test is to be made with: `device` tells which device of the place it is. */
export interface TrialSubject {
  readonly place: SetupPlace;
  readonly device: string;
  /** Whether what the running device of the place says is the test's: it is tried itself, or hears the same line. */
  readonly isRunning: boolean;
}

/** How to carry out a test. */
export interface TrialPlan {
  run(told: TrialTold, signal: AbortSignal): Promise<TrialEnd>;
  /** Gives the device back, once nothing more is wanted of it. */
  close(): Promise<void>;
}

export interface TrialDeskParts {
  readonly clock: DeviceClock;
  readonly version: string;
  /** A small JPEG of a page; null if it is none. */
  readonly previewOf: (bytes: Uint8Array) => Promise<Uint8Array | null>;
  readonly keep: (place: SetupPlace, device: string, test: SetupTest) => void;
  readonly onChange: () => void;
  readonly onFailure: (error: unknown) => void;
}

/** A larger picture than this is not worth the line to the window, in bytes. */
const LARGEST_PICTURE = 1_500_000;
const MOST_SEEN = 20;
/** After a test what its device says is passed over for so long, in ms. */
const GRACE_MS = 3_000;

interface Running {
  trial: SetupTrial;
  readonly device: string;
  readonly isRunning: boolean;
  readonly over: AbortController;
  readonly ended: Promise<void>;
  /** By the clock that never goes back; 0 while it runs. */
  endedAt: number;
}

export class TrialDesk implements AsyncDisposable {
  readonly #parts: TrialDeskParts;
  #running: Running | null = null;

  constructor(parts: TrialDeskParts) {
    this.#parts = parts;
  }

  read(): SetupTrial | null {
    return this.#running?.trial ?? null;
  }

  /** Whether a test has the running device of this place to itself now; one that is opened for the test leaves that alone. */
  holds(place: SetupPlace): boolean {
    const running = this.#at(place);
    return running !== null && running.trial.phase !== 'ended';
  }

  /** Whether what the running device of this place says is for the test alone: a hand that presses once more as the test ends takes no number by it. */
  ignores(place: SetupPlace): boolean {
    const running = this.#at(place);
    if (running === null) return false;
    return running.trial.phase !== 'ended' || this.#parts.clock.monotonic() - running.endedAt < GRACE_MS;
  }

  /** Begins; the one that was under way is left and its device given back before `open` takes the next. The same id again only answers. Rejects with what `open` throws, and where the end of the one before could not be kept: nothing has begun then. */
  async begin(trialId: string, { place, device, isRunning }: TrialSubject, open: () => TrialPlan): Promise<SetupTrial> {
    const before = this.#running;
    if (before?.trial.trialId === trialId) return before.trial;
    const beganAt = this.#parts.clock.now();
    const over = new AbortController();
    const ended = Promise.withResolvers<void>();
    const trial: SetupTrial = { trialId, place, phase: 'running', beganAt, until: (beganAt + LONGEST_MS) as SetupTrial['until'], code: null, outcome: null, seen: [], picture: null };
    const running: Running = { trial, device, isRunning, over, ended: ended.promise, endedAt: 0 };
    this.#running = running;
    try {
      if (before !== null) await this.#leave(before);
      // Whoever has left it meanwhile wants its device no more.
      if (over.signal.aborted) ended.resolve();
      else void this.#attend(running, open()).then(ended.resolve);
    } catch (error) {
      // Whoever comes next, or ends the station, would wait for what has never begun.
      ended.resolve();
      if (this.#running === running) this.#running = before;
      throw error;
    }
    this.#parts.onChange();
    return running.trial;
  }

  /** A person's word. Refuses 'setup.trial-over' for a test that is not the one under way. */
  end(trialId: string, said: 'yes' | 'no' | 'left'): SetupTrial {
    const running = this.#running;
    if (running === null || running.trial.trialId !== trialId) throw new Refusal('setup.trial-over');
    if (running.trial.phase === 'ended') return running.trial;
    if (said !== 'left' && running.trial.phase !== 'asking') throw new Refusal('setup.trial-over');
    if (said === 'left') this.#finishOrThrow(running, 'unknown', running.trial.code, 'admin', running.trial.phase === 'asking');
    else this.#finishOrThrow(running, said === 'yes' ? 'passed' : 'failed', said === 'yes' ? null : (running.trial.code ?? 'setup.not-as-wished'), 'admin', true);
    running.over.abort();
    return running.trial;
  }

  /** Never rejects. */
  async #attend(running: Running, plan: TrialPlan): Promise<void> {
    try {
      await this.#carryOut(running, plan);
    } catch (error) {
      this.#parts.onFailure(error);
    }
    await plan.close().catch(this.#parts.onFailure);
    // Whoever has the device back shows what it should show.
    this.#parts.onChange();
  }

  async #carryOut(running: Running, plan: TrialPlan): Promise<void> {
    const put = (more: Partial<SetupTrial>): void => {
      if (running.trial.phase === 'ended') return;
      running.trial = { ...running.trial, ...more };
      this.#parts.onChange();
    };
    const told: TrialTold = {
      seen: (what) => put({ seen: [...running.trial.seen, what].slice(-MOST_SEEN) }),
      picture: async (bytes) => {
        const small = await this.#parts.previewOf(bytes).catch(() => null);
        if (small !== null && small.length <= LARGEST_PICTURE) put({ picture: Buffer.from(small.buffer, small.byteOffset, small.length).toString('base64') });
      },
    };
    try {
      const end = await plan.run(told, running.over.signal);
      if (running.trial.phase === 'ended') return;
      if (end.kind === 'passed') this.#finish(running, 'passed', null, 'program', true);
      else if (end.kind === 'failed') this.#finish(running, 'failed', end.code, 'program', true);
      else {
        put({ phase: 'asking', code: end.code });
        // The device is kept as it is (a lit number) until somebody has said what they see.
        await this.#parts.clock.sleep(LONGEST_MS * 4, running.over.signal).catch(() => undefined);
        await end.release?.();
        if (!running.over.signal.aborted) this.#finish(running, 'unknown', end.code, 'admin', true);
      }
    } catch (error) {
      if (running.over.signal.aborted) return;
      this.#parts.onFailure(error);
      this.#finish(running, 'failed', error instanceof Refusal ? error.code : 'internal', 'program', true);
    }
  }

  /** For an end that somebody asked for, who is told. */
  #finishOrThrow(running: Running, outcome: SetupTest['outcome'], code: ErrorCode | null, by: SetupTest['by'], isKept: boolean): void {
    const lost = this.#finish(running, outcome, code, by, isKept);
    if (lost !== null) throw lost;
  }

  /**
   * A test that was left before the device had done anything says nothing about it, and what was known stays.
   * Answers why the result is not kept, once that is written down and shown; null where it is.
   */
  #finish(running: Running, outcome: SetupTest['outcome'], code: ErrorCode | null, by: SetupTest['by'], isKept: boolean): Error | null {
    if (running.trial.phase === 'ended') return null;
    running.trial = { ...running.trial, phase: 'ended', outcome, code };
    running.endedAt = this.#parts.clock.monotonic();
    let lost: Error | null = null;
    try {
      if (isKept) this.#parts.keep(running.trial.place, running.device, { at: this.#parts.clock.now(), version: this.#parts.version, outcome, code, by });
    } catch (error) {
      lost = error instanceof Error ? error : new Error('the result of a test is not kept', { cause: error });
      running.trial = { ...running.trial, code: lost instanceof Refusal ? lost.code : 'internal' };
      this.#parts.onFailure(lost);
    }
    running.over.abort();
    this.#parts.onChange();
    return lost;
  }

  #at({ role, counterId }: SetupPlace): Running | null {
    const running = this.#running;
    return running?.isRunning === true && running.trial.place.role === role && running.trial.place.counterId === counterId ? running : null;
  }

  async #leave(running: Running): Promise<void> {
    if (running.trial.phase !== 'ended') this.#finishOrThrow(running, 'unknown', running.trial.code, 'admin', running.trial.phase === 'asking');
    running.over.abort();
    await running.ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const running = this.#running;
    if (running !== null) {
      running.over.abort();
      await running.ended;
    }
  }
}
