// The gateway put together: database → schema → stations → feed listener → server. What is started here is stopped here, last first.

import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { startPortalDoor } from './adapters/sender.ts';
import type { PortalSettings } from './adapters/settings.ts';
import { blobRoutes } from './blobs/route.ts';
import { BlobStore } from './blobs/store.ts';
import { uploadRoutes } from './blobs/upload-route.ts';
import { catalogueRoute } from './catalogue/route.ts';
import { machineClock } from './clock.ts';
import { closeAll, type Closer } from './closers.ts';
import type { CityClock } from './clock.ts';
import { startEmbeddedPostgres } from './database/embedded.ts';
import { migrate } from './database/migrate.ts';
import { assertFitDatabase, openPool } from './database/pool.ts';
import { enrol } from './enrolment.ts';
import type { EnrolledStation } from './enrolment.ts';
import { historyRoute } from './history/route.ts';
import { leaseRoute } from './leases/route.ts';
import { snapshotRoute } from './feed/snapshot-route.ts';
import { feedRoute } from './feed/route.ts';
import { Wakeups } from './feed/wakeups.ts';
import type { Log } from './log.ts';
import { MIGRATIONS } from './migrations/list.ts';
import { pushRoute } from './push/route.ts';
import { Turns } from './push/turns.ts';
import { Admission } from './server/admission.ts';
import { buildServer } from './server/server.ts';
import type { Route } from './server/server.ts';
import { authenticate } from './server/caller.ts';
import { systemRoute } from './system/route.ts';
import { Published } from './updates/published.ts';
import { updateRoutes } from './updates/route.ts';
import { startUpkeep } from './upkeep/upkeep.ts';
import { statusRoutes } from './server/status-routes.ts';

/** A server by its address, or one of our own in a folder. */
export type DatabaseChoice = { readonly kind: 'url'; readonly url: string } | { readonly kind: 'embedded'; readonly folder: string };

export interface GatewayOptions {
  readonly database: DatabaseChoice;
  /** Folder of the scanned pages; made when missing. */
  readonly blobs: string;
  /** Folder of the bundles that stations are offered; without it there are none. */
  readonly updates?: string | null;
  /** Folder of the catalogues of procedures; without it there are none. */
  readonly catalogues?: string | null;
  readonly stations: readonly EnrolledStation[];
  /** Key of the city's own case system; without it nobody may speak for that. */
  readonly systemKey?: string;
  /** The door to the national portal; without it the portal is told nothing. */
  readonly portal?: PortalSettings | null;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** 127.0.0.1 by default. */
  readonly host?: string;
  readonly clock?: CityClock;
  /** Silent by default. */
  readonly log?: Log;
}

/** A running gateway; disposing of it lets requests under way end, then stops the server, the connections and its own PostgreSQL. */
export interface Gateway extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Address of the database, with its password: for reading beside the gateway (`inspect.ts`), never for a log. */
  readonly databaseUrl: string;
  /** Where the embedded database really lies; null for a server by address. */
  readonly databaseFolder: string | null;
}

/** What its routes are made of. */
export interface GatewayParts {
  readonly pool: Pool;
  readonly clock: CityClock;
  readonly log: Log;
  readonly store: BlobStore;
  readonly wakeups: Wakeups;
  /** Null or absent: the city has no case system of its own. */
  readonly systemKey?: string | null;
  /** Null or absent: no new versions are handed out. */
  readonly published?: Published | null;
  /** Null or absent: no catalogues are handed out. */
  readonly catalogues?: string | null;
}

/** Requests under way get this long when the gateway stops. */
const GRACE_MS = 10_000;

/** Lets requests under way end, closes each connection that has become idle, and after a while all. */
async function stopServer(server: FastifyInstance, clock: CityClock): Promise<void> {
  const closed = new AbortController();
  const closing = server.close().finally(() => closed.abort());
  const deadline = clock.monotonic() + GRACE_MS;
  while (!closed.signal.aborted) {
    if (clock.monotonic() > deadline) server.server.closeAllConnections();
    else server.server.closeIdleConnections();
    await clock.pause(50, closed.signal);
  }
  await closing;
}

