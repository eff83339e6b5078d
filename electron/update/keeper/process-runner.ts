// Runs a version's executable as a child of the keeper: for versions in folders, which the keeper itself starts.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Clock } from '../../station/life/clock.ts';
import type { Log } from '../../station/life/log.ts';
import { START_ENV, UPDATES_ENV } from '../notes.ts';
import { executableOf, type FolderLayoutParts } from './folder-layout.ts';
import type { Runner } from './ports.ts';

/** A program that is asked to end has its station to close. */
const STOP_MS = 20_000;
/** Ends the program when its keeper dies: two programs at one store would be worse than none for a second. Part of util-linux. */
const TETHER = '/usr/bin/setpriv';

export interface ProcessRunnerParts {
  readonly layout: Pick<FolderLayoutParts, 'root' | 'executable'>;
  readonly args: readonly string[];
  readonly updates: string;
  readonly clock: Clock;
  readonly log: Log;
}

export function processRunner({ layout, args, updates, clock, log }: ProcessRunnerParts): Runner {
  return {
    isOwn: true,
    // Its children are those of `start`, and end with it.
    clear: () => Promise.resolve(),
    wake: () => Promise.resolve(),
    start: (version, start) => {
      const executable = executableOf(layout, version);
      const [command, ...words] = existsSync(TETHER) ? [TETHER, '--pdeathsig', 'TERM', executable, ...args] : [executable, ...args];
      const child = spawn(command ?? executable, words, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, [UPDATES_ENV]: updates, [START_ENV]: start } });
      const ended = new Promise<number | string>((resolve) => {
        child.once('error', (error) => resolve(error.message));
        child.once('exit', (code, signal) => resolve(signal ?? code ?? 'unknown'));
      });
      log.info('update.started', { version: version.version, pid: child.pid ?? null });
      return {
        startedAs: () => start,
        seenSince: () => null,
        ended,
        stop: async () => {
          const late = new AbortController();
          void clock.sleep(STOP_MS, late.signal).then(() => child.kill('SIGKILL'), () => undefined);
          child.kill('SIGTERM');
          await ended;
          late.abort();
        },
      };
    },
  };
}
