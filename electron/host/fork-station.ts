// Starts the station as a forked Node process: the browser host's way; Electron has another.

import { fork } from 'node:child_process';
import type { StationChild } from '../link/station-process.ts';

/** Forks `entry` under this very Node. */
export function forkStation(entry: string, argv: readonly string[]): StationChild {
  const child = fork(entry, argv, { execPath: process.execPath, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'json' });
  return {
    get pid() {
      return child.pid;
    },
    send(message) {
      // A station that has just ended hears nothing; its end is told by onExit.
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', (code, signal) => listener(signal ?? `code ${String(code)}`)),
    kill: () => void child.kill('SIGKILL'),
  };
}
