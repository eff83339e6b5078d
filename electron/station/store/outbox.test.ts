// The outbox as people look at it: in order, named as people name things, without anybody's data, and never longer than a screen can hold.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { BIRTH, LAN } from '../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../tests/fakes/test-station.ts';
import { FakeScanner, scannedPage } from '../../../tests/fakes/fake-scanner.ts';
import type { CounterId } from '../../../shared/base/ids.ts';
import { dossierHandlers } from '../commands/dossier/dossier-handlers.ts';
import { issueTicket } from '../commands/queue/issue-ticket.ts';
import { createScanSessions } from '../commands/visit/scan-sessions.ts';
import { visitHandlers } from '../commands/visit/visit-handlers.ts';
import { applyOfficialCode } from './city-dossiers.ts';
import { readOutbox } from './outbox.ts';

const COUNTER = atCounter(1);
const scanner = new FakeScanner();
let station: TestStation;
beforeEach(() => {
  station = new TestStation({ procedures: [BIRTH], scanners: new Map([[1, scanner]]) });
});
afterEach(() => station[Symbol.asyncDispose]());
const outbox = () => station.context.database.read(readOutbox);

async function openDossier() {
  await using scans = createScanSessions(station.context, (error) => expect.fail(String(error)));
  const visits = visitHandlers(scans);
  const visitId = await station.serve(1);
  await station.call('visit.set-person', visits['visit.set-person'], COUNTER, { visitId, person: LAN });
  await station.call('visit.choose-procedure', visits['visit.choose-procedure'], COUNTER, { visitId, procedureCode: BIRTH.code });
  for (const paperId of ['to-khai', 'giay-chung-sinh']) await station.call('visit.check-paper', visits['visit.check-paper'], COUNTER, { visitId, paperId, originals: 1, copies: 0 });
  scanner.load({ pages: [scannedPage(1)] });
  await station.call('visit.scan', visits['visit.scan'], COUNTER, { visitId, paperId: 'to-khai', source: 'feeder' });
  await expect.poll(() => scans.isScanning(1 as CounterId), { interval: 2 }).toBe(false);
  return await station.call('dossier.open', dossierHandlers(scans, [{ year: 2026, closed: [], working: [] }])['dossier.open'], COUNTER, { visitId });
}

it('is empty at the start', () => {
  expect(outbox()).toEqual({ waiting: [], scans: [], restored: { feedAt: null, rewound: null } });
});

it('names what waits as people do: the number, the code; and no person', async () => {
  const dossier = await openDossier();
  expect(outbox().waiting.map(({ sequence, type, label }) => [sequence, type, label])).toEqual([
    [1, 'ticket.issued', 'A001'], [2, 'ticket.called', 'A001'], [3, 'dossier.opened', dossier.provisionalCode],
  ]);
  expect(outbox().scans).toEqual([{ label: dossier.provisionalCode, bytes: 2000, sent: 0, at: station.clock.now(), attempts: 0, code: null }]);
  station.context.database.write((store) => applyOfficialCode(store, dossier.dossierId, dossier.provisionalCode, 'H26.149-260713-0001'));
  expect([outbox().waiting.at(-1)?.label, outbox().scans[0]?.label]).toEqual(['H26.149-260713-0001', 'H26.149-260713-0001']);
  expect(JSON.stringify(outbox())).not.toMatch(new RegExp(`${LAN.fullName}|${LAN.idNumber}`));
});

it('shows the oldest hundred', async () => {
  for (let index = 0; index < 105; index += 1) await station.call('ticket.issue', issueTicket, { role: 'kiosk' }, { field: BIRTH.field, priority: 'none', procedureCode: null });
  expect([outbox().waiting.length, outbox().waiting[0]?.label, outbox().waiting.at(-1)?.label]).toEqual([100, 'A001', 'A100']);
});
