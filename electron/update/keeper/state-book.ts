// The keeper's state as it stands in memory and on the disk: written down before it is acted on.

import { must } from '../../../shared/base/must.ts';
import type { UpdateMachine } from '../../../shared/wire/updates.ts';
import type { Clock } from '../../station/life/clock.ts';
import type { Log } from '../../station/life/log.ts';
import type { KeeperFiles } from './keeper-files.ts';
import type { Installed, KeeperState } from './plan.ts';
import type { Layout } from './ports.ts';

/** Between two tries to write down what the disk refused. */
const WRITE_REST_MS = 10_000;

export interface StateBookParts {
  readonly machine: UpdateMachine;
  readonly byHand: Installed;
  readonly layout: Pick<Layout, 'inPlace'>;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly log: Log;
}

export class StateBook {
  readonly #files: KeeperFiles;
  readonly #parts: StateBookParts;
  #known: KeeperState | null = null;
  /** Since when what is known stands nowhere else; null while it is written down. */
  #unwrittenAt: number | null = null;
  /** A person put the version there, past the keeper: nothing is activated over it. */
  isUndeclared = false;

  constructor(files: KeeperFiles, parts: StateBookParts) {
    this.#files = files;
    this.#parts = parts;
  }

  get state(): KeeperState {
    return must(this.#known, 'the state is read before anything else is done');
  }

  /** Reads what was written last, once; throws what the disk says. */
  open(): void {
    if (this.#known !== null) return;
    const { machine, byHand, layout, clock } = this.#parts;
    ({ state: this.#known, isPassed: this.isUndeclared } = this.#files.readState(machine, byHand, () => layout.inPlace(), clock.now()));
  }

  /** Throws what the disk says, and then nothing has changed. */
  save(state: KeeperState): void {
    if (state === this.#known && this.#unwrittenAt === null) return;
    this.#files.writeState(state);
    this.#known = state;
    this.#unwrittenAt = null;
  }

  /** Goes on where it cannot be written down: a full disk is no reason not to run the program. After a power cut the same comes out again. */
  note(state: KeeperState): void {
    try {
      this.save(state);
    } catch (error) {
      this.#parts.log.error('update.state-not-written', error, { phase: state.phase.kind });
      this.#known = state;
      this.#unwrittenAt = this.#parts.clock.monotonic();
    }
  }

  /** To be called in every round: by what stands on the disk a program waits for a version that nobody puts in place any more. */
  writeAgain(): void {
    if (this.#unwrittenAt === null || this.#parts.clock.monotonic() - this.#unwrittenAt < WRITE_REST_MS) return;
    this.note(this.state);
  }
}
