// The program as the session of the machine runs it: started again by the session, seen by the keeper only through what it writes of itself.

import { execFile } from 'node:child_process';
import type { Clock } from '../../station/life/clock.ts';
import type { Log } from '../../station/life/log.ts';
import type { Disk } from '../files/disk.ts';
import { readRecord } from '../files/record.ts';
import { lifeNoteSchema, type UpdatePlaces } from '../notes.ts';
import type { Runner } from './ports.ts';

const LOOK_MS = 1000;

export interface SessionRunnerParts {
  readonly disk: Disk;
  readonly places: UpdatePlaces;
  /** Commands of the machine's configuration; empty for none. */
  readonly restart: readonly string[];
  readonly stop: readonly string[];
  readonly clock: Clock;
  readonly log: Log;
}

export function sessionRunner({ disk, places, restart, stop, clock, log }: SessionRunnerParts): Runner {
  const say = (words: readonly string[]): Promise<void> =>
    new Promise((resolve) => {
      const [command, ...args] = words;
      if (command === undefined) return resolve();
      execFile(command, args, { timeout: 60_000, windowsHide: true }, (error) => {
        if (error !== null) log.error('update.session-command', error);
        resolve();
      });
    });
  return {
    start: (version) => {
      const over = new AbortController();
      const nameNow = (): string | null => {
        const reading = readRecord(disk, places.life, lifeNoteSchema);
        return reading.kind === 'seen' && reading.content.version === version.version && reading.content.stage !== 'ended' ? reading.content.start : null;
      };
      const life: { start: string | null } = { start: nameNow() };
      const watch = async (): Promise<string> => {
        if (life.start === null) await say(restart);
        while (!over.signal.aborted) {
          await clock.sleep(LOOK_MS, over.signal).catch(() => undefined);
          const now = nameNow();
          life.start ??= now;
          if (life.start !== null && now !== life.start) return 'another life';
        }
        return 'stopped';
      };
      return {
        startedAs: () => life.start,
        ended: watch(),
        stop: async () => {
          over.abort();
          await say(stop);
        },
      };
    },
  };
}
