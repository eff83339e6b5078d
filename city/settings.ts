// The gateway's settings from its arguments and environment; an argument wins.

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { isLoopback } from '../shared/base/loopback.ts';

/** Settings of one gateway process. */
export interface CitySettings {
  readonly host: string;
  readonly port: number;
  /** Address of a PostgreSQL server; null means an embedded one in `databaseFolder`. */
  readonly databaseUrl: string | null;
  readonly databaseFolder: string;
  readonly blobs: string;
  /** Folder of the bundles that stations are offered; null: none are. */
  readonly updates: string | null;
  /** Folder of the catalogues of procedures that stations are offered; null: none are. */
  readonly catalogues: string | null;
  readonly stationsFile: string;
  /** File with the key of the city's own case system; null when there is none. */
  readonly systemKeyFile: string | null;
  /** File with the settings of the door to the national portal; null: the portal is told nothing. */
  readonly portalFile: string | null;
}

const OPTIONS = ['host', 'port', 'database-url', 'database-folder', 'blobs', 'updates', 'catalogues', 'stations', 'system-key-file', 'portal'] as const;

export const USAGE = `usage: node city/main.ts --stations FILE [--port N] [--host ADDRESS [--behind-proxy]] [--database-url URL | --database-folder FOLDER] [--blobs FOLDER] [--updates FOLDER] [--catalogues FOLDER] [--system-key-file FILE] [--portal FILE]
Each may be given by the environment: CITY_STATIONS, CITY_PORT, CITY_HOST, CITY_DATABASE_URL, CITY_DATABASE_FOLDER, CITY_BLOBS, CITY_UPDATES, CITY_CATALOGUES, CITY_SYSTEM_KEY_FILE, CITY_PORTAL, CITY_BEHIND_PROXY=1.
The gateway speaks HTTP without encryption: to listen at another address than this machine's own, say --behind-proxy, and let only the TLS proxy reach it.
FILE is JSON: [{"commune": "T149", "agency": "H26.149", "station": "K1", "key": "at least 24 characters"}]
The file of --system-key-file has one line: the key with which the city's own case system changes dossiers.
The file of --portal turns the door to the national portal on; what stands in it: docs/portal.md.`;

const settingsSchema = z.object({
  host: z.string().min(1).default('127.0.0.1'),
  port: z.string().regex(/^\d{1,5}$/).transform(Number).pipe(z.int().max(65_535)).default(0),
  'database-url': z.string().regex(/^postgres(?:ql)?:\/\//).optional(),
  'database-folder': z.string().min(1).default('.demo/city/postgres'),
  blobs: z.string().min(1).default('.demo/city/blobs'),
  updates: z.string().min(1).optional(),
  catalogues: z.string().min(1).optional(),
  stations: z.string().min(1),
  'system-key-file': z.string().min(1).optional(),
  portal: z.string().min(1).optional(),
  'behind-proxy': z.enum(['0', '1']).default('0'),
});

/** Reads the settings; throws with the name of what is missing or wrong, never with its value, which may hold a password. */
export function readSettings(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): CitySettings {
  const options: Record<string, { readonly type: 'string' | 'boolean' }> = { ...Object.fromEntries(OPTIONS.map((name) => [name, { type: 'string' as const }])), 'behind-proxy': { type: 'boolean' } };
  const { values } = parseArgs({ args: [...args], options });
  const given = Object.fromEntries(
    Object.keys(options).flatMap((name) => {
      const value = values[name] ?? environment[`CITY_${name.replaceAll('-', '_').toUpperCase()}`];
      return value === undefined || value === '' ? [] : [[name, value === true ? '1' : value]];
    }),
  );
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) throw new Error(`missing or wrong: ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`);
  const { data } = parsed;
  if (!isLoopback(data.host) && data['behind-proxy'] !== '1') throw new Error('host: beyond this machine only with --behind-proxy, for the gateway speaks HTTP without encryption');
  return {
    host: data.host,
    port: data.port,
    databaseUrl: data['database-url'] ?? null,
    databaseFolder: resolve(data['database-folder']),
    blobs: resolve(data.blobs),
    updates: data.updates === undefined ? null : resolve(data.updates),
    catalogues: data.catalogues === undefined ? null : resolve(data.catalogues),
    stationsFile: resolve(data.stations),
    systemKeyFile: data['system-key-file'] === undefined ? null : resolve(data['system-key-file']),
    portalFile: data.portal === undefined ? null : resolve(data.portal),
  };
}
