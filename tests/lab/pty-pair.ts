// A pair of pseudo terminals joined by socat: a serial cable with two ends, which can be pulled out and put back.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { vi } from 'vitest';
import type { LineMissing, SerialLine } from '../../electron/station/devices/serial/line.ts';

export interface PtyPair extends AsyncDisposable {
  /** Where the program connects. */
  readonly ours: string;
  /** Where the peer's file handle is. */
  readonly theirs: string;
  /** Kills socat, as a converter is torn out. */
  unplug(): Promise<void>;
  /** The same at this very moment, with the names of both ends left behind, leading nowhere. */
  killNow(): void;
  plug(): Promise<void>;
  /** Opens the peer's end. */
  openPeer(): Promise<FileHandle>;
}

export async function startPtyPair(folder: string): Promise<PtyPair> {
  const [ours, theirs] = [path.join(folder, 'ours'), path.join(folder, 'theirs')];
  let socat: ChildProcess | null = null;
  const plug = async (): Promise<void> => {
    socat = spawn('socat', [`pty,raw,echo=0,link=${ours}`, `pty,raw,echo=0,link=${theirs}`], { stdio: 'ignore' });
    await vi.waitFor(() => {
      if (!existsSync(ours) || !existsSync(theirs)) throw new Error('socat has not made its terminals');
    }, { timeout: 20_000, interval: 20 });
  };
  const unplug = async (): Promise<void> => {
    if (socat === null) return;
    if (socat.exitCode === null && socat.signalCode === null) {
      const gone = once(socat, 'exit');
      socat.kill('SIGKILL');
      await gone;
    }
    socat = null;
    rmSync(ours, { force: true });
    rmSync(theirs, { force: true });
  };
  await plug();
  return {
    ours, theirs, plug, unplug,
    killNow: () => void socat?.kill('SIGKILL'),
    openPeer: async () => await open(theirs, 'r+'),
    [Symbol.asyncDispose]: unplug,
  };
}

/** The line of a port that is there. */
export function opened(line: SerialLine | LineMissing): SerialLine {
  if (typeof line === 'string') throw new Error(`the port is ${line}`);
  return line;
}
