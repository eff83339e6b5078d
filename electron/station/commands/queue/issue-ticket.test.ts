// Taking a number: what one number is made of, how the series runs, and what happens when an answer gets lost or the machine dies.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { benchPoint, counter, kiosk, newRequestId, QueueBench } from '../../../../tests/fakes/queue-bench.ts';
import type { BusinessDay, FieldCode, ProcedureCode } from '../../../../shared/base/ids.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { burnUpTo } from '../../store/own-blocks.ts';
import { issueTicket } from './issue-ticket.ts';

let bench: QueueBench;
beforeEach(() => {
  bench = new QueueBench();
});
afterEach(() => bench[Symbol.dispose]());

const field = (code: string) => code as FieldCode;
const count = (sql: string) => bench.database.read((store) => store.get(z.object({ n: z.int() }), sql))?.n;

describe('a number', () => {
  it('is its ticket, its event and its print in one', () => {
    const ticket = bench.issue('A', 'elderly');
    const at = bench.clock.now();
    expect(ticket).toEqual({
      ticketId: ticket.ticketId, number: 'A001', field: 'A', priority: 'elderly', state: 'waiting', counterId: null, issuedAt: at, calledAt: null, skips: 0, procedureCode: null,
      priorityCheck: null,
      print: { printJobId: ticket.print?.printJobId, state: 'queued', code: null, attempts: 0 }, waitingAhead: 0, expectedWaitMin: null, counters: [1, 2, 4, 5],
    });
    expect(bench.events()).toEqual([
      { type: 'ticket.issued', actor: 'kiosk', body: { ticketId: ticket.ticketId, day: '2026-11-23', number: 'A001', field: 'A', sequence: 1, priority: 'elderly', procedureCode: null, via: 'kiosk' } },
    ]);
    const paper = bench.database.read((store) => store.get(z.object({ paper: z.string() }), 'SELECT paper FROM print_job'));
    expect(JSON.parse(paper?.paper ?? '')).toEqual({
      unitParent: 'Trung tâm mẫu', unitName: 'Điểm phục vụ mẫu', fieldName: 'Lĩnh vực A', number: 'A001', issuedAt: at, waitingAhead: 0, counters: [1, 2, 4, 5], isPriority: true, qr: null, isExample: true,
    });
    expect(bench.told).toEqual([['queue.changed', {}], ['wake sync'], ['wake printer']]);
    expect(bench.call('ticket.read', { ticketId: ticket.ticketId }, kiosk)).toEqual(ticket);
  });

  it('leaves nothing behind when its print cannot be written', () => {
    bench.database.write((store) => store.run(`CREATE TRIGGER no_print BEFORE INSERT ON print_job BEGIN SELECT RAISE(ABORT, 'planted'); END`));
    expect(() => bench.issue()).toThrow('planted');
    expect([count('SELECT count(*) AS n FROM ticket'), count('SELECT count(*) AS n FROM event'), count('SELECT count(*) AS n FROM lease'), bench.told]).toEqual([0, 0, 0, []]);
  });

  it('is the same when the answer was lost and the kiosk asks again, also after a crash', () => {
    const request = { requestId: newRequestId(), field: field('A'), priority: 'none', procedureCode: null } as const;
    const first = bench.call('ticket.issue', request, kiosk);
    expect(bench.call('ticket.issue', request, kiosk)).toEqual(first);
    bench.reopen();
    expect(bench.call('ticket.issue', request, kiosk)).toEqual(first);
    expect(bench.issue().number).toBe('A002');
  });

  it('is not given to another input or another caller under the same request', () => {
    const requestId = newRequestId();
    bench.call('ticket.issue', { requestId, field: field('A'), priority: 'none', procedureCode: null }, kiosk);
    expect(bench.refusal('ticket.issue', { requestId, field: field('B'), priority: 'none', procedureCode: null }, kiosk)).toBe('request.reused');
    expect(bench.refusal('ticket.issue', { requestId, field: field('A'), priority: 'none', procedureCode: null }, counter(1))).toBe('request.reused');
  });

  it('tells how many people and minutes are before it', () => {
    bench.issue();
    bench.next(1);
    bench.clock.advance(6 * 60_000);
    const current = bench.call('desk.read', {}, counter(1)).current;
    bench.call('ticket.finish', { ticketId: current?.ticketId ?? expect.fail() }, counter(1));
    for (const counterId of [2, 4, 5]) bench.call('counter.pause', { reason: 'meeting' }, counter(counterId));
    bench.issue();
    bench.issue();
    expect(bench.issue()).toMatchObject({ number: 'A004', waitingAhead: 2, expectedWaitMin: 12 });
    expect(bench.issue('A', 'merit')).toMatchObject({ number: 'A005', waitingAhead: 0, expectedWaitMin: 0 });
  });

  it('is refused for unknown and closed fields and unknown procedures', () => {
    const of = (code: string, procedureCode: ProcedureCode | null = null) => ({ field: field(code), priority: 'none', procedureCode }) as const;
    expect(bench.refusal('ticket.issue', of('Y'), kiosk)).toBe('field.unknown');
    expect(bench.refusal('ticket.issue', of('Z'), kiosk)).toBe('field.no-tickets');
    expect(bench.refusal('ticket.issue', of('A', '9.999999' as ProcedureCode), kiosk)).toBe('procedure.unknown');
    expect(bench.call('ticket.issue', of('A', '1.000001' as ProcedureCode), counter(1)).procedureCode).toBe('1.000001');
    expect(bench.events()[0]).toMatchObject({ actor: 'counter-1', body: { via: 'counter', number: 'A001' } });
  });
});

