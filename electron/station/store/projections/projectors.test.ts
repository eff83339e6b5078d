// Each projector by itself: facts in, rows out, whatever order a restored log brings them in.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectedRows } from '../../../../tests/fakes/projected-rows.ts';
import { storeFolder, type StoreFolder } from '../../../../tests/fakes/store-folder.ts';
import { StationDatabase } from '../database.ts';
import { factRow, placeOf, readFact } from './fact.ts';
import { project } from './project.ts';

const id = (number: number): string => `0190a8b0-0000-7000-8000-${String(number).padStart(12, '0')}`;
const TICKET = id(1);
const VISIT = id(2);
const DOSSIER = id(3);

let folder: StoreFolder;
let database: StationDatabase;
let seq: number;
beforeEach(() => {
  folder = storeFolder();
  database = StationDatabase.open(folder.path, folder.key);
  seq = 0;
});
afterEach(() => {
  database[Symbol.dispose]();
  folder[Symbol.dispose]();
});

/** Projects facts that stand 1000 ms apart, as they would be read from the log. */
function tell(...facts: readonly (readonly [type: string, body: object, version?: number, baseRev?: number])[]): void {
  database.write((store) => {
    for (const [type, body, typeVersion = 1, baseRev = null] of facts) {
      seq += 1;
      const fact = readFact(factRow.parse({
        opId: id(100 + seq), incarnation: 1, seq, aggregate: type.split('.')[0], aggregateId: 'x', type, typeVersion, body: JSON.stringify(body), at: seq * 1000, actor: 'counter-1', baseRev,
      }));
      if (fact !== null) project(store, fact);
    }
  });
}
const first = (table: string) => projectedRows(database)[table]?.[0];
const issued = ['ticket.issued', { ticketId: TICKET, day: '2026-11-23', number: 'A001', field: 'A', sequence: 1, priority: 'elderly', procedureCode: null, via: 'kiosk' }] as const;
const called = ['ticket.called', { ticketId: TICKET, counterId: 1, visitId: VISIT }] as const;

describe('a ticket', () => {
  it('waits from its issue on', () => {
    tell(issued);
    expect(first('ticket')).toEqual({
      ticket_id: TICKET, day: '2026-11-23', number: 'A001', field: 'A', sequence: 1, priority: 'elderly', state: 'waiting', counter_id: null, visit_id: null, issued_at: 1000, queued_at: 1000, called_at: null, served_at: null,
      last_counter: null, call_order: null, calls: 0, skips: 0, restored: 0, only_counter: null, hold_reason: null, procedure_code: null, priority_check: null, sent_back_at: null, sent_back_from: null,
    });
  });

  it('has the counter, the visit, the moment and the place of its call, and counts calls', () => {
    tell(issued, called, ['ticket.recalled', { ticketId: TICKET, counterId: 1 }]);
    expect(first('ticket')).toMatchObject({ state: 'called', counter_id: 1, last_counter: 1, visit_id: VISIT, called_at: 3000, call_order: placeOf({ incarnation: 1, seq: 2 }), calls: 2 });
  });

  it('goes back to its new place when it is skipped, is missed when it has none, and comes first when it is restored', () => {
    tell(issued, called, ['ticket.skipped', { ticketId: TICKET, counterId: 1, skips: 1, queuedAt: 77 }, 2]);
    expect(first('ticket')).toMatchObject({ state: 'waiting', skips: 1, queued_at: 77, counter_id: null, visit_id: null, last_counter: 1 });
    tell(called, ['ticket.skipped', { ticketId: TICKET, counterId: 1, skips: 3, queuedAt: null }, 2]);
    expect(first('ticket')).toMatchObject({ state: 'missed', skips: 3, queued_at: 77, counter_id: null });
    tell(['ticket.restored', { ticketId: TICKET, counterId: 2 }]);
    expect(first('ticket')).toMatchObject({ state: 'waiting', restored: 1, queued_at: 6000 });
  });

  it('keeps counter and reason while it is held, loses both when it is sent on, and keeps the place of its issue', () => {
    tell(issued, called, ['ticket.held', { ticketId: TICKET, counterId: 1, reason: 'lấy giấy' }]);
    expect(first('ticket')).toMatchObject({ state: 'held', counter_id: 1, visit_id: VISIT, hold_reason: 'lấy giấy' });
    tell(called, ['ticket.transferred', { ticketId: TICKET, counterId: 1, toField: 'B', toCounter: 3 }]);
    expect(first('ticket')).toMatchObject({ state: 'waiting', field: 'B', only_counter: 3, counter_id: null, visit_id: null, queued_at: 1000, hold_reason: null });
  });

  it('is served with the moment of it', () => {
    tell(issued, called, ['ticket.served', { ticketId: TICKET, counterId: 1, dossierOpened: false }]);
    expect(first('ticket')).toMatchObject({ state: 'served', served_at: 3000, counter_id: 1 });
  });

  it('whose issue is lost shows nothing, and hinders nothing', () => {
    tell(called, ['ticket.held', { ticketId: TICKET, counterId: 1, reason: '' }]);
    expect(first('ticket')).toBeUndefined();
  });
});

it('a counter pauses for the last reason that was said, and is open again', () => {
  tell(['counter.paused', { counterId: 2, reason: 'break' }], ['counter.paused', { counterId: 2, reason: 'meeting' }]);
  expect(first('counter')).toEqual({ counter_id: 2, state: 'paused', pause_reason: 'meeting' });
  tell(['counter.resumed', { counterId: 2 }]);
  expect(first('counter')).toEqual({ counter_id: 2, state: 'open', pause_reason: null });
});

