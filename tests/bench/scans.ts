// How fast scanned pages reach the city in pieces: against one plain PUT for each of the same pages, and over a line that is reset every fourth piece.

import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../../build/checks/spawn.ts';
import { startLineProcess } from '../../build/demo/line-process.ts';
import { systemClock } from '../../electron/station/life/clock.ts';
import { BlobFiles } from '../../electron/station/store/blob-files.ts';
import { addBlob } from '../../electron/station/store/blobs.ts';
import { StationDatabase } from '../../electron/station/store/database.ts';
import { CityClient } from '../../electron/station/sync/city-client.ts';
import { sendBlob } from '../../electron/station/sync/uploads.ts';
import type { BlobHash } from '../../shared/base/ids.ts';
import { UPLOAD_CHUNK_BYTES } from '../../shared/wire/uploads.ts';
import { Chance } from '../morning/chance.ts';
import { FaultProxy } from '../morning/fault-proxy.ts';
import { figuresOf, type Figures } from './figures.ts';

const ROUNDS = 3;
const PAGES = 20;
const PAGE_BYTES = 2_000_000;
const forEver = new AbortController().signal;
const KEY = new Uint8Array(32).fill(7);

export interface ScanBench {
  readonly pages: number;
  readonly pageBytes: number;
  /** From the encrypted files to the city's word for each page, with all commits of the station. */
  readonly megabytesPerSecond: Figures;
  /** The same bytes out of memory, one PUT for each page. */
  readonly putPerSecond: Figures;
  readonly ratioToPut: Figures;
  /** Over the line that breaks; how often it did, and how many bytes went for each byte of a page. */
  readonly brokenPerSecond: Figures;
  readonly resets: Figures;
  readonly sentPerByte: Figures;
}

interface Own {
  readonly commune: string;
  readonly station: string;
  readonly key: string;
}

/** Interleaved rounds, a commune for each way of each round. What it starts is put into `parts` and ended. */
export async function benchScans(parts: AsyncDisposableStack): Promise<ScanBench> {
  const own = parts.use(new AsyncDisposableStack());
  try {
    const folder = await mkdtemp(path.join(tmpdir(), 'mot-cua-bench-'));
    own.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    const stations = Array.from({ length: (ROUNDS + 1) * 3 }, (_, index) => ({ commune: `T${index + 200}`, agency: `H26.${index + 200}`, station: 'K1', key: randomBytes(24).toString('base64url') }));
    const stationsFile = path.join(folder, 'stations.json');
    writeFileSync(stationsFile, JSON.stringify(stations), { mode: 0o600 });
    const city = own.use(
      await startLineProcess({
        name: 'the city gateway',
        entry: path.join(root, 'city', 'main.ts'),
        env: { CITY_PORT: '0', CITY_DATABASE_FOLDER: path.join(folder, 'postgres'), CITY_BLOBS: path.join(folder, 'blobs'), CITY_STATIONS: stationsFile },
        says: z.looseObject({ port: z.int() }),
      }),
    );
    const rounds = [];
    // The first round only warms up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      const [put, clean, broken] = stations.slice(round * 3);
      if (put === undefined || clean === undefined || broken === undefined) throw new Error('there are three communes a round');
      const pages = Array.from({ length: PAGES }, () => randomBytes(PAGE_BYTES));
      const plain = await putRound(put, city.said.port, pages);
      const pieces = await piecesRound(path.join(folder, clean.commune), clean, city.said.port, pages, new Chance(round), 0);
      const onBroken = await piecesRound(path.join(folder, broken.commune), broken, city.said.port, pages, new Chance(round), 1);
      if (round > 0) rounds.push({ plain, pieces, onBroken });
    }
    return {
      pages: PAGES, pageBytes: PAGE_BYTES,
      megabytesPerSecond: figuresOf(rounds.map(({ pieces }) => pieces.perSecond), 1),
      putPerSecond: figuresOf(rounds.map(({ plain }) => plain), 1),
      ratioToPut: figuresOf(rounds.map(({ pieces, plain }) => pieces.perSecond / plain)),
      brokenPerSecond: figuresOf(rounds.map(({ onBroken }) => onBroken.perSecond), 1),
      resets: figuresOf(rounds.map(({ onBroken }) => onBroken.resets), 0),
      sentPerByte: figuresOf(rounds.map(({ onBroken }) => onBroken.sentPerByte)),
    };
  } finally {
    await own.disposeAsync();
  }
}

const megabytesPerSecond = (startedAt: number): number => (PAGES * PAGE_BYTES) / 1000 / (performance.now() - startedAt);
const clientOf = ({ commune, station, key }: Own, port: number): CityClient => new CityClient({ url: `http://127.0.0.1:${port}`, key, commune, station, timeoutMs: 30_000 }, systemClock);

async function putRound(own: Own, port: number, pages: readonly Buffer[]): Promise<number> {
  await using client = clientOf(own, port);
  const hashed = pages.map((page) => ({ page, sha256: createHash('sha256').update(page).digest('hex') as BlobHash }));
  const startedAt = performance.now();
  for (const { page, sha256 } of hashed) {
    const answer = await client.putBlob(sha256, page, forEver);
    if (answer.kind !== 'ok') throw new Error(JSON.stringify(answer.failure));
  }
  return megabytesPerSecond(startedAt);
}

/** `resetChance`: of each connection; it then breaks after at most eight pieces, four in the middle. */
async function piecesRound(folder: string, own: Own, port: number, pages: readonly Buffer[], chance: Chance, resetChance: number) {
  mkdirSync(folder);
  using database = StationDatabase.open(path.join(folder, 'station'), KEY);
  const blobs = new BlobFiles(path.join(folder, 'pages'), KEY);
  const waiting: BlobHash[] = [];
  for (const page of pages) waiting.push(await blobs.storeThen(page, (sha256) => database.write((store) => {
    addBlob(store, { sha256, bytes: page.length, mime: 'image/jpeg' }, systemClock.now());
    store.run(`UPDATE blob SET state = 'waiting' WHERE sha256 = $sha256`, { sha256 });
    return sha256;
  })));
  await using line = await FaultProxy.start(chance, { resetChance, resetWithinBytes: 8 * UPLOAD_CHUNK_BYTES });
  line.leadTo(port);
  // The clean line is none at all, as for the PUT.
  await using client = clientOf(own, resetChance === 0 ? port : line.port);
  const startedAt = performance.now();
  while (waiting.length > 0) {
    const [sha256] = waiting.splice(0, 1);
    if (sha256 === undefined) break;
    const end = await sendBlob({ database, blobs, client, clock: systemClock, mayGoOn: () => Promise.resolve() }, { sha256, bytes: PAGE_BYTES }, forEver);
    if (end.kind === 'done') continue;
    if (end.failure.code !== 'city.unreachable') throw new Error(JSON.stringify(end.failure));
    waiting.push(sha256);
  }
  return { perSecond: megabytesPerSecond(startedAt), resets: line.resets, sentPerByte: line.bytesSent / (PAGES * PAGE_BYTES) };
}