it('is not given into a line that no counter calls from', () => {
  const point = { ...benchPoint, counters: benchPoint.counters.filter((known) => !known.fields.includes(field('B'))) };
  const input = { requestId: newRequestId(), field: field('B'), priority: 'none', procedureCode: null } as const;
  expect(() => issueTicket({ ...bench.context, point }, input, kiosk)).toThrow(new Refusal('field.no-counter', { field: 'B' }));
  expect(count('SELECT count(*) AS n FROM lease')).toBe(0);
});

describe('the series of a field', () => {
  it('runs by itself while the order of issue runs over all fields', () => {
    expect(['A', 'B', 'A', 'C', 'B'].map((code) => bench.issue(code).number)).toEqual(['A001', 'B001', 'A002', 'C001', 'B002']);
    expect(bench.events().map((event) => (event.body as { sequence: number }).sequence)).toEqual([1, 2, 3, 4, 5]);
  });

  it('ends at 999 and says so; other fields go on', () => {
    bench.database.write((store) => burnUpTo(store, { series: 'ticket/A', day: '2026-11-23' as BusinessDay, last: 998 }, { incarnation: 1, at: bench.clock.now(), newId: () => bench.clock.uuid() }));
    expect(bench.issue().number).toBe('A999');
    for (let again = 0; again < 3; again += 1) expect(bench.refusal('ticket.issue', { field: field('A'), priority: 'none', procedureCode: null }, kiosk)).toBe('series.full');
    expect(bench.issue('B').number).toBe('B001');
    expect(count(`SELECT max(next) AS n FROM lease WHERE series = 'ticket/A' AND state = 'open'`)).toBe(1000);
  });

  it('begins again at midnight in Hà Nội, which is 17:00 UTC, without anything running then', () => {
    bench.clock.set('2026-11-23T16:59:57.999Z');
    expect([bench.issue().number, bench.issue().number]).toEqual(['A001', 'A002']);
    expect(bench.clock.now()).toBe(Date.parse('2026-11-23T16:59:59.999Z'));
    bench.clock.set('2026-11-23T16:59:59.000Z');
    expect(bench.issue().number).toBe('A001');
    expect(bench.call('queue.overview', {}, kiosk)).toMatchObject({ day: '2026-11-24', fields: [{ field: 'A', waiting: 1 }, {}, {}, {}] });
    bench.clock.set('2026-11-23T16:00:00.000Z');
    expect(bench.issue().number).toBe('A003');
  });
});
