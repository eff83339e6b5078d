// What goes by rule: persons of dossiers that ended long ago, pages of which the city has just said that it holds them, and what an erasure elsewhere owes here.

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FakeScanner } from '../../../tests/fakes/fake-scanner.ts';
import { openDossier } from '../../../tests/fakes/opened-dossier.ts';
import { BIRTH, LAN } from '../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../tests/fakes/test-station.ts';
import type { Dossier } from '../../../shared/contract/dossier.ts';
import { dossierDetail } from '../commands/dossier/dossier-detail.ts';
import { dossierLifeHandlers as life } from '../commands/dossier/dossier-life.ts';
import { purgeBlob } from './blobs.ts';
import { dossierById } from './dossiers.ts';
import { findBrokenSeal } from './seals.ts';
import type { RetentionRules } from './retention.ts';
import { forgetRead, readSyncMarks, recordContradicted, rewindTo } from './sync-state.ts';
import { tidyStore } from './tidy.ts';

const COUNTER = atCounter(1);
const DAY_MS = 86_400_000;
const AN = { ...LAN, fullName: 'Trịnh Ngọc Ẩn', idNumber: '001185000077' };

let station: TestStation;
let dossier: Dossier;
let asked: string[];
let answer: boolean | null;
let isShort: boolean;
beforeEach(async () => {
  [asked, answer, isShort] = [[], true, false];
  const scanner = new FakeScanner();
  station = new TestStation({ procedures: [BIRTH], scanners: new Map([[1, scanner]]) });
  dossier = await openDossier(station, { person: AN, scan: { scanner, pages: [1, 2], settled: over } });
});
afterEach(() => station[Symbol.asyncDispose]());

