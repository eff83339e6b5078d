// Starts the station as a forked Node process: the browser host's way; Electron has another.

import { fork } from 'node:child_process';
import { STATION_ALLOCATOR, STATION_FLAGS } from '../link/station-memory.ts';
import type { StationChild } from '../link/station-process.ts';

/** Forks `entry` under this very Node. */
export function forkStation(entry: string, argv: readonly string[]): StationChild {
  const child = fork(entry, argv, { execPath: process.execPath, execArgv: [...process.execArgv, ...STATION_FLAGS], env: { ...process.env, ...STATION_ALLOCATOR }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'json' });
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
