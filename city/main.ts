// Entry of the city gateway as a process of its own: prints one JSON line when it listens, logs to stderr, ends cleanly on SIGTERM, SIGINT or when its parent goes.

import { readPortalSettings } from './adapters/settings.ts';
import { machineClock } from './clock.ts';
import { readEnrolment, readSystemKey } from './enrolment.ts';
import { startGateway } from './gateway.ts';
import type { Gateway } from './gateway.ts';
import { lineLog } from './log.ts';
import { readSettings, USAGE } from './settings.ts';
import type { CitySettings } from './settings.ts';

const OLDEST_NODE = 24;

/** What the one line on stdout says; the database's password is not in it (`urlOfRunning` in database/cluster.ts reads it from the folder). */
export interface ListeningLine {
  readonly port: number;
  readonly url: string;
  readonly pid: number;
  /** Null when the database is a server by address. */
  readonly databaseFolder: string | null;
  readonly blobs: string;
}

function settingsOrUsage(): CitySettings | null {
  try {
    return readSettings(process.argv.slice(2), process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
    return null;
  }
}

/** Resolves when somebody wants this process to end. */
function askedToEnd(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
    if (process.channel !== undefined) process.once('disconnect', () => resolve('parent gone'));
  });
}

async function run(settings: CitySettings): Promise<void> {
  const log = lineLog(machineClock, (line) => process.stderr.write(line));
  const ending = askedToEnd();
  const starting: Promise<Gateway> = startGateway({
    database: settings.databaseUrl === null ? { kind: 'embedded', folder: settings.databaseFolder } : { kind: 'url', url: settings.databaseUrl },
    blobs: settings.blobs,
    updates: settings.updates,
    catalogues: settings.catalogues,
    stations: await readEnrolment(settings.stationsFile),
    ...(settings.systemKeyFile === null ? {} : { systemKey: await readSystemKey(settings.systemKeyFile) }),
    portal: settings.portalFile === null ? null : await readPortalSettings(settings.portalFile),
    port: settings.port,
    host: settings.host,
    clock: machineClock,
    log,
  });
  await using gateway = await starting;
  const line: ListeningLine = { port: gateway.port, url: gateway.url, pid: process.pid, databaseFolder: gateway.databaseFolder, blobs: settings.blobs };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  log('info', 'gateway.stopping', { because: await ending });
}

const settings = settingsOrUsage();
if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  process.stderr.write(`Node ${OLDEST_NODE} or newer is needed, this is ${process.versions.node}\n`);
  process.exitCode = 2;
} else if (settings === null) {
  process.exitCode = 2;
} else {
  try {
    await run(settings);
  } catch (error) {
    process.stderr.write(`the city could not start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
  // A parent's channel would keep a stopped gateway alive.
  if (process.connected === true) process.disconnect();
}
