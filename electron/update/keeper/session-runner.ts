// The program as the session of the machine runs it: started again by the session, seen by the keeper through what it writes of itself, and by its process where it writes nothing.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Clock } from '../../station/life/clock.ts';
import type { Log } from '../../station/life/log.ts';
import type { Disk } from '../files/disk.ts';
import { readRecord } from '../files/record.ts';
import { lifeNoteSchema, type LifeNote, type UpdatePlaces } from '../notes.ts';
import type { Runner } from './ports.ts';
import type { Presence } from './presence.ts';
import { Sightings } from './sightings.ts';

const LOOK_MS = 1000;

export interface SessionRunnerParts {
  readonly disk: Disk;
  readonly places: UpdatePlaces;
  /** Commands of the machine's configuration; empty for none. */
  readonly restart: readonly string[];
  readonly stop: readonly string[];
  /** Whether the session has the program running, whatever it says of itself. */
  readonly isPresent: Presence;
  readonly clock: Clock;
  readonly log: Log;
  /** Runs a command to its end; throws where it does not end with 0. The system's by default. */
  readonly execute?: (command: string, args: readonly string[]) => Promise<void>;
}

const run = promisify(execFile);
async function executeIt(command: string, args: readonly string[]): Promise<void> {
  await run(command, [...args], { timeout: 60_000, windowsHide: true });
}

export function sessionRunner({ disk, places, restart, stop, isPresent, clock, log, execute = executeIt }: SessionRunnerParts): Runner {
  const say = async ([command, ...args]: readonly string[]): Promise<void> => {
    // A command that finds nothing to end says so by its code, and that is well.
    if (command !== undefined) await execute(command, args).catch((error: unknown) => log.warn('update.session-command', { command, reason: error instanceof Error ? error.message : typeof error }));
  };
  return {
    isOwn: false,
    clear: () => say(stop),
    wake: () => say(restart),
    start: (version) => {
      const over = new AbortController();
      const noteNow = (): LifeNote | null | 'unreadable' => {
        const reading = readRecord(disk, places.life, lifeNoteSchema);
        if (reading.kind === 'unreadable') return 'unreadable';
        return reading.kind === 'seen' && reading.content.version === version.version && reading.content.stage !== 'ended' ? reading.content : null;
      };
      // May have been left by a life that went with the power: it counts when it goes on, or where it says what nothing can undo.
      const first = noteNow();
      const found = first === 'unreadable' ? null : first;
      const life: { start: string | null } = { start: found?.stage === 'healthy' ? found.start : null };
      const nameNow = (): string | null => {
        const note = noteNow();
        // Not knowing is no end of a life.
        if (note === 'unreadable') return life.start;
        const isOld = life.start === null && note !== null && note.stage !== 'healthy' && note.start === found?.start && note.stage === found.stage && note.beat === found.beat;
        return isOld ? null : (note?.start ?? null);
      };
      const sightings = new Sightings();
      const lookForIt = async (): Promise<void> => {
        try {
          if (await isPresent()) sightings.seen(clock.monotonic());
        } catch (error) {
          // Not knowing is no start; the version waits for its own word, as it did.
          log.warn('update.processes-unknown', { reason: error instanceof Error ? error.message : typeof error });
        }
      };
      const watch = async (): Promise<string> => {
        if (life.start === null) await say(restart);
        while (!over.signal.aborted) {
          await clock.sleep(LOOK_MS, over.signal).catch(() => undefined);
          const now = nameNow();
          life.start ??= now;
          if (life.start !== null && now !== life.start) return 'another life';
          if (life.start === null) await lookForIt();
        }
        return 'stopped';
      };
      return {
        startedAs: () => life.start,
        seenSince: () => (life.start === null ? sightings.since(clock.monotonic()) : null),
        ended: watch(),
        stop: async () => {
          over.abort();
          await say(stop);
        },
      };
    },
  };
}
