// The way out of a shut-in window: a PIN with waits that grow and outlive restarts, and a minute to choose what to do.

import type { EpochMs } from '../../shared/base/ids.ts';
import { Refusal } from '../../shared/contract/errors.ts';
import type { Clock } from '../station/life/clock.ts';
import type { PinMemory } from './shell-memory.ts';

interface ExitGateParts {
  /** Null: no PIN is set, nobody leaves by touch. */
  readonly hash: string | null;
  readonly verify: (pin: string, hash: string) => Promise<boolean>;
  readonly memory: { readonly pin: PinMemory; keepPin(pin: PinMemory): void };
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly onWrong: (wrong: number) => void;
}

/** The first mistake costs a second; each next one doubles it. */
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** How long a right PIN opens the way, in ms. */
const OPEN_MS = 60_000;

export class ExitGate {
  readonly #parts: ExitGateParts;
  readonly #openUntil = new Map<string, number>();
  #isChecking = false;

  constructor(parts: ExitGateParts) {
    this.#parts = parts;
  }

  /** Opens the way for one page. Throws `Refusal` 'pin.none', 'pin.wait' and 'pin.wrong' {seconds}. */
  async unlock(clientId: string, pin: string): Promise<void> {
    const { hash, memory, verify, onWrong } = this.#parts;
    if (hash === null) throw new Refusal('pin.none');
    const left = this.#waitLeftMs();
    if (left > 0 || this.#isChecking) throw new Refusal('pin.wait', { seconds: Math.max(1, Math.ceil(left / 1000)) });
    this.#isChecking = true;
    try {
      const wrong = memory.pin.wrong + 1;
      const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(wrong - 1, 20));
      // Counted before it is looked at: pulling the plug meanwhile must not give the try back.
      memory.keepPin({ wrong, until: (this.#parts.clock.now() + waitMs) as EpochMs });
      if (!(await verify(pin, hash))) {
        onWrong(wrong);
        throw new Refusal('pin.wrong', { seconds: Math.ceil(waitMs / 1000) });
      }
      memory.keepPin({ wrong: 0, until: 0 as EpochMs });
      this.#openUntil.set(clientId, this.#parts.clock.monotonic() + OPEN_MS);
    } finally {
      this.#isChecking = false;
    }
  }

  /** Uses the open way up. Throws `Refusal` 'host.locked' when it is not open for this page. */
  pass(clientId: string): void {
    const until = this.#openUntil.get(clientId);
    this.#openUntil.delete(clientId);
    if (until === undefined || this.#parts.clock.monotonic() > until) throw new Refusal('host.locked');
  }

  /** A clock that was set back must not lock the machine for as long as it went back: the longest wait is counted anew from there. */
  #waitLeftMs(): number {
    const { memory, clock } = this.#parts;
    const now = clock.now();
    if (memory.pin.until - now > LONGEST_WAIT_MS) memory.keepPin({ ...memory.pin, until: (now + LONGEST_WAIT_MS) as EpochMs });
    return memory.pin.until - now;
  }
}
