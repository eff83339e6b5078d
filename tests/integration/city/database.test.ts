// The embedded PostgreSQL and the gateway through its troubles: restarts, murder, two on one folder, a folder of root's.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machineClock } from '../../../city/clock.ts';
import { findBinaries } from '../../../city/database/binaries.ts';
import { startEmbeddedPostgres } from '../../../city/database/embedded.ts';
import type { EmbeddedPostgres } from '../../../city/database/embedded.ts';
import { FolderInUse } from '../../../city/database/folder-lock.ts';
import { openPool } from '../../../city/database/pool.ts';
import { startGateway } from '../../../city/gateway.ts';
import { startCity, STATIONS, temporaryFolder, until } from './city-under-test.ts';
import type { CityUnderTest } from './city-under-test.ts';
import { call, SendingStation } from './sending-station.ts';

const silent = (): void => undefined;
const start = (folder: string, systemFolder?: string): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ folder, clock: machineClock, log: silent, ...(systemFolder === undefined ? {} : { systemFolder }) });

async function ask(postgres: EmbeddedPostgres, text: string): Promise<Record<string, unknown>[]> {
  const pool = openPool(postgres.url, silent);
  try {
    return (await pool.query<Record<string, unknown>>(text)).rows;
  } finally {
    await pool.end();
  }
}

