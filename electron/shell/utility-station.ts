// Starts the station as Electron's utility process: no query and no stuck driver can freeze a touch screen.

import { utilityProcess } from 'electron';
import { besideArchive } from '../link/beside-archive.ts';
import { STATION_ALLOCATOR, STATION_FLAGS } from '../link/station-memory.ts';
import type { StationChild } from '../link/station-process.ts';

/** Starts the built station `entry`; to be called after the app is ready. In a package it and all it reads are plain files beside the archive. */
export function startUtilityStation(entry: string, argv: readonly string[]): StationChild {
  const child = utilityProcess.fork(besideArchive(entry), [...argv], { serviceName: 'mot-cua-station', stdio: 'inherit', execArgv: [...STATION_FLAGS], env: { ...process.env, ...STATION_ALLOCATOR } });
  // Unheard it would be thrown here, and a box before the citizens would wait for somebody to press OK; the exit follows.
  child.on('error', () => undefined);
  return {
    get pid() {
      return child.pid;
    },
    send: (message) => {
      child.postMessage(message);
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', (code) => listener(`code ${String(code)}`)),
    kill: () => {
      // Electron's own kill only asks (SIGTERM), which a station that hangs does not hear.
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    },
  };
}