/** Starts a gateway and answers when it listens; throws, with everything stopped again, when a part of it cannot start. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const clock = options.clock ?? machineClock;
  const log = options.log ?? (() => undefined);
  const closers: Closer[] = [];
  try {
    const opened = await openDatabase(options.database, clock, log, closers);
    const pool = openPool(opened.url, log);
    closers.push(() => pool.end());
    await assertFitDatabase(pool);
    const steps = await migrate(pool, clock, MIGRATIONS);
    if (steps.length > 0) log('info', 'database.migrated', { steps: steps.join(' ') });
    await enrol(pool, clock, options.stations);
    const store = new BlobStore(options.blobs, clock);
    await store.prepare();
    const upkeep = await startUpkeep({ pool, clock, log, store });
    closers.push(async () => upkeep[Symbol.asyncDispose]());
    const wakeups = new Wakeups(opened.url, clock, log);
    closers.push(() => wakeups[Symbol.asyncDispose]());
    if (options.portal !== undefined && options.portal !== null) {
      const door = startPortalDoor({ pool, clock, log, store, settings: options.portal });
      closers.push(async () => door[Symbol.asyncDispose]());
    }

    const stopping = new AbortController();
    const server = buildServer(gatewayRoutes({ pool, clock, log, store, wakeups, systemKey: options.systemKey ?? null, catalogues: options.catalogues ?? null, published: options.updates === undefined || options.updates === null ? null : new Published(options.updates, clock) }), clock, log, stopping.signal);
    closers.push(async () => {
      stopping.abort();
      await stopServer(server, clock);
    });
    const host = options.host ?? '127.0.0.1';
    await server.listen({ host, port: options.port ?? 0 });
    const { port } = server.server.address() as AddressInfo;
    log('info', 'gateway.listening', { host, port, stations: options.stations.length });
    return {
      url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
      port,
      databaseUrl: opened.url,
      databaseFolder: opened.folder,
      [Symbol.asyncDispose]: async () => {
        await closeAll(closers.splice(0));
        log('info', 'gateway.stopped');
      },
    };
  } catch (error) {
    // Why it did not start is what must be said.
    await closeAll(closers).catch(() => undefined);
    throw error;
  }
}

/** What the gateway answers, whoever carries the questions to it. */
export function gatewayRoutes({ pool, clock, log, store, wakeups, systemKey = null, published = null, catalogues = null }: GatewayParts): readonly Route[] {
  const admission = new Admission(clock, () => pool.waitingCount);
  return [
    pushRoute({ pool, clock, log, admission, turns: new Turns() }), leaseRoute({ pool, clock }), historyRoute({ pool, clock, admission }), feedRoute({ pool, clock, wakeups }), snapshotRoute({ pool, clock, admission }),
    ...blobRoutes({ pool, clock, log, store, admission }), ...uploadRoutes({ pool, clock, log, store, admission }), ...statusRoutes(pool, clock), systemRoute({ pool, clock, systemKey }),
    catalogueRoute({ pool, clock, log, admission, folder: catalogues }),
    ...updateRoutes({ published, clock, admission, whoAsks: (authorization) => authenticate(pool, authorization) }),
  ];
}

async function openDatabase(choice: DatabaseChoice, clock: CityClock, log: Log, closers: Closer[]): Promise<{ readonly url: string; readonly folder: string | null }> {
  if (choice.kind === 'url') return { url: choice.url, folder: null };
  const embedded = await startEmbeddedPostgres({ folder: choice.folder, clock, log });
  closers.push(async () => embedded[Symbol.asyncDispose]());
  return { url: embedded.url, folder: embedded.folder };
}
