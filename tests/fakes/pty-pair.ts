// Two pseudo terminals that are joined, as a cable joins two devices: what is written to one can be read from the other. Needs socat.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface PtyPair extends AsyncDisposable {
  /** The file that the program under test opens. */
  readonly near: string;
  /** The file at which the device sits. */
  readonly far: string;
}

/** Makes a pair with its files in `folder`. Disposing pulls the cable: both ends are hung up. */
export async function joinPtys(folder: string, name: string): Promise<PtyPair> {
  const near = path.join(folder, `${name}-near`);
  const far = path.join(folder, `${name}-far`);
  const socat = spawn('socat', [`pty,raw,echo=0,link=${near}`, `pty,raw,echo=0,link=${far}`], { stdio: 'ignore' });
  const ended = once(socat, 'exit');
  const until = Date.now() + 20_000;
  while (!existsSync(near) || !existsSync(far)) {
    if (Date.now() > until || socat.exitCode !== null) throw new Error('socat made no pseudo terminals');
    await sleep(10);
  }
  return {
    near,
    far,
    [Symbol.asyncDispose]: async () => {
      socat.kill();
      await ended;
    },
  };
}
