// Keeps looking for devices as long as somebody looks at them: what is plugged in on each question, what answers over the network again and again in between.

import type { FoundDevice, SetupPlace } from '../../../shared/contract/setup.ts';
import type { DeviceClock } from '../devices/ports.ts';

export interface SearchParts {
  readonly clock: DeviceClock;
  /** Answers at once. */
  readonly plugged: (place: SetupPlace) => Promise<readonly FoundDevice[]>;
  /** Takes seconds. */
  readonly scanners: (signal: AbortSignal) => Promise<readonly FoundDevice[]>;
  readonly loudspeakers: () => Promise<readonly string[]>;
}

/** Nobody has asked for so long: nobody looks any more, in ms. */
const WATCHED_MS = 8_000;
/** Between two searches of the network, in ms. */
const REST_MS = 3_000;
/** What is listed costs the machine something; several windows share one listing, in ms. */
const FRESH_MS = 700;

export class DeviceSearch implements Disposable {
  readonly #parts: SearchParts;
  readonly #end = new AbortController();
  readonly #listed = new Map<string, { readonly at: number; readonly found: Promise<readonly FoundDevice[]> }>();
  #scanners: readonly FoundDevice[] | null = null;
  #isLooking = false;
  #watchedUntil = 0;

  constructor(parts: SearchParts) {
    this.#parts = parts;
  }

  /** What is here now for the place. `isSearching`: the first search of the network has not ended yet. */
  async find(place: SetupPlace): Promise<{ readonly devices: FoundDevice[]; readonly isSearching: boolean }> {
    const { role } = place;
    const key = `${role}/${place.counterId ?? ''}`;
    const { clock, loudspeakers } = this.#parts;
    if (role === 'loudspeaker') return { devices: (await loudspeakers()).map((name) => ({ key: name, name, kind: 'loudspeaker', where: '', choice: { device: { loudspeaker: name } } })), isSearching: false };
    if (role === 'scanner') {
      this.#watchedUntil = clock.monotonic() + WATCHED_MS;
      if (!this.#isLooking) void this.#lookForScanners();
      return { devices: [...(this.#scanners ?? [])], isSearching: this.#scanners === null };
    }
    const before = this.#listed.get(key);
    const listed = before !== undefined && clock.monotonic() - before.at < FRESH_MS ? before : { at: clock.monotonic(), found: this.#parts.plugged(place) };
    this.#listed.set(key, listed);
    return { devices: [...(await listed.found)], isSearching: false };
  }

  async #lookForScanners(): Promise<void> {
    const { clock, scanners } = this.#parts;
    this.#isLooking = true;
    while (!this.#end.signal.aborted && clock.monotonic() < this.#watchedUntil) {
      this.#scanners = await scanners(this.#end.signal).catch(() => this.#scanners ?? []);
      await clock.sleep(REST_MS, this.#end.signal).catch(() => undefined);
    }
    this.#isLooking = false;
    // Whoever looks next wants to know what is there then.
    this.#scanners = null;
  }

  [Symbol.dispose](): void {
    this.#end.abort();
  }
}
