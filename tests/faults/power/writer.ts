// A station's store at work, made to be traced: numbers, visits, dossiers, receipts and the city's acknowledgements, by the real commands, each said on standard output after it was answered.
// Arguments: data folder, how many rounds.

import { writeSync } from 'node:fs';
import { must } from '../../../shared/base/must.ts';
import { dossierHandlers } from '../../../electron/station/commands/dossier/dossier-handlers.ts';
import { issueTicket } from '../../../electron/station/commands/queue/issue-ticket.ts';
import { createScanSessions } from '../../../electron/station/commands/visit/scan-sessions.ts';
import { visitHandlers } from '../../../electron/station/commands/visit/visit-handlers.ts';
import { readOperations } from '../../../electron/station/store/event-log.ts';
import { recordPushed } from '../../../electron/station/store/answers.ts';
import { readSyncMarks } from '../../../electron/station/store/sync-state.ts';
import { BIRTH, LAN } from '../../fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../fakes/test-station.ts';
import type { Said } from './said.ts';

const HOLIDAYS = [{ year: 2026, closed: [], working: [] }];
const COUNTER = atCounter(1);
const [folder = '', rounds = '1'] = process.argv.slice(2);

function say(said: Said): void {
  writeSync(1, `${JSON.stringify(said)}\n`);
}

const station = new TestStation({ folder, procedures: [BIRTH] });
say({ kind: 'open' });
await using scans = createScanSessions(station.context, (error) => {
  throw error;
});
const visits = visitHandlers(scans);
const dossiers = dossierHandlers(scans, HOLIDAYS);
const field = must(station.point.fields[0], 'the example point has fields').code;
for (let round = 0; round < Number(rounds); round += 1) {
  const { ticketId, number } = await station.call('ticket.issue', issueTicket, { role: 'kiosk' }, { field, priority: 'none', procedureCode: null });
  say({ kind: 'ticket', ticketId, number });
  const visitId = await station.serve(1);
  say({ kind: 'called', visitId });
  await station.call('visit.set-person', visits['visit.set-person'], COUNTER, { visitId, person: LAN });
  await station.call('visit.choose-procedure', visits['visit.choose-procedure'], COUNTER, { visitId, procedureCode: BIRTH.code });
  for (const paperId of ['to-khai', 'giay-chung-sinh']) await station.call('visit.check-paper', visits['visit.check-paper'], COUNTER, { visitId, paperId, originals: 1, copies: 0 });
  const { dossierId, provisionalCode } = await station.call('dossier.open', dossiers['dossier.open'], COUNTER, { visitId });
  say({ kind: 'dossier', dossierId, code: provisionalCode });
  await station.call('receipt.print', dossiers['receipt.print'], COUNTER, { dossierId });
  say({ kind: 'receipt', dossierId });
  await station.finish(1);
  const { database, clock } = station.context;
  const operations = database.read((store) => readOperations(store, readSyncMarks(store).ackedSeq, 500));
  database.write((store) => recordPushed(store, operations, new Map(operations.map(({ opId }) => [opId as string, { kind: 'applied', opId } as const])), clock.now()));
  say({ kind: 'acked', seq: must(operations.at(-1), 'a visit has events').seq });
}
station.context.database[Symbol.dispose]();
say({ kind: 'closed' });
