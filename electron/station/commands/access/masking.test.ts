// Who gets to see a whole ID number: of everything that a window may ask for, only what an officer opens on purpose.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { must } from '../../../../shared/base/must.ts';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { BIRTH, LAN } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { BusinessDay, CounterId } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import type { Dossier } from '../../../../shared/contract/dossier.ts';
import { createAdminHandlers } from '../admin/admin-handlers.ts';
import { deadLetterHandlers as letters } from '../dead-letter/dead-letter-handlers.ts';
import { displayHandlers as display } from '../display/display-handlers.ts';
import { dossierHandlers } from '../dossier/dossier-handlers.ts';
import { dossierLifeHandlers as life } from '../dossier/dossier-life.ts';
import { noticeHandlers as notices } from '../notice/notice-handlers.ts';
import { printHandlers as prints } from '../print/print-handlers.ts';
import { queueHandlers as queue } from '../queue/queue-handlers.ts';
import { createScanSessions, type ScanSessions } from '../visit/scan-sessions.ts';
import { visitHandlers } from '../visit/visit-handlers.ts';
import { accessHandlers as access } from './access-handlers.ts';

const ADMIN: Caller = { role: 'admin' };
const KIOSK: Caller = { role: 'kiosk' };
const BOARD: Caller = { role: 'board' };
const COUNTER = atCounter(1);
const DISPLAY: Caller = { role: 'citizen-display', counterId: 1 as CounterId };
/** Invented. */
const PERSON = { ...LAN, fullName: 'Trịnh Ngọc Ẩn', idNumber: '001185000077', phone: '0900000077' };

let station: TestStation;
let scans: ScanSessions;
let dossier: Dossier;
beforeEach(async () => {
  station = new TestStation({ procedures: [BIRTH] });
  scans = createScanSessions(station.context, (error) => expect.fail(String(error)));
  dossier = await openDossier(station, { person: PERSON });
  const visitId = await station.serve(1);
  await station.call('visit.set-person', visitHandlers(scans)['visit.set-person'], COUNTER, { visitId, person: PERSON });
  station.context.database.write((store) => {
    store.run('UPDATE sync SET acked_seq = (SELECT max(seq) FROM event)');
    store.run(`INSERT INTO dead_letter (seq, op_id, state, code, detail, answered_at) SELECT seq, op_id, 'rejected', 'x', '', 1 FROM event WHERE type = 'dossier.opened'`);
    store.run(`INSERT INTO notice (dossier_id, kind, field, kept, lost, op_id, at) VALUES ($id, 'field', 'idNumber', $number, '', 'x', 1)`, { id: dossier.dossierId, number: PERSON.idNumber });
  });
});
afterEach(async () => {
  await scans[Symbol.asyncDispose]();
  await station[Symbol.asyncDispose]();
});

/** Everything that shows a ticket, a visit, a dossier or what became of one, as its window asks for it. */
async function answers(): Promise<Readonly<Record<string, unknown>>> {
  const dossiers = dossierHandlers(scans, [{ year: 2026, closed: [], working: [] }]);
  const admin = createAdminHandlers({ runChecks: () => [], syncNow: () => station.context.status().sync });
  const days = { from: '2026-07-13' as BusinessDay, to: '2026-07-13' as BusinessDay, dossierId: null };
  const { dossierId, provisionalCode: code } = dossier;
  const [letter] = (await station.call('dead-letter.list', letters['dead-letter.list'], COUNTER, {})).letters;
  return {
    'kiosk queue.overview': await station.call('queue.overview', queue['queue.overview'], KIOSK, {}),
    'board queue.overview': await station.call('queue.overview', queue['queue.overview'], BOARD, {}),
    'kiosk dossier.look-up': await station.call('dossier.look-up', dossiers['dossier.look-up'], KIOSK, { by: 'code', code, idNumber: PERSON.idNumber }),
    'display display.read': await station.call('display.read', display['display.read'], DISPLAY, {}),
    'counter desk.read': await station.call('desk.read', queue['desk.read'], COUNTER, {}),
    'counter dossier.list': await station.call('dossier.list', dossiers['dossier.list'], COUNTER, { limit: 50 }),
    'admin dossier.find': await station.call('dossier.find', dossiers['dossier.find'], ADMIN, { text: code }),
    'counter receipt.print': await station.call('receipt.print', dossiers['receipt.print'], COUNTER, { dossierId }),
    'counter print.list': await station.call('print.list', prints['print.list'], COUNTER, {}),
    'counter dead-letter.list': await station.call('dead-letter.list', letters['dead-letter.list'], COUNTER, {}),
    'admin outbox.read': await station.call('outbox.read', admin['outbox.read'], ADMIN, {}),
    'admin health.read': await station.call('health.read', admin['health.read'], ADMIN, {}),
    'counter visit.read': await station.call('visit.read', visitHandlers(scans)['visit.read'], COUNTER, {}),
    'counter dossier.read': await station.call('dossier.read', life['dossier.read'], COUNTER, { dossierId }),
    'counter dead-letter.read': await station.call('dead-letter.read', letters['dead-letter.read'], COUNTER, { opId: must(letter, 'it was refused').opId }),
    'counter notice.list': await station.call('notice.list', notices['notice.list'], COUNTER, { values: true }),
    'admin access.list': await station.call('access.list', access['access.list'], ADMIN, days),
    'admin access.export': await station.call('access.export', access['access.export'], ADMIN, days),
  };
}
const whoSays = (said: Readonly<Record<string, unknown>>, word: string) => Object.entries(said).filter(([, answer]) => JSON.stringify(answer).includes(word)).map(([name]) => name);

it('only a visit at its counter and a dossier, a refused operation or a notice that was opened show a whole number or telephone', async () => {
  const said = await answers();
  expect(whoSays(said, PERSON.idNumber)).toEqual(['counter visit.read', 'counter dossier.read', 'counter dead-letter.read', 'counter notice.list']);
  expect(whoSays(said, PERSON.phone)).toEqual(['counter visit.read', 'counter dossier.read', 'counter dead-letter.read']);
});

it('the whole name is on the screen of the person and in what an officer has in hand, in no list and on no wall', async () => {
  expect(whoSays(await answers(), PERSON.fullName)).toEqual(['display display.read', 'counter receipt.print', 'counter visit.read', 'counter dossier.read', 'counter dead-letter.read']);
});

it('whatever shows it but the visit that is under way is in the access log', async () => {
  await answers();
  const { entries } = await station.call('access.list', access['access.list'], ADMIN, { from: '2026-07-13' as BusinessDay, to: '2026-07-13' as BusinessDay, dossierId: dossier.dossierId });
  expect(new Set(entries.map(({ purpose }) => purpose))).toEqual(new Set(['receipt', 'detail', 'correction', 'list']));
});
