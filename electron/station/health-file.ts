// Writes the station's self-checks into a file of its data folder, again and again, so that the command line can read how it is without a way in that others could use.

import { rename, writeFile } from 'node:fs/promises';
import type { Health } from '../../shared/contract/admin.ts';
import { HEALTH_FILE_MS, healthFileOf } from '../link/health-file.ts';
import type { Clock } from './life/clock.ts';
import type { Log } from './life/log.ts';

interface HealthFileParts {
  readonly dataFolder: string;
  readonly read: () => Health | Promise<Health>;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly log: Log;
}

/** Until disposed; begins at once. A disk that takes no file is told once and tried again. */
export function startHealthFile({ dataFolder, read, clock, log }: HealthFileParts): AsyncDisposable {
  const stop = new AbortController();
  const file = healthFileOf(dataFolder);
  const run = async (): Promise<void> => {
    let hasFailed = false;
    while (!stop.signal.aborted) {
      try {
        await writeFile(`${file}.tmp`, JSON.stringify(await read()), { mode: 0o600 });
        await rename(`${file}.tmp`, file);
        hasFailed = false;
      } catch (error) {
        if (!hasFailed) log.error('health.unwritten', error);
        hasFailed = true;
      }
      await clock.sleep(HEALTH_FILE_MS, stop.signal).catch(() => undefined);
    }
  };
  const running = run();
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await running;
    },
  };
}
