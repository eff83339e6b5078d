// Reads the city's database as the judge wants to see it.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readRows } from '../../../city/database/rows.ts';
import { operationSchema } from '../../../shared/wire/operation.ts';
import { readCityMoney } from './read-money.ts';
import { seen } from './read-station.ts';
import type { CityState } from './record.ts';
import { COMMUNE, type SimCity } from './sim-city.ts';

const eventRow = z.object({ station: z.string(), hash: z.string(), raw: z.string() });
const rawOperation = z.looseObject({ commune: z.string(), station: z.string() }).transform(({ commune: _commune, station: _station, ...operation }) => operation);
const chainRow = z.object({ station: z.string(), incarnation: z.int(), highSeq: z.int(), headHash: z.string() });
const dossierRow = z.object({ dossierId: z.string(), station: z.string(), provisionalCode: z.string(), officialCode: z.string(), status: z.int() });
const leaseRow = z.object({ station: z.string(), incarnation: z.int(), agency: z.string(), day: z.string(), lo: z.int(), hi: z.int() });
const pageRow = z.object({ dossierId: z.string(), sha256: z.string() });
const blobRow = z.object({ sha256: z.string(), bytes: z.int() });
const feedRow = z.object({ number: z.int(), words: z.string(), type: z.string(), subject: z.string() });
const unsettledRow = z.object({ opId: z.string(), station: z.string(), seq: z.int(), kind: z.enum(['rejected', 'held', 'kept']), code: z.string(), isWithdrawn: z.boolean() });
const incidentRow = z.object({ station: z.string(), code: z.string(), subject: z.string(), raw: z.string() });

export async function readCity({ pool, blobs, forgotten }: SimCity): Promise<CityState> {
  const all = <Schema extends z.ZodType>(schema: Schema, sql: string): Promise<z.infer<Schema>[]> => readRows(pool, schema, sql);
  const events = await all(eventRow, `SELECT station, encode(hash, 'hex') AS hash, raw::text AS raw FROM event ORDER BY station, incarnation, seq`);
  const feed = [...forgotten, ...(await all(z.object({ number: z.int(), change: z.record(z.string(), z.unknown()) }), 'SELECT number, change FROM feed ORDER BY number'))];
  const held: CityState['blobs'][number][] = [];
  for (const blob of await all(blobRow, 'SELECT sha256, bytes FROM blob ORDER BY sha256')) held.push({ ...blob, held: await hashOfFile(path.join(blobs, COMMUNE, blob.sha256.slice(0, 2), blob.sha256)) });
  return {
    events: events.map(({ station, hash, raw }) => seen(station, operationSchema.parse({ ...rawOperation.parse(JSON.parse(raw)), hash }))),
    chains: await all(chainRow, `SELECT station, incarnation, high_seq AS "highSeq", encode(head_hash, 'hex') AS "headHash" FROM station_chain ORDER BY station, incarnation`),
    inbox: (await all(z.object({ opId: z.string() }), 'SELECT op_id AS "opId" FROM inbox ORDER BY op_id')).map(({ opId }) => opId),
    dossiers: await all(dossierRow, `SELECT dossier_id AS "dossierId", station, provisional_code AS "provisionalCode", official_code AS "officialCode", status FROM dossier ORDER BY dossier_id`),
    pages: await all(pageRow, `SELECT dossier_id AS "dossierId", sha256 FROM dossier_page ORDER BY 1, 2`),
    blobs: held,
    feed: feed.map(({ number, change }) => feedRow.parse({ number, words: JSON.stringify(change), type: change['type'], subject: change['dossierId'] ?? change['sha256'] ?? change['opId'] ?? '' })),
    leases: await all(leaseRow, 'SELECT station, incarnation, agency, day::text AS day, lo, hi FROM code_lease ORDER BY agency, day, lo'),
    unsettled: await all(unsettledRow, `SELECT op_id AS "opId", station, seq, kind, code, settled IS NOT NULL AS "isWithdrawn" FROM unsettled WHERE settled IS DISTINCT FROM 'applied' ORDER BY op_id`),
    incidents: await all(incidentRow, `SELECT station, code, subject, coalesce(raw::text, '') AS raw FROM incident ORDER BY station, code, subject`),
    money: await readCityMoney(pool, COMMUNE),
  };
}

async function hashOfFile(file: string): Promise<string | null> {
  const bytes = await readFile(file).catch(() => null);
  return bytes === null ? null : createHash('sha256').update(bytes).digest('hex');
}
