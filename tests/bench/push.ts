// How fast a day's log reaches the city and how many bytes a row costs: against a bare batch upsert over HTTP into the same PostgreSQL, and against PouchDB on the same documents.

import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import { Agent, request } from 'undici';
import { z } from 'zod';
import { startLineProcess } from '../../build/demo/line-process.ts';
import { root } from '../../build/checks/spawn.ts';
import { urlOfRunning } from '../../city/database/cluster.ts';
import { must } from '../../shared/base/must.ts';
import { Chance } from '../morning/chance.ts';
import { FaultProxy } from '../morning/fault-proxy.ts';
import { figuresOf, type Figures } from './figures.ts';
import { pouchRound } from './peer-pouch.ts';
import { installPeers } from './peer-process.ts';
import { rxdbRound } from './peer-rxdb.ts';
import { StationToPush } from './station-to-push.ts';
import { dossiersOf, ROWS } from './workload.ts';
import type { OpenedDossier } from '../../shared/wire/dossier-events.ts';

const ROUNDS = 3;
const BATCH = 500;
/** What PouchDB takes when nobody says otherwise. */
const POUCH_BATCH = 100;
/** What RxDB's replication takes when nobody says otherwise. */
const RXDB_BATCH = 100;
const COMMUNE = 'T149';
const pack = promisify(gzip);

interface BenchStation {
  readonly commune: string;
  readonly station: string;
  readonly key: string;
}

export interface PushBench {
  readonly rows: number;
  readonly rowsPerSecond: Figures;
  /** Everything that the station sends over TCP, heads included, for each row. */
  readonly bytesPerRow: Figures;
  /** The documents alone, packed in the same batches. */
  readonly boundBytesPerRow: number;
  /** A question for news without any, both ways together. */
  readonly pollBytes: number;
  /** The same documents, packed, over HTTP, in one upsert of 500 at a time, each durable, without log, inbox, chain, codes or feed. */
  readonly bareUpsertPerSecond: Figures;
  readonly ratioToBare: Figures;
  /** PouchDB to express-pouchdb in batches of 100 (its own choice) and of 500. */
  readonly pouchPerSecond: Figures;
  readonly pouchBigPerSecond: Figures;
  readonly pouchBytesPerRow: Figures;
  readonly pouchPollBytes: number;
  readonly ratioToPouch: Figures;
  readonly ratioToPouchBig: Figures;
  /** RxDB in memory to the same gateway, in batches of 100 (its own choice) and of 500. */
  readonly rxdbPerSecond: Figures;
  readonly rxdbBigPerSecond: Figures;
  readonly rxdbBytesPerRow: Figures;
  readonly ratioToRxdb: Figures;
  readonly ratioToRxdbBig: Figures;
  /** The same backlog through the whole of sync, from the moment the line is back until nothing waits, against its bound: the push alone. */
  readonly drainPerSecond: Figures;
  readonly drainOfBound: Figures;
}

