// Starts the station as a forked Node process: the browser host's way; Electron has another.

import { fork } from 'node:child_process';
import type { StationChild } from '../link/station-process.ts';

/** Room for young objects, in MB. V8 would let it grow to 32 and keep it, three times over: a hundred MB on a machine that may have 4 GB. */
const YOUNG_MB = 4;

/** Forks `entry` under this very Node. */
export function forkStation(entry: string, argv: readonly string[]): StationChild {
  const child = fork(entry, argv, { execPath: process.execPath, execArgv: [...process.execArgv, `--max-semi-space-size=${YOUNG_MB}`], stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'json' });
  return {
    get pid() {
      return child.pid;
    },
    send(message) {
      // A station that has just ended hears nothing; its end is told by onExit.
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => {
      child.once('exit', (code, signal) => listener(signal ?? `code ${String(code)}`));
      // A process that could not be started at all (no memory, no more processes) has no exit, and an error that nobody hears would end the host.
      child.on('error', (error) => {
        if (child.pid === undefined) listener(error.message);
      });
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
