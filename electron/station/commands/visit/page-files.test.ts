// People who leave without a dossier leave nothing behind: not in the log, not in the rows, not on the disk.

import { z } from 'zod';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FakeScanner, scannedPage } from '../../../../tests/fakes/fake-scanner.ts';
import { BIRTH, LAN } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { CounterId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import { businessDayOf } from '../../../../shared/domain/time/business-day.ts';
import { knownBlobs } from '../../store/blobs.ts';
import { readOperations } from '../../store/event-log.ts';
import { tidyStore } from '../../store/tidy.ts';
import { ABANDONED_PAGES_KEPT_MS } from '../../store/visits-drafts.ts';
import { PlausibleTime } from '../../life/plausible-time.ts';
import { createScanSessions, type ScanSessions } from './scan-sessions.ts';
import { visitHandlers } from './visit-handlers.ts';

const COUNTER = atCounter(1);
let scanner: FakeScanner;
let station: TestStation;
let scans: ScanSessions;
beforeEach(() => {
  scanner = new FakeScanner();
  station = new TestStation({ procedures: [BIRTH], scanners: new Map([[1, scanner]]) });
  scans = createScanSessions(station.context, (error) => expect.fail(String(error)));
});
afterEach(async () => {
  await scans[Symbol.asyncDispose]();
  await station[Symbol.asyncDispose]();
});

const everything = z.record(z.string(), z.unknown());
const dump = (table: string): string => JSON.stringify(station.context.database.read((store) => store.all(everything, `SELECT * FROM ${table}`)));

async function tidied(): Promise<number> {
  const { database, blobs, clock } = station.context;
  return must(await tidyStore(database, blobs, clock, new PlausibleTime(clock), { scanDays: 30, dossierDays: 730, isAlone: true, isDiskShort: () => false, isHeldByCity: () => Promise.resolve(null) }), 'the clock is right').files;
}
const answersAbout = (visitId: string): readonly string[] =>
  station.context.database.read((store) => store.all(z.object({ output: z.string() }), `SELECT output FROM request WHERE command GLOB 'visit.*'`)).map((row) => row.output).filter((output) => output.includes(visitId));

async function visitWithPages(...numbers: readonly number[]): Promise<Awaited<ReturnType<TestStation['serve']>>> {
  const handlers = visitHandlers(scans);
  const visitId = await station.serve(1);
  await station.call('visit.set-person', handlers['visit.set-person'], COUNTER, { visitId, person: LAN });
  await station.call('visit.choose-procedure', handlers['visit.choose-procedure'], COUNTER, { visitId, procedureCode: BIRTH.code });
  await station.call('visit.check-paper', handlers['visit.check-paper'], COUNTER, { visitId, paperId: 'to-khai', originals: 1, copies: 0 });
  scanner.load({ pages: numbers.map((number) => scannedPage(number)) });
  await station.call('visit.scan', handlers['visit.scan'], COUNTER, { visitId, paperId: 'to-khai', source: 'feeder' });
  await expect.poll(() => scans.isScanning(1 as CounterId)).toBe(false);
  return visitId;
}

it('an abandoned visit leaves no personal data in the log', async () => {
  await visitWithPages(1);
  await station.finish(1);
  const log = JSON.stringify(station.context.database.read((store) => readOperations(store, 0, 1000)));
  expect(log).toContain('ticket.served');
  for (const word of [LAN.idNumber, LAN.fullName, LAN.address, LAN.birthDate, BIRTH.code, 'sha256']) expect(log).not.toContain(word);
});

it('a file is never removed from under a page that has just been scanned again', async () => {
  const { blobs } = station.context;
  const { bytes } = scannedPage(5);
  const hash = await blobs.store(bytes);
  const rows = new Set<string>();
  const isUsed = (own: string): boolean => rows.has(own);
  const record = (own: string): unknown => rows.add(own);
  await Promise.all([blobs.removeUnless(hash, isUsed), blobs.storeThen(bytes, record), blobs.removeUnless(hash, isUsed)]);
  expect((await blobs.read(hash)).equals(Buffer.from(bytes))).toBe(true);
  rows.clear();
  await blobs.removeUnless(hash, isUsed);
  await expect(blobs.read(hash)).rejects.toThrow();
});

it('clearing drafts takes papers, pages, files and remembered answers of people who left, and of nobody else', async () => {
  const gone = await visitWithPages(1, 2);
  const file = must(station.context.database.read((store) => store.get(z.object({ sha256: z.string() }), 'SELECT sha256 FROM page LIMIT 1')), 'a page').sha256;
  expect(await tidied()).toBe(0);
  expect(answersAbout(gone).join()).toContain(LAN.fullName);
  await station.finish(1);
  expect([answersAbout(gone), dump('visit').includes(LAN.fullName)]).toEqual([[], false]);
  station.clock.advance(ABANDONED_PAGES_KEPT_MS);
  expect(await tidied()).toBe(0);
  expect(dump('page')).toContain(gone);
  station.clock.advance(1);
  const stays = await visitWithPages(2, 3);

  expect(await tidied()).toBe(1);
  expect(dump('page')).not.toContain(gone);
  expect(dump('visit_paper')).not.toContain(gone);
  expect(dump('blob')).not.toContain(file);
  expect(dump('visit')).toContain(gone);
  expect(dump('page').split(stays).length - 1).toBe(2);
  expect(dump('request')).toContain(stays);
  expect(await tidied()).toBe(0);
  expect(await station.context.blobs.settleUnknown(station.context.database.read(knownBlobs), businessDayOf(station.clock.now()))).toEqual({ setAside: 0, broughtBack: 0 });
});
