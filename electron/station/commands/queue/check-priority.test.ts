// The officer's look at a priority that was said at the kiosk: confirmed it changes nothing, taken away the person waits on at the place of their number.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { counter, QueueBench } from '../../../../tests/fakes/queue-bench.ts';
import type { TicketId } from '../../../../shared/base/ids.ts';

let bench: QueueBench;
beforeEach(() => void (bench = new QueueBench()));
afterEach(() => bench[Symbol.dispose]());
const check = (ticketId: TicketId, outcome: 'confirmed' | 'removed', reason = 'chưa đủ tuổi', at = 1) => bench.call('ticket.check-priority', { ticketId, outcome, reason }, counter(at));
const PERSON = { idNumber: '', oldIdNumber: '', fullName: 'Nguyễn Văn Mẫu', birthDate: '', sex: 'unknown', address: '', issuedOn: '', phone: '' };
const line = () => bench.call('desk.read', {}, counter(1)).waiting.map(({ number }) => number);

describe('a called number', () => {
  it('that has its priority stays where it is', () => {
    bench.issue();
    const { ticketId } = bench.issue('A', 'elderly');
    expect(bench.next(1)).toBe('A002');
    expect(check(ticketId, 'confirmed', '')).toMatchObject({ state: 'called', priorityCheck: 'confirmed' });
    expect(bench.events(3)).toEqual([{ type: 'ticket.priority-checked', actor: 'counter-1', body: { ticketId, counterId: 1, outcome: 'confirmed', reason: '', isSentBack: false } }]);
  });

  it('that has none goes back to the place at which it was taken, and the counter is free for who waited longer', () => {
    bench.issue();
    bench.issue();
    const { ticketId } = bench.issue('A', 'merit');
    bench.issue();
    expect(bench.next(1)).toBe('A003');
    expect(check(ticketId, 'removed')).toMatchObject({ state: 'waiting', counterId: null, priorityCheck: 'removed' });
    expect(line()).toEqual(['A001', 'A002', 'A003', 'A004']);
    expect([bench.next(1), bench.next(2)]).toEqual(['A001', 'A002']);
  });

  it('does not count as a priority call for those who do have priority', () => {
    const { ticketId } = bench.issue('A', 'disabled');
    bench.issue();
    bench.issue('A', 'elderly');
    bench.next(1);
    check(ticketId, 'removed');
    expect(line()).toEqual(['A003', 'A001', 'A002']);
  });
});

describe('of a number without its priority, whose visit has begun, only the mark goes, when', () => {
  const begin = (sql: string) => {
    bench.issue();
    const { ticketId } = bench.issue('A', 'merit');
    bench.next(1);
    bench.database.write((store) => store.run(sql));
    return ticketId;
  };
  const left = z.object({ person: z.string().nullable(), typing: z.string(), fees: z.int(), state: z.string() });
  const visits = () => bench.database.read((store) => store.get(left, 'SELECT person, typing, state, (SELECT count(*) FROM visit_fee) AS fees FROM visit'));

  it.each([
    ['its person is known', `UPDATE visit SET person = '${JSON.stringify(PERSON)}', person_source = 'typed'`],
    ['words were typed', `UPDATE visit SET typing = '{"person.fullName":"Nguyễn Văn Mẫu"}'`],
    ['it was said for whom one asks', `UPDATE visit SET intake = '{"channel":"post"}'`],
    ['papers were counted', `INSERT INTO visit_paper (visit_id, paper_id, originals, copies) SELECT visit_id, 'p1', 1, 0 FROM visit`],
    ['pages were scanned', `INSERT INTO page (page_id, visit_id, paper_id, position, sha256, bytes, mime, scanned_at) SELECT 'page-1', visit_id, 'p1', 1, '${'a'.repeat(64)}', 1, 'image/png', 1 FROM visit`],
    ['a fee was entered', `INSERT INTO visit_fee (visit_id, procedure_code, orders, manner, reason) SELECT visit_id, '1.000001', '[]', '{}', '' FROM visit`],
    ['a payment stands', `INSERT INTO payment (payment_id, visit_id, method, amount, lines, asked_at, counter_id, officer_name) SELECT 'payment-1', visit_id, 'cash', 8000, '[]', 1, 1, '' FROM visit`],
  ])('%s', (_what, sql) => {
    const ticketId = begin(sql);
    const before = visits();
    expect(check(ticketId, 'removed')).toMatchObject({ state: 'called', counterId: 1, priorityCheck: 'removed' });
    expect(bench.events(3)).toMatchObject([{ type: 'ticket.priority-checked', body: { outcome: 'removed', isSentBack: false } }]);
    expect(visits()).toEqual(before);
  });

  it.each([
    ['a count was taken back', `INSERT INTO visit_paper (visit_id, paper_id, originals, copies) SELECT visit_id, 'p1', 0, 0 FROM visit`],
    ['a page was removed', `INSERT INTO page (page_id, visit_id, paper_id, position, sha256, bytes, mime, scanned_at, removed_at) SELECT 'page-1', visit_id, 'p1', 1, '${'a'.repeat(64)}', 1, 'image/png', 1, 2 FROM visit`],
    ['money was given back', `INSERT INTO payment (payment_id, visit_id, method, amount, lines, asked_at, counter_id, officer_name, reversed_day) SELECT 'payment-1', visit_id, 'cash', 8000, '[]', 1, 1, '', '2026-11-23' FROM visit`],
  ])('but not when %s: then nothing is left to lose', (_what, sql) => {
    expect(check(begin(sql), 'removed')).toMatchObject({ state: 'waiting', counterId: null });
  });
});

it('a waiting number loses its priority where it stands', () => {
  bench.issue();
  const { ticketId } = bench.issue('A', 'elderly');
  expect(line()).toEqual(['A002', 'A001']);
  check(ticketId, 'removed');
  expect(line()).toEqual(['A001', 'A002']);
});

it('taking away needs a reason, and a number without priority has none to look at', () => {
  const [plain, elderly] = [bench.issue(), bench.issue('A', 'elderly')];
  expect(bench.refusal('ticket.check-priority', { ticketId: elderly.ticketId, outcome: 'removed', reason: ' ' }, counter(1))).toBe('words.missing');
  expect(bench.refusal('ticket.check-priority', { ticketId: plain.ticketId, outcome: 'confirmed', reason: '' }, counter(1))).toBe('priority.none');
  bench.next(1);
  expect(bench.refusal('ticket.check-priority', { ticketId: elderly.ticketId, outcome: 'confirmed', reason: '' }, counter(2))).toBe('ticket.other-counter');
});
