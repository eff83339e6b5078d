// One instance per user-data folder: a lock file with a process id, and notes that later instances leave for the first.

import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';

type OnSecond = (argv: readonly string[], folder: string, data: unknown) => void;

/** The lock while it is held. */
export class InstanceLock {
  readonly #file: string;
  readonly #stop: () => void;

  private constructor(file: string, stop: () => void) {
    this.#file = file;
    this.#stop = stop;
  }

  /** Whether nobody holds the lock of `folder`. */
  static isFree(folder: string): boolean {
    const file = path.join(folder, 'standin.lock');
    return !existsSync(file) || !isAlive(Number(readFileSync(file, 'utf8')));
  }

  /** Takes the lock of `folder`; null where another holds it, who is then told of this start. */
  static take(folder: string, data: unknown, onSecond: OnSecond): InstanceLock | null {
    const file = path.join(folder, 'standin.lock');
    const notes = path.join(folder, 'standin.starts');
    mkdirSync(notes, { recursive: true });
    for (;;) {
      try {
        writeFileSync(file, String(process.pid), { flag: 'wx' });
        break;
      } catch {
        const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
        if (holder === process.pid) break;
        if (isAlive(holder)) {
          const note = path.join(notes, String(process.pid));
          writeFileSync(`${note}.part`, JSON.stringify([process.argv, process.cwd(), data]));
          renameSync(`${note}.part`, `${note}.json`);
          return null;
        }
        rmSync(file, { force: true });
      }
    }
    const read = (): void => {
      for (const name of readdirSync(notes).filter((each) => each.endsWith('.json'))) {
        const [argv, from, given] = JSON.parse(readFileSync(path.join(notes, name), 'utf8')) as [string[], string, unknown];
        rmSync(path.join(notes, name));
        onSecond(argv, from, given);
      }
    };
    const watcher = watch(notes, read);
    watcher.unref();
    return new InstanceLock(file, () => watcher.close());
  }

  release(): void {
    this.#stop();
    rmSync(this.#file, { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