describe('a dossier', () => {
  const page = (number: number) => ({ pageId: id(10 + number), sha256: String(number).repeat(64), bytes: 5, mime: 'image/jpeg', scannedAt: 1 });
  const body = {
    dossierId: DOSSIER, visitId: VISIT, ticketNumber: 'A001', provisionalCode: 'T149-K1-000001-X', procedureCode: '1.001193', procedureName: 'Khai sinh',
    applicant: { idNumber: '001185000012', oldIdNumber: '', fullName: 'Nguyễn Thị Lan', birthDate: '', address: '', issuedOn: '', phone: '', sex: 'female', source: 'typed' },
    papers: [{ paperId: 'to-khai', name: 'Tờ khai', originals: 1, copies: 0, pages: [page(1), page(2)] }], counterId: 1, officerName: '', receivedAt: 900, dueAt: 5000, status: 2,
  };
  const opened = ['dossier.opened', { ...body, officialCode: 'H26.149-261123-0001' }, 2] as const;
  const pages = () => projectedRows(database)['dossier_page']?.map((row) => row['sha256']);

  it('is as it was opened, with the code that was minted; one of the first version has none', () => {
    tell(opened);
    expect(first('dossier')).toEqual({
      dossier_id: DOSSIER, visit_id: VISIT, provisional_code: 'T149-K1-000001-X', official_code: 'H26.149-261123-0001', procedure_code: '1.001193', procedure_name: 'Khai sinh', applicant_name: 'Nguyễn Thị Lan', applicant_id: '001185000012',
      ticket_number: 'A001', counter_id: 1, status: 2, received_at: 900, due_at: 5000, opened_op: id(101), moved_op: null, moved_base: null, corrections: '{}', owner: 'station', voided_op: null, voided_base: null, is_erased: 0, channel: 'counter', by_post: 0, reuses_papers: 0, promises: '[]', redue_op: null, redue_base: null, asked_at: null, supplement_by: null, asks: 0, words: 't149 k1 000001 x h26 149 261123 0001 nguyen thi lan §001185000012',
    });
    tell(['dossier.opened', { ...body, dossierId: id(4), papers: [] }]);
    expect(projectedRows(database)['dossier']?.[1]).toMatchObject({ dossier_id: id(4), official_code: null });
  });

  it('moves, and with the hand-over the city decides for good', () => {
    tell(opened, ['dossier.moved', { dossierId: DOSSIER, from: 2, to: 4, reason: '', dueAt: 6000 }, 1, 3], ['dossier.moved', { dossierId: DOSSIER, from: 4, to: 5, reason: '', dueAt: 6000 }, 1, 4], ['dossier.moved', { dossierId: DOSSIER, from: 5, to: 3, reason: '', dueAt: null }, 1, 5]);
    expect(first('dossier')).toMatchObject({ status: 3, owner: 'city', due_at: null, moved_op: id(104), moved_base: 5 });
  });

  it('has the new date of an apology, keeps the date that was promised first, and is not given the old one again by an opening that was sent again', () => {
    tell(opened, ['dossier.apologised', { dossierId: DOSSIER, dueBefore: 5000, dueAt: 8000, reason: 'x' }, 1, 4], ['dossier.apologised', { dossierId: DOSSIER, dueBefore: 8000, dueAt: 9000, reason: 'y' }, 1, 5], opened);
    expect(first('dossier')).toMatchObject({ due_at: 9000, promises: JSON.stringify([{ op: id(102), at: 5000 }, { op: id(103), at: 8000 }]), redue_op: id(103), redue_base: 5, moved_op: null, status: 2 });
    tell(['dossier.moved', { dossierId: DOSSIER, from: 5, to: 4, reason: '', dueAt: 9900, promisedAt: 6000 }]);
    expect(first('dossier')).toMatchObject({ due_at: 9900, promises: JSON.stringify([{ op: id(102), at: 6000 }, { op: id(103), at: 6000 }]) });
  });

  it('keeps the last correction of each field with the event and the revision that it rests on', () => {
    const to = (value: string) => ({ from: '', to: value });
    tell(opened, ['dossier.corrected', { dossierId: DOSSIER, fields: { phone: to('1'), address: to('a') }, reason: 'x' }, 1, 2], ['dossier.corrected', { dossierId: DOSSIER, fields: { phone: to('2') }, reason: 'x' }]);
    expect(JSON.parse(String(first('dossier')?.['corrections']))).toEqual({ phone: { to: '2', op: id(103), base: 0 }, address: { to: 'a', op: id(102), base: 2 } });
  });

  it('gets and loses pages, and says when it was given up', () => {
    tell(opened, ['dossier.page-added', { dossierId: DOSSIER, paperId: 'to-khai', page: page(3) }], ['dossier.page-removed', { dossierId: DOSSIER, pageId: page(1).pageId, reason: 'mờ' }], ['dossier.voided', { dossierId: DOSSIER, reason: 'nhầm' }, 1, 7]);
    expect([pages(), first('dossier')]).toMatchObject([['2'.repeat(64), '3'.repeat(64)], { voided_op: id(104), voided_base: 7 }]);
  });

  it('has no person any more once it was erased', () => {
    tell(opened, ['dossier.corrected', { dossierId: DOSSIER, fields: { phone: { from: '', to: '0900000001' } }, reason: 'x' }], ['dossier.erased', { dossierId: DOSSIER, reason: 'theo yêu cầu' }]);
    expect(first('dossier')).toMatchObject({ is_erased: 1, applicant_name: '', applicant_id: '', corrections: '{}', provisional_code: 'T149-K1-000001-X' });
  });
});