async function over(isScanning: () => boolean): Promise<void> {
  for (const end = performance.now() + 10_000; isScanning() && performance.now() < end; ) await sleep(5);
}
const rules = (): RetentionRules => ({
  scanDays: 30, dossierDays: 730, isAlone: false, isDiskShort: () => isShort,
  isHeldByCity: (sha256) => {
    asked.push(sha256);
    return Promise.resolve(answer);
  },
});
const tidy = (isPlausible = true) => tidyStore(station.context.database, station.context.blobs, station.clock, { isPlausible: () => isPlausible }, rules());
const run = (sql: string) => station.context.database.write((store) => store.run(sql));
const acknowledge = (): number => run('UPDATE sync SET acked_seq = (SELECT max(seq) FROM event)');
const verified = (): number => run(`UPDATE blob SET state = 'verified', verified_at = ${station.clock.now()}`);
const giveUp = () => station.call('dossier.void', life['dossier.void'], COUNTER, { dossierId: dossier.dossierId, reason: 'Trịnh Ngọc Ẩn rút' });
const anyRow = z.record(z.string(), z.unknown());
const everything = () => station.context.database.read((store) =>
  store.all(z.object({ name: z.string() }), `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).map(({ name }) => JSON.stringify(store.all(anyRow, `SELECT * FROM ${name}`))).join('\n'));
const files = () => readdirSync(path.join(station.folder, 'pages'), { recursive: true, encoding: 'utf8' }).filter((name) => /[0-9a-f]{64}$/.test(name));
const states = () => station.context.database.read((store) => store.all(z.object({ state: z.string() }), 'SELECT state FROM blob')).map(({ state }) => state);
const detail = () => station.context.database.read((store) => {
  const row = dossierById(store, dossier.dossierId);
  return row === null ? null : dossierDetail(store, row);
});

describe('a page that the city holds', () => {
  it('stays here for thirty days, and goes after the city has said so once more', async () => {
    verified();
    station.clock.advance(29 * DAY_MS);
    expect([(await tidy())?.purged, asked, files().length]).toEqual([0, [], 2]);
    station.clock.advance(DAY_MS);
    expect([(await tidy())?.purged, asked.length, files(), states()]).toEqual([2, 2, [], ['purged', 'purged']]);
    expect(detail()?.dossier).toMatchObject({ pages: 2, pagesAtCity: 2 });
  });

  it('stays while the city does not answer, and goes on its way again when the city has lost it', async () => {
    verified();
    station.clock.advance(31 * DAY_MS);
    answer = null;
    expect([(await tidy())?.purged, asked.length, files().length, states()]).toEqual([0, 1, 2, ['verified', 'verified']]);
    answer = false;
    expect([(await tidy())?.purged, files().length, states()]).toEqual([0, 2, ['waiting', 'waiting']]);
  });

  it('goes at once while the disk is short, but never under a clock that cannot be believed', async () => {
    verified();
    isShort = true;
    expect([await tidy(false), files().length]).toEqual([null, 2]);
    expect([(await tidy())?.purged, files()]).toEqual([2, []]);
  });

  it('is asked about once more when it was purged and the city turns out to have lost its dossier', () => {
    verified();
    station.context.database.write((store) => {
      for (const { sha256 } of store.all(z.object({ sha256: z.custom<Parameters<typeof purgeBlob>[1]>() }), 'SELECT sha256 FROM blob')) purgeBlob(store, sha256, station.clock.now());
      rewindTo(store, 0, station.clock.now());
    });
    expect(states()).toEqual(['waiting', 'waiting']);
  });

  it('that lies here still is asked about once more when the city has lost anything, or its feed is read anew', () => {
    const { database } = station.context;
    acknowledge();
    verified();
    // The dossier is not among what the city lost; its pages may be.
    database.write((store) => rewindTo(store, readSyncMarks(store).ackedSeq, station.clock.now()));
    expect(states()).toEqual(['waiting', 'waiting']);
    verified();
    database.write(forgetRead);
    expect(states()).toEqual(['verified', 'verified']);
    database.write((store) => {
      recordContradicted(store, station.clock.now());
      forgetRead(store);
    });
    expect(states()).toEqual(['waiting', 'waiting']);
  });
});

describe('the person of a dossier', () => {
  it('that ended two years ago is forgotten here, while what happened when stays', async () => {
    await giveUp();
    acknowledge();
    verified();
    await tidy();
    station.clock.advance(729 * DAY_MS);
    expect((await tidy())?.outdated).toBe(0);
    expect(everything()).toContain(AN.fullName);
    station.clock.advance(2 * DAY_MS);
    expect((await tidy())?.outdated).toBe(1);
    for (const trace of [AN.fullName, AN.idNumber]) expect(everything()).not.toContain(trace);
    expect(detail()).toMatchObject({ isErased: false, isVoided: true, dossier: { applicantName: '—', pages: 2, pagesAtCity: 2, provisionalCode: dossier.provisionalCode } });
    expect(station.context.database.read((store) => findBrokenSeal(store, station.context.identity))).toBeNull();
    expect((await tidy())?.outdated).toBe(0);
  });

  it('stays while the dossier goes on, or the city has not got all of it', async () => {
    await tidy();
    station.clock.advance(3000 * DAY_MS);
    await tidy();
    await giveUp();
    await tidy();
    station.clock.advance(731 * DAY_MS);
    expect((await tidy())?.outdated).toBe(0);
    expect(everything()).toContain(AN.fullName);
  });

  it('that the city has erased is forgotten within the hour, whatever the clock says, but never before the city has what is sealed', async () => {
    run(`INSERT INTO city_dossier (dossier_id, revision, status, is_erased) SELECT dossier_id, 2, 2, 1 FROM dossier`);
    await tidy(false);
    expect(everything()).toContain(`"fullName":"${AN.fullName}"`.replaceAll('"', '\\"'));
    acknowledge();
    await tidy(false);
    for (const trace of [AN.fullName, AN.idNumber]) expect(everything()).not.toContain(trace);
    expect(files()).toEqual([]);
    expect(detail()).toMatchObject({ isErased: true, applicant: {} });
  });
});
