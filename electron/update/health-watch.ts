// Says of this start of the program whether it is healthy: the station serves, every window has painted, and no self-check fails that did not fail before the new version.

import type { Clock } from '../station/life/clock.ts';
import { machineDisk } from './files/disk.ts';
import { writeRecord } from './files/record.ts';
import { notedStart } from './first-note.ts';
import { UPDATES_ENV, START_ENV, type LifeNote, type UpdatePlaces } from './notes.ts';

const LOOK_MS = 1000;
/** A life that is not well yet says again that it lives, at first after so long, then more and more seldom. */
const BEAT = { firstMs: 3000, mostMs: 60_000 };
/** A printer or a line may take so long after a start until it is found. */
const PATIENCE_MS = 60_000;

export interface HealthWatchParts {
  readonly places: UpdatePlaces;
  readonly version: string;
  readonly isPainted: () => boolean;
  /** Names of the self-checks that fail now. */
  readonly failing: () => readonly string[];
  /** Those that failed before the version on trial; null for a version that is settled, which need not be better than it is. */
  readonly failingBefore: readonly string[] | null;
  readonly clock: Clock;
  /** A note could not be written; the program goes on. */
  readonly onFailure: (error: unknown) => void;
}

/** Until disposed, which notes a good end. */
export function watchHealth({ places, version, isPainted, failing, failingBefore, clock, onFailure }: HealthWatchParts): AsyncDisposable {
  const stop = new AbortController();
  const start = process.env[START_ENV] ?? notedStart(places) ?? clock.uuid();
  let beat = 0;
  const note = (stage: LifeNote['stage'], worse: readonly string[] = []): boolean => {
    try {
      writeRecord(machineDisk, places.life, { format: 1, start, version, stage, worse: [...worse], beat } satisfies LifeNote);
      return true;
    } catch (error) {
      onFailure(error);
      return false;
    }
  };
  const watch = async (): Promise<void> => {
    note('starting');
    let paintedAt: number | null = null;
    let restMs = BEAT.firstMs;
    let beatAt = clock.monotonic() + restMs;
    while (!stop.signal.aborted) {
      if (isPainted()) paintedAt ??= clock.monotonic();
      const worse = paintedAt === null || failingBefore === null ? [] : failing().filter((name) => !failingBefore.includes(name));
      // Until it stands on the disk: without it a version that is well would be taken back.
      if (paintedAt !== null && worse.length === 0 && note('healthy')) return;
      if (clock.monotonic() >= beatAt) {
        beat += 1;
        if (worse.length > 0 && paintedAt !== null && clock.monotonic() - paintedAt > PATIENCE_MS) note('worse', worse);
        else if (paintedAt === null || worse.length > 0) note('starting');
        restMs = Math.min(BEAT.mostMs, restMs * 2);
        beatAt = clock.monotonic() + restMs;
      }
      await clock.sleep(LOOK_MS, stop.signal).catch(() => undefined);
    }
  };
  const watching = watch();
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await watching;
      note('ended');
    },
  };
}

/** The folder of updates: what the keeper that started the program says, else the settings' own. */
export function updatesFolder(fromSettings: string): string {
  return process.env[UPDATES_ENV] ?? fromSettings;
}
