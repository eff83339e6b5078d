// PostgreSQL as a child of the gateway, for a point that has no server of its own: started, watched, started again when it dies, and stopped cleanly.
// One at a time: folder locked → left-over server ended → cluster made → server started → answers → tethered to this process.

import { createServer } from 'node:net';
import { once } from 'node:events';
import type { CityClock } from '../clock.ts';
import type { Log } from '../log.ts';
import { findBinaries } from './binaries.ts';
import { localUrl, prepareCluster } from './cluster.ts';
import { lockFolder } from './folder-lock.ts';
import { endLeftOver } from './left-over.ts';
import { makePlace, SYSTEM_FOLDER } from './place.ts';
import { Postmaster, PostmasterEnded } from './postmaster.ts';
import type { PostmasterSettings } from './postmaster.ts';

export interface EmbeddedOptions {
  /** Holds cluster, password and the server's log; made when missing. */
  readonly folder: string;
  readonly clock: CityClock;
  readonly log: Log;
  /** Where root's database goes when `folder` is closed to the database's user. */
  readonly systemFolder?: string;
}

/** A running server. It keeps its address until it is disposed of, also when it had to be started again. */
export interface EmbeddedPostgres extends AsyncDisposable {
  /** Address with password: never logged. */
  readonly url: string;
  /** Where the data really lies. */
  readonly folder: string;
  /** Process id of the server that runs now; null while it is being started again. */
  pid(): number | null;
}

const START_ATTEMPTS = 5;
const MAX_RESTART_PAUSE_MS = 2000;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}

/** Another program may take the port between the look and the start: then another one is tried. */
async function startOnSomePort(settings: Omit<PostmasterSettings, 'port'>): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await Postmaster.start({ ...settings, port: await freePort() });
    } catch (error) {
      if (!(error instanceof PostmasterEnded) || attempt === START_ATTEMPTS) throw error;
    }
  }
}

/** Starts the server and answers when it takes connections. Throws `FolderInUse` when another process runs one on the same folder. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { clock, log } = options;
  const systemFolder = options.systemFolder ?? SYSTEM_FOLDER;
  const place = await makePlace(options.folder, systemFolder);
  const lock = await lockFolder(place.folder);
  try {
    const binaries = await findBinaries(place.user, systemFolder);
    await endLeftOver(place.cluster, clock, log);
    const password = await prepareCluster(place, binaries);
    const common = { place, binaries, password, clock };
    let current: Postmaster | null = await startOnSomePort(common);
    const { port } = current.settings;
    log('info', 'database.started', { folder: place.folder, port });

    const stopping = new AbortController();
    const watch = async (): Promise<void> => {
      let pauseMs = 100;
      while (!stopping.signal.aborted) {
        if (current !== null) {
          const ending = await current.ended;
          current = null;
          if (stopping.signal.aborted) return;
          pauseMs = 100;
          log('alarm', 'database.ended-by-itself', { exitCode: ending.code, signal: ending.signal });
        }
        await clock.pause(pauseMs, stopping.signal);
        pauseMs = Math.min(pauseMs * 2, MAX_RESTART_PAUSE_MS);
        if (stopping.signal.aborted) return;
        try {
          current = await Postmaster.start({ ...common, port }, stopping.signal);
          log('warning', 'database.started-again', { port });
        } catch (error) {
          if (!(error instanceof PostmasterEnded)) throw error;
          log('alarm', 'database.start-failed', { port });
        }
      }
    };
    const watching = watch();
    return {
      url: localUrl(password, port),
      folder: place.folder,
      pid: () => current?.pid ?? null,
      [Symbol.asyncDispose]: async () => {
        const last = current;
        stopping.abort();
        await last?.stop();
        await watching;
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