describe('an embedded PostgreSQL', () => {
  let shared: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeAll(async () => {
    shared = await temporaryFolder();
  });
  afterAll(() => shared[Symbol.asyncDispose]());

  it('keeps what it confirms, refuses strangers, and is not run by root', async () => {
    await using postgres = await start(join(shared.path, 'deep', 'db'));
    expect(await ask(postgres, "SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS sync, current_setting('data_checksums') AS sums, current_setting('listen_addresses') AS at"))
      .toEqual([{ fsync: 'on', sync: 'on', sums: 'on', at: '127.0.0.1' }]);
    const stranger = openPool(postgres.url.replace(/:[^:@]+@/, ':wrong@'), silent);
    await expect(stranger.query('SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    await stranger.end();
    const { mode } = await stat(join(postgres.folder, 'password'));
    const { uid } = await stat(join(postgres.folder, 'cluster'));
    expect([mode & 0o777, uid === 0]).toEqual([0o600, false]);
  });

  it('finds its data when it starts again, under the same password', async () => {
    const passwords: string[] = [];
    for (const round of [1, 2, 3]) {
      await using postgres = await start(join(shared.path, 'deep', 'db'));
      passwords.push(new URL(postgres.url).password);
      if (round === 1) await ask(postgres, 'CREATE TABLE kept (round int)');
      await ask(postgres, `INSERT INTO kept VALUES (${round})`);
      expect(await ask(postgres, 'SELECT count(*)::int AS count FROM kept')).toEqual([{ count: round }]);
    }
    expect(new Set(passwords).size).toBe(1);
  });

  it('is never started twice on one folder', async () => {
    const folder = join(shared.path, 'deep', 'db');
    {
      await using first = await start(folder);
      await expect(start(folder)).rejects.toBeInstanceOf(FolderInUse);
      expect(await ask(first, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    }
    await using second = await start(folder);
    expect(await ask(second, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('begins anew where its first making was cut short', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'making'), { recursive: true });
    await writeFile(join(folder.path, 'making', 'PG_VERSION'), '18');
    await writeFile(join(folder.path, 'making-password'), 'half');
    await using postgres = await start(folder.path);
    expect(await ask(postgres, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('starts beside the lock file of a dead server whose number another process of its user has now', async () => {
    const folder = join(shared.path, 'deep', 'db');
    const first = await start(folder);
    const lockFile = join(first.folder, 'cluster', 'postmaster.pid');
    const lines = (await readFile(lockFile, 'utf8')).split('\n');
    await first[Symbol.asyncDispose]();
    const { uid, gid } = await stat(join(first.folder, 'cluster'));
    const other = spawn('/bin/sh', ['-c', 'read -r line'], { uid, gid, cwd: '/', stdio: ['pipe', 'ignore', 'ignore'] });
    await writeFile(lockFile, [String(other.pid), ...lines.slice(1)].join('\n'));
    await using second = await start(folder);
    expect(await ask(second, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(other.exitCode).toBeNull();
    other.stdin.end();
    await once(other, 'exit');
  });

  it('ends a server that was left over on its folder before it starts its own', async () => {
    const folder = join(shared.path, 'deep', 'db');
    const cluster = join(folder, 'cluster');
    const { uid, gid } = await stat(cluster);
    const { postgres } = await findBinaries({ uid, gid }, shared.path);
    const leftOver = spawn(postgres, ['-D', cluster, '-c', 'listen_addresses=', '-c', `unix_socket_directories=${cluster}`], { uid, gid, cwd: '/', env: {}, stdio: 'ignore' });
    const ended = once(leftOver, 'exit');
    await until('the left-over server runs', async () => (await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).includes('ready'));
    await using postgresAgain = await start(folder);
    expect(await ended).toEqual([0, null]);
    expect(await ask(postgresAgain, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('ends with its gateway when that is killed, and the next one finds the data', async () => {
    await using folder = await temporaryFolder();
    const settings = { CITY_STATIONS: join(folder.path, 'stations.json'), CITY_DATABASE_FOLDER: join(shared.path, 'deep', 'db'), CITY_BLOBS: join(folder.path, 'blobs') };
    await writeFile(settings.CITY_STATIONS, JSON.stringify(STATIONS));
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../../city/main.ts')], { env: { ...process.env, ...settings }, stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
    const { url } = JSON.parse(line) as { url: string };
    const sender = new SendingStation(url, 'T149', 'C1');
    await sender.push([sender.ticket(), sender.dossier()]);
    const server = Number((await readFile(join(settings.CITY_DATABASE_FOLDER, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    // At once, while the old server may still be ending.
    await using gateway = await startGateway({ database: { kind: 'embedded', folder: settings.CITY_DATABASE_FOLDER }, blobs: settings.CITY_BLOBS, stations: STATIONS });
    expect((await new SendingStation(gateway.url, 'T149', 'C1').status()).ackedSeq).toBe(2);
    expect((await readFile(join(settings.CITY_DATABASE_FOLDER, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]).not.toBe(String(server));
  });

  it('moves to a place that its user can enter when root asks for one that is closed, and stays there', async () => {
    await using folder = await temporaryFolder();
    const isRoot = process.getuid?.() === 0;
    const [closed, open] = [join(folder.path, 'closed'), join(folder.path, 'open')];
    await mkdir(closed, { mode: 0o700 });
    await mkdir(open, { mode: 0o755 });
    // As a home is: not root's own to open, so it is given to somebody else.
    if (isRoot) await chown(closed, 12_345, 12_345);
    const places: string[] = [];
    for (const round of [1, 2]) {
      await using postgres = await start(join(closed, 'db'), open);
      places.push(postgres.folder);
      if (round === 1) await ask(postgres, 'CREATE TABLE here (one int)');
      expect(await ask(postgres, 'SELECT count(*)::int AS count FROM here')).toEqual([{ count: 0 }]);
      await chmod(closed, 0o755);
    }
    expect([new Set(places).size, places[0]?.startsWith(isRoot ? open : closed)]).toEqual([1, true]);
  });
});

describe('the gateway', () => {
  let city: CityUnderTest;
  beforeAll(async () => {
    city = await startCity();
  });
  afterAll(() => city[Symbol.asyncDispose]());

  it('F12: loses no confirmed push when PostgreSQL is killed again and again, and comes back by itself', async () => {
    const confirmed = new Map<string, number>();
    let isOver = false;
    const writers = Promise.all(
      ['C1', 'C2', 'C3', 'C4'].map(async (name) => {
        const sender = new SendingStation(city.gateway.url, 'T149', name);
        while (!isOver) {
          const batch = [sender.dossier(), sender.ticket(), sender.ticket()];
          // As a station does: the same batch until it is answered.
          for (;;) {
            const answered = await sender.send(batch);
            if (answered.status === 200) break;
            expect(answered).toMatchObject({ status: 503, body: { error: { code: 'wire.overloaded' } } });
            await machineClock.pause(20);
          }
          confirmed.set(name, sender.seq);
        }
      }),
    );
    for (let kill = 0; kill < 4; kill += 1) {
      const seen = [...confirmed.values()].reduce((sum, seq) => sum + seq, 0);
      await until('some pushes more', () => [...confirmed.values()].reduce((sum, seq) => sum + seq, 0) > seen + 40);
      const pid = city.postgres.pid();
      if (pid !== null) process.kill(pid, 'SIGKILL');
      await until('another server', () => city.postgres.pid() !== null && city.postgres.pid() !== pid, 30_000);
    }
    const settled = new Map(confirmed);
    await until('everybody gets on', () => [...confirmed].every(([name, seq]) => seq > (settled.get(name) ?? 0)), 30_000);
    isOver = true;
    await writers;
    const stations = await city.inspection.stations('T149');
    for (const [name, seq] of confirmed) expect(stations.find(({ station }) => station === name)).toMatchObject({ highSeq: seq, events: seq, broken: 0 });
    const dossiers = await city.inspection.dossiers('T149');
    expect(dossiers).toHaveLength([...confirmed.values()].reduce((sum, seq) => sum + seq / 3, 0));
    expect(dossiers.map(({ officialCode }) => Number(officialCode.slice(-4)))).toEqual(Array.from({ length: dossiers.length }, (_, index) => index + 1));
    expect(await city.inspection.duplicates('T149')).toEqual([]);
    expect(city.log.filter(({ what }) => what === 'database.ended-by-itself')).toHaveLength(4);
  });

  it('answers 503 while PostgreSQL is away, and long polls survive it', async () => {
    const reader = new SendingStation(city.gateway.url, 'T149', 'K1');
    const { last } = await reader.pull(0);
    await using folder = await temporaryFolder();
    const lonely = await start(folder.path);
    await using gateway = await startGateway({ database: { kind: 'url', url: lonely.url }, blobs: join(folder.path, 'blobs'), stations: STATIONS });
    expect(await call(gateway.url, '/v1/health')).toMatchObject({ status: 200 });
    await lonely[Symbol.asyncDispose]();
    const bytes = new TextEncoder().encode('a page');
    const sender = new SendingStation(gateway.url, 'T149', 'C1');
    for (const answered of [await call(gateway.url, '/v1/health'), await sender.send([sender.ticket()]), await sender.upload(bytes)]) {
      expect(answered).toMatchObject({ status: 503, body: { error: { code: 'wire.overloaded' } } });
    }
    expect((await reader.pull(last)).items).toEqual([]);
  });
});
