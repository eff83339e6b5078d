// The log's guard and the forgetting agree: every event that may lose what is personal in it is let through once it has, and none before.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestStation } from '../../../tests/fakes/test-station.ts';
import { PERSONAL_TYPES, redactBody } from '../../../shared/wire/redact.ts';

const DOSSIER = '0192f000-0000-7000-8000-000000000001';
const LINE = { feeId: 'le-phi', amount: 8000, original: 'Học bạ cháu Ẩn', exemption: { ground: 'poor', proof: 'Giấy số 12 của chị Ẩn' }, changed: { amount: 4000, reason: 'chị Ẩn nói' } };
/** A body of each, with something of somebody in it. */
const BODIES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'dossier.opened': { dossierId: DOSSIER, applicant: { fullName: 'Trịnh Ngọc Ẩn', idNumber: '001185000077', address: 'Ngõ Không Có', phone: '0900000077', email: 'ngoc.an@example.vn' }, intake: { behalf: { fullName: 'Trịnh Văn Ẩn' }, delivery: { address: 'Ngõ Không Có' } }, papers: [] },
  'dossier.apologised': { dossierId: DOSSIER, dueBefore: 1000, dueAt: 2000, reason: 'chị Ẩn chờ' },
  'dossier.corrected': { dossierId: DOSSIER, fields: { fullName: { from: 'Ẩn', to: 'Ấn' } }, reason: 'chị Ẩn nói' },
  'dossier.moved': { dossierId: DOSSIER, to: 5, reason: 'chị Ẩn nói' },
  'dossier.voided': { dossierId: DOSSIER, reason: 'chị Ẩn nói' },
  'dossier.page-removed': { dossierId: DOSSIER, reason: 'chị Ẩn nói' },
  'dossier.noted': { dossierId: DOSSIER, text: 'chị Ẩn nói' },
  'operation.withdrawn': { opId: 'o', reason: 'chị Ẩn nói' },
  'dossier.result-arrived': { dossierId: DOSSIER, kind: 'paper', place: 'Tủ A', number: '127/UBND', issuedOn: '2026-07-13', abstract: 'Khai sinh của cháu Ẩn' },
  'dossier.owner-called': { dossierId: DOSSIER, manner: 'phoned', note: 'mẹ cháu Ẩn nghe' },
  'dossier.result-returned': { dossierId: DOSSIER, manner: 'by-hand', to: 'other', toName: 'Trần Ẩn', toNumber: '001185000013', proof: 'Ủy quyền của chị Ẩn', tracking: 'EB1', receipt: 'lost', papersBack: ['Sổ của Ẩn'], unpaid: { amount: 4000, reason: 'chị Ẩn nợ' } },
  'fee.charged': { dossierId: DOSSIER, total: 4000, reason: 'chị Ẩn nói', lines: [LINE, { ...LINE, exemption: null, changed: null }] },
  'fee.let-off': { dossierId: DOSSIER, amount: 4000, reason: 'chị Ẩn nghèo' },
  'ticket.priority-checked': { ticketId: 't', outcome: 'removed', reason: 'chị Ẩn nói' },
  'ticket.held': { ticketId: 't', reason: 'chị Ẩn nói' },
  'petition.received': { petitionId: 'p', code: 'PA-1', text: 'chị Ẩn nói', contactName: 'Trịnh Ngọc Ẩn', contactPhone: '0900000077' },
  'petition.moved': { petitionId: 'p', step: 'answered', words: 'chị Ẩn nói' },
};

let station: TestStation;
beforeEach(() => {
  station = new TestStation();
});
afterEach(() => station[Symbol.asyncDispose]());

function write(type: string, body: object): void {
  station.context.database.write((store) =>
    store.run(
      `INSERT INTO event (seq, op_id, incarnation, agg_type, agg_id, agg_rev, type, type_version, at, monotonic_ms, boot_id, actor, clock, prev_hash, hash, body)
       VALUES (9000, 'op', 1, 'dossier', $dossierId, 1, $type, 1, 1, 1, 'b', 'a', 'ok', 'p', 'h', $body)`,
      { dossierId: DOSSIER, type, body: JSON.stringify(body) },
    ),
  );
}
const forget = (body: object | null): number => station.context.database.write((store) => store.run('UPDATE event SET body = $body, redacted_at = 2 WHERE seq = 9000', { body: JSON.stringify(body) }));

it('has a body to try for every type that is forgotten', () => {
  expect(Object.keys(BODIES).toSorted()).toEqual([...PERSONAL_TYPES].toSorted());
});

it('of a result forgets its number, its day and its abstract, and keeps what became of it', () => {
  const body = BODIES['dossier.result-arrived'] ?? {};
  expect(redactBody('dossier.result-arrived', body, 'outdated')).toEqual({ dossierId: DOSSIER, kind: 'paper', place: 'Tủ A', number: '', abstract: '' });
});

describe.each(Object.keys(BODIES))('an event «%s»', (type) => {
  it('may lose its person, once, and nothing else', () => {
    const body = BODIES[type] ?? {};
    write(type, body);
    expect(() => forget(body)).toThrow('append-only');
    expect(() => forget({ ...redactBody(type, body, 'erased'), dossierId: 'another', ticketId: 'another', opId: 'another', petitionId: 'another' })).toThrow('append-only');
    expect(forget(redactBody(type, body, 'erased'))).toBe(1);
    expect(() => forget(redactBody(type, body, 'erased'))).toThrow('append-only');
  });
});