/** Interleaved rounds, a new station and a new peer each. What it starts is put into `parts` and ended. */
export async function benchPush(parts: AsyncDisposableStack): Promise<PushBench> {
  const own = parts.use(new AsyncDisposableStack());
  try {
    await installPeers();
    const folder = await mkdtemp(path.join(tmpdir(), 'mot-cua-bench-'));
    own.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    // The first round only warms up.
    // Communes of their own: an agency gives only so many codes a day.
    const stationsOf = (commune: string, letter: string) => Array.from({ length: ROUNDS + 1 }, (_, round) => ({ commune, agency: `H26.${commune.slice(1)}`, station: `${letter}${round + 1}`, key: randomBytes(24).toString('base64url') }));
    // K pushes, D drains, R and S are the peer's.
    const [stations, drained, rxdbs, rxdbBigs] = [stationsOf(COMMUNE, 'K'), stationsOf('T150', 'D'), stationsOf('T151', 'R'), stationsOf('T152', 'S')];
    const stationsFile = path.join(folder, 'stations.json');
    writeFileSync(stationsFile, JSON.stringify([...stations, ...drained, ...rxdbs, ...rxdbBigs]), { mode: 0o600 });
    const city = own.use(
      await startLineProcess({
        name: 'the city gateway',
        entry: path.join(root, 'city', 'main.ts'),
        env: { CITY_PORT: '0', CITY_DATABASE_FOLDER: path.join(folder, 'postgres'), CITY_BLOBS: path.join(folder, 'blobs'), CITY_STATIONS: stationsFile },
        says: z.looseObject({ port: z.int(), databaseFolder: z.string() }),
      }),
    );
    const databaseUrl = must(await urlOfRunning(city.said.databaseFolder), 'the gateway runs its database');
    const bare = own.use(await startLineProcess({ name: 'the bare upsert', entry: path.join(root, 'tests', 'bench', 'bare-server.ts'), env: { BENCH_DATABASE_URL: databaseUrl }, says: z.object({ port: z.int() }) }));
    const rounds = [];
    for (const [index, { station, key }] of stations.entries()) {
      const place = path.join(folder, station);
      mkdirSync(place);
      const documents = dossiersOf(COMMUNE, station, index + 1);
      const upserted = await upsertBare(bare.said.port, documents);
      const ours = await pushRound(place, station, key, city.said.port, documents);
      const pouch = await pouchRound(path.join(place, 'pouch'), documents, POUCH_BATCH);
      const pouchBig = await pouchRound(path.join(place, 'pouch-big'), documents, BATCH);
      // No dossier is opened twice: each has documents of its own.
      const asPeer = (peer: BenchStation | undefined, batch: number, seed: number) => {
        const own = must(peer, 'each round has one');
        return rxdbRound(place, { ...own, port: city.said.port }, dossiersOf(own.commune, own.station, seed), batch);
      };
      const rxdb = await asPeer(rxdbs[index], RXDB_BATCH, 11 + index);
      const rxdbBig = await asPeer(rxdbBigs[index], BATCH, 21 + index);
      const drain = await drainRound(place, must(drained[index], 'each round has one'), city.said.port, 31 + index);
      if (index > 0) rounds.push({ upserted, ours, pouch, pouchBig, rxdb, rxdbBig, drain });
    }
    return {
      rows: ROWS,
      rowsPerSecond: figuresOf(rounds.map(({ ours }) => ours.rowsPerSecond), 0),
      bytesPerRow: figuresOf(rounds.map(({ ours }) => ours.bytesPerRow), 1),
      boundBytesPerRow: boundOf(dossiersOf(COMMUNE, 'K1')),
      pollBytes: must(rounds[0], 'there are rounds').ours.pollBytes,
      bareUpsertPerSecond: figuresOf(rounds.map(({ upserted }) => upserted), 0),
      ratioToBare: figuresOf(rounds.map(({ ours, upserted }) => ours.rowsPerSecond / upserted)),
      pouchPerSecond: figuresOf(rounds.map(({ pouch }) => pouch.rowsPerSecond), 0),
      pouchBigPerSecond: figuresOf(rounds.map(({ pouchBig }) => pouchBig.rowsPerSecond), 0),
      pouchBytesPerRow: figuresOf(rounds.map(({ pouch }) => pouch.bytesPerRow), 1),
      pouchPollBytes: must(rounds[0], 'there are rounds').pouch.pollBytes,
      ratioToPouch: figuresOf(rounds.map(({ ours, pouch }) => ours.rowsPerSecond / pouch.rowsPerSecond)),
      ratioToPouchBig: figuresOf(rounds.map(({ ours, pouchBig }) => ours.rowsPerSecond / pouchBig.rowsPerSecond)),
      rxdbPerSecond: figuresOf(rounds.map(({ rxdb }) => rxdb.rowsPerSecond), 0),
      rxdbBigPerSecond: figuresOf(rounds.map(({ rxdbBig }) => rxdbBig.rowsPerSecond), 0),
      rxdbBytesPerRow: figuresOf(rounds.map(({ rxdb }) => rxdb.bytesPerRow), 1),
      ratioToRxdb: figuresOf(rounds.map(({ ours, rxdb }) => ours.rowsPerSecond / rxdb.rowsPerSecond)),
      ratioToRxdbBig: figuresOf(rounds.map(({ ours, rxdbBig }) => ours.rowsPerSecond / rxdbBig.rowsPerSecond)),
      drainPerSecond: figuresOf(rounds.map(({ drain }) => drain), 0),
      drainOfBound: figuresOf(rounds.map(({ ours, drain }) => drain / ours.rowsPerSecond)),
    };
  } finally {
    await own.disposeAsync();
  }
}

async function pushRound(folder: string, station: string, key: string, port: number, documents: readonly OpenedDossier[]) {
  await using line = await FaultProxy.start(new Chance(1), { resetChance: 0, resetWithinBytes: 1 });
  line.leadTo(port);
  await using pushing = StationToPush.fill(folder, COMMUNE, station, documents);
  const startedAt = performance.now();
  await pushing.pushAll({ url: `http://127.0.0.1:${line.port}`, key });
  const seconds = (performance.now() - startedAt) / 1000;
  const { bytesSent } = line;
  const before = line.bytesSent + line.bytesReceived;
  await pushing.poll();
  return { rowsPerSecond: ROWS / seconds, bytesPerRow: bytesSent / ROWS, pollBytes: line.bytesSent + line.bytesReceived - before };
}

/** Dossiers a second, from the line's return until nothing waits. */
async function drainRound(folder: string, { commune, station, key }: BenchStation, port: number, seed: number): Promise<number> {
  await using line = await FaultProxy.start(new Chance(1), { resetChance: 0, resetWithinBytes: 1 });
  line.leadTo(port);
  line.cut();
  const place = path.join(folder, 'drain');
  mkdirSync(place);
  await using waiting = StationToPush.fill(place, commune, station, dossiersOf(commune, station, seed));
  const drained = await waiting.drain({ url: `http://127.0.0.1:${line.port}`, key }, () => line.heal());
  return ROWS / drained;
}

async function upsertBare(port: number, documents: readonly OpenedDossier[]): Promise<number> {
  await using agent = asDisposable(new Agent({ connections: 2 }));
  const startedAt = performance.now();
  for (let from = 0; from < documents.length; from += BATCH) {
    const body = await pack(JSON.stringify(documents.slice(from, from + BATCH)), { level: 1 });
    const answer = await request(`http://127.0.0.1:${port}/`, { method: 'POST', body, dispatcher: agent.value });
    if (answer.statusCode !== 200) throw new Error(await answer.body.text());
    await answer.body.dump();
  }
  return documents.length / ((performance.now() - startedAt) / 1000);
}

function asDisposable(value: Agent): AsyncDisposable & { readonly value: Agent } {
  return { value, [Symbol.asyncDispose]: () => value.close() };
}

function boundOf(documents: readonly OpenedDossier[]): number {
  let bytes = 0;
  for (let from = 0; from < documents.length; from += BATCH) bytes += gzipSync(JSON.stringify(documents.slice(from, from + BATCH))).length;
  return Number((bytes / documents.length).toFixed(1));
}
