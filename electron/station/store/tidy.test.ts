// Tidying: what abandoned visits and other days left behind goes, rows first and then files; what belongs to somebody stays.

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { FakeScanner, scannedPage } from '../../../tests/fakes/fake-scanner.ts';
import { BIRTH, LAN } from '../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../tests/fakes/test-station.ts';
import type { CounterId, VisitId } from '../../../shared/base/ids.ts';
import { businessDaySchema } from '../../../shared/contract/primitives.ts';
import { must } from '../../../shared/base/must.ts';
import { createScanSessions, type ScanSessions } from '../commands/visit/scan-sessions.ts';
import { visitHandlers } from '../commands/visit/visit-handlers.ts';
import { BELIEVED_AFTER_MS, PlausibleTime } from '../life/plausible-time.ts';
import { REQUESTS_ALWAYS_KEPT } from './requests.ts';
import { tidyStore, type Tidied } from './tidy.ts';
import { ABANDONED_PAGES_KEPT_MS } from './visits-drafts.ts';
import { visitAtCounter } from './visits.ts';

const scanners = [new FakeScanner(), new FakeScanner()] as const;
let station: TestStation;
let scans: ScanSessions;
let time: PlausibleTime;
beforeEach(() => {
  station = new TestStation({ procedures: [BIRTH], scanners: new Map(scanners.map((scanner, index) => [index + 1, scanner])) });
  time = new PlausibleTime(station.clock);
  scans = createScanSessions(station.context, (error) => expect.fail(String(error)));
});
afterEach(async () => {
  await scans[Symbol.asyncDispose]();
  await station[Symbol.asyncDispose]();
});

const RULES = { scanDays: 30, dossierDays: 730, isAlone: false, isDiskShort: () => false, isHeldByCity: () => Promise.resolve(null) };
const tidyOrNot = (): Promise<Tidied | null> => tidyStore(station.context.database, station.context.blobs, station.clock, time, RULES);
const tidy = async (): Promise<Tidied> => must(await tidyOrNot(), 'the clock is plausible');
const NOTHING: Tidied = { visits: 0, files: 0, answers: 0, unclaimed: 0, erased: 0, outdated: 0, purged: 0 };
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
  expect([await tidy(), files(), count('SELECT count(*) AS count FROM page')]).toEqual([NOTHING, 2, 2]);
});

it('puts away the pages of a person who has gone, but not a page that another visit shows too', async () => {
  await visit(1, 1, 2);
  await visit(2, 2, 3);
  await station.finish(1);
  expect([await tidy(), files()]).toEqual([NOTHING, 3]);
  station.context.database.write((store) => store.run(`UPDATE visit SET ended_at = ended_at - $kept - 1 WHERE state = 'ended'`, { kept: ABANDONED_PAGES_KEPT_MS }));
  expect([await tidy(), files(), count('SELECT count(*) AS count FROM blob')]).toEqual([{ ...NOTHING, files: 1 }, 2, 2]);
  expect(await tidy()).toEqual(NOTHING);
});

it('at midnight in Hanoi the drafts of the day end, with their person', async () => {
  const visitId = await visit(1, 1);
  station.clock.advance(Date.parse('2026-07-13T23:59:59+07:00') - station.clock.now());
  expect((await tidy()).visits).toBe(0);
  station.clock.advance(1000);
  expect([await tidy(), files(), count('SELECT count(*) AS count FROM visit WHERE person IS NOT NULL')]).toEqual([{ ...NOTHING, visits: 1 }, 1, 0]);
  expect([visitId.length, station.context.database.read((store) => visitAtCounter(store, 1 as CounterId))]).toEqual([36, null]);
  // The counter is free for the first person of the new day.
  expect((await station.serve(1)).length).toBe(36);
});

it('ends nothing and removes nothing while the clock is a day wrong, nor when it is right again', async () => {
  const visitId = await visit(1, 1);
  station.clock.set('2026-07-14T09:00:00+07:00');
  expect(await tidyOrNot()).toBe(null);
  await station.serve(2);
  expect(await tidyOrNot()).toBe(null);
  station.clock.set('2026-07-13T09:05:00+07:00');
  expect(await tidyOrNot()).toBe(null);
  expect([files(), station.context.database.read((store) => visitAtCounter(store, 1 as CounterId))]).toMatchObject([1, { visitId, person: LAN }]);
  // The next fact has the right time again; what was called under the wrong day is of a later one, and left.
  await station.serve(2);
  expect([await tidy(), count(`SELECT count(*) AS count FROM visit WHERE state = 'ended'`)]).toEqual([NOTHING, 0]);
});

it('ends the drafts of days before once a new time has held for hours', async () => {
  await visit(1, 1);
  station.clock.set('2026-07-14T07:00:00+07:00');
  expect(await tidyOrNot()).toBe(null);
  station.clock.advance(BELIEVED_AFTER_MS);
  expect(await tidy()).toEqual({ ...NOTHING, visits: 1 });
});

it('removes pages that nobody claims after thirty days', async () => {
  await station.context.blobs.store(scannedPage(9).bytes);
  expect((await station.context.blobs.settleUnknown([], businessDaySchema.parse('2026-07-13'))).setAside).toBe(1);
  station.clock.advance(30 * 24 * 3_600_000);
  expect([await tidy(), files()]).toEqual([NOTHING, 1]);
  station.clock.advance(24 * 3_600_000);
  expect([await tidy(), files()]).toEqual([{ ...NOTHING, unclaimed: 1 }, 0]);
});

it('forgets answers after a week, not before, and never the newest', async () => {
  await station.serve(1);
  station.clock.advance(7 * 24 * 3_600_000 + 1);
  expect((await tidy()).answers).toBe(0);
  station.context.database.write((store) => {
    for (let index = 0; index < REQUESTS_ALWAYS_KEPT; index += 1) {
      store.run(`INSERT INTO request (request_id, command, input_hash, output, at) VALUES ($id, 'ticket.issue', '', '{}', $at)`, { id: `planted-${index}`, at: station.clock.now() });
    }
  });
  expect((await tidy()).answers).toBe(2);
});
