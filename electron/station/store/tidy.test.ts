// Tidying: what abandoned visits and other days left behind goes, rows first and then files; what belongs to somebody stays.

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { FakeScanner, scannedPage } from '../../../tests/fakes/fake-scanner.ts';
import { BIRTH, LAN } from '../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../tests/fakes/test-station.ts';
import type { CounterId, VisitId } from '../../../shared/base/ids.ts';
import { businessDayOf } from '../../../shared/domain/time/business-day.ts';
import { createScanSessions, type ScanSessions } from '../commands/visit/scan-sessions.ts';
import { visitHandlers } from '../commands/visit/visit-handlers.ts';
import { tidyStore, type Tidied } from './tidy.ts';
import { visitAtCounter } from './visits.ts';

const scanners = [new FakeScanner(), new FakeScanner()] as const;
let station: TestStation;
let scans: ScanSessions;
beforeEach(() => {
  station = new TestStation({ procedures: [BIRTH], scanners: new Map(scanners.map((scanner, index) => [index + 1, scanner])) });
  scans = createScanSessions(station.context, (error) => expect.fail(String(error)));
});
afterEach(async () => {
  await scans[Symbol.asyncDispose]();
  await station[Symbol.asyncDispose]();
});

const tidy = (): Promise<Tidied> => tidyStore(station.context.database, station.context.blobs, station.clock, businessDayOf(station.clock.now()));
const files = (): number => readdirSync(path.join(station.folder, 'pages'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
const count = (sql: string): number => station.context.database.read((store) => store.get(z.object({ count: z.int() }), sql))?.count ?? -1;

/** A visit with a person and scanned pages. */
async function visit(counterId: 1 | 2, ...pages: readonly number[]): Promise<VisitId> {
  const visits = visitHandlers(scans);
  const caller = atCounter(counterId);
  const visitId = await station.serve(counterId);
  await station.call('visit.set-person', visits['visit.set-person'], caller, { visitId, person: LAN });
  await station.call('visit.choose-procedure', visits['visit.choose-procedure'], caller, { visitId, procedureCode: BIRTH.code });
  scanners[counterId - 1]?.load({ pages: pages.map((number) => scannedPage(number)) });
  await station.call('visit.scan', visits['visit.scan'], caller, { visitId, paperId: 'to-khai', source: 'feeder' });
  await expect.poll(() => scans.isScanning(counterId as CounterId), { interval: 2 }).toBe(false);
  return visitId;
}

it('leaves a visit that is under way as it is', async () => {
  await visit(1, 1, 2);
  expect([await tidy(), files(), count('SELECT count(*) AS count FROM page')]).toEqual([{ visits: 0, files: 0, answers: 0 }, 2, 2]);
});

it('puts away the pages of a person who has gone, but not a page that another visit shows too', async () => {
  await visit(1, 1, 2);
  await visit(2, 2, 3);
  await station.finish(1);
  expect([await tidy(), files(), count('SELECT count(*) AS count FROM blob')]).toEqual([{ visits: 0, files: 1, answers: 0 }, 2, 2]);
  expect(await tidy()).toEqual({ visits: 0, files: 0, answers: 0 });
});

it('at midnight in Hanoi the drafts of the day end, with their person', async () => {
  const visitId = await visit(1, 1);
  station.clock.set('2026-07-13T23:59:59+07:00');
  expect((await tidy()).visits).toBe(0);
  station.clock.set('2026-07-14T00:00:00+07:00');
  expect([await tidy(), files(), count('SELECT count(*) AS count FROM visit WHERE person IS NOT NULL')]).toEqual([{ visits: 1, files: 1, answers: 0 }, 0, 0]);
  expect([visitId.length, station.context.database.read((store) => visitAtCounter(store, 1 as CounterId))]).toEqual([36, null]);
  // The counter is free for the first person of the new day.
  expect((await station.serve(1)).length).toBe(36);
});

it('forgets answers after a week, not before', async () => {
  await station.serve(1);
  station.clock.advance(7 * 24 * 3_600_000);
  expect((await tidy()).answers).toBe(0);
  station.clock.advance(1);
  expect((await tidy()).answers).toBe(2);
});
