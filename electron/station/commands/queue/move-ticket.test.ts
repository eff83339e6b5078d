// What becomes of a called number, step by step, and who may do it.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CounterId, FieldCode, TicketId } from '../../../../shared/base/ids.ts';
import { counter, kiosk, QueueBench } from '../../../../tests/fakes/queue-bench.ts';

let bench: QueueBench;
beforeEach(() => {
  bench = new QueueBench();
});
afterEach(() => bench[Symbol.dispose]());

const desk = (counterId: number) => bench.call('desk.read', {}, counter(counterId));
const numbers = (tickets: readonly { readonly number: string }[]) => tickets.map((ticket) => ticket.number);
const issueMany = (count: number) => Array.from({ length: count }, () => bench.issue());
const callTo = (counterId: number): TicketId => bench.call('queue.next', {}, counter(counterId)).ticket?.ticketId ?? expect.fail('nobody waits');
const skip = (counterId: number, ticketId: TicketId) => bench.call('ticket.skip', { ticketId }, counter(counterId));

describe('a number called again', () => {
  it('is heard in the hall once more and stays where it is', () => {
    bench.issue();
    const ticketId = callTo(1);
    bench.told.length = 0;
    bench.clock.advance(30_000);
    expect(bench.call('ticket.recall', { ticketId }, counter(1))).toMatchObject({ state: 'called', calledAt: bench.clock.now() });
    expect(bench.told).toContainEqual(['ticket.called', { number: 'A001', counterId: 1, calledAt: bench.clock.now(), calls: 2 }]);
    expect(bench.call('queue.overview', {}, kiosk)).toMatchObject({ calling: [{ number: 'A001', calls: 2 }], recent: [{ number: 'A001', calls: 2 }] });
    expect(bench.events(2)).toEqual([{ type: 'ticket.recalled', actor: 'counter-1', body: { ticketId, counterId: 1 } }]);
  });
});

describe('a person who does not come', () => {
  it('goes behind two, then behind four, then is missed; restored goes first; skipped again is missed at once', () => {
    issueMany(7);
    const ticketId = callTo(1);
    expect(skip(1, ticketId)).toMatchObject({ state: 'waiting', skips: 1, counterId: null });
    expect(numbers(desk(1).waiting)).toEqual(['A002', 'A003', 'A001', 'A004', 'A005', 'A006', 'A007']);
    bench.call('ticket.call', { ticketId }, counter(1));
    skip(1, ticketId);
    expect(numbers(desk(1).waiting)).toEqual(['A002', 'A003', 'A004', 'A005', 'A001', 'A006', 'A007']);
    bench.call('ticket.call', { ticketId }, counter(1));
    expect(skip(1, ticketId)).toMatchObject({ state: 'missed', skips: 3 });
    expect([numbers(desk(1).waiting).includes('A001'), numbers(desk(1).missed), numbers(desk(2).missed)]).toEqual([false, ['A001'], ['A001']]);
    expect(bench.call('ticket.restore', { ticketId }, counter(2))).toMatchObject({ state: 'waiting' });
    expect(numbers(desk(1).waiting)[0]).toBe('A001');
    expect(callTo(1)).toBe(ticketId);
    expect(skip(1, ticketId)).toMatchObject({ state: 'missed', skips: 4 });
    expect(bench.events().filter((event) => event.type === 'ticket.skipped').map((event) => event.body)).toEqual([
      { ticketId, counterId: 1, skips: 1, queuedAt: expect.any(Number) as number },
      { ticketId, counterId: 1, skips: 2, queuedAt: expect.any(Number) as number },
      { ticketId, counterId: 1, skips: 3, queuedAt: null },
      { ticketId, counterId: 1, skips: 4, queuedAt: null },
    ]);
    expect(bench.events().filter((event) => event.type === 'ticket.restored')).toEqual([{ type: 'ticket.restored', actor: 'counter-2', body: { ticketId, counterId: 2 } }]);
  });

  it('frees the counter, and the visit is over', () => {
    issueMany(2);
    const ticketId = callTo(1);
    bench.told.length = 0;
    skip(1, ticketId);
    expect(bench.told).toContainEqual(['visit.changed', { counterId: 1, visitId: null }]);
    expect(desk(1)).toMatchObject({ current: null, visitId: null });
    expect(bench.next(1)).toBe('A002');
  });

  it('leaves the turn of priority to the next one with priority', () => {
    issueMany(3);
    bench.issue('A', 'elderly');
    bench.issue('A', 'elderly');
    skip(1, callTo(1));
    expect(numbers(desk(1).waiting)).toEqual(['A005', 'A001', 'A004', 'A002', 'A003']);
  });

  it('alone in the line is simply called again', () => {
    bench.issue();
    skip(1, callTo(1));
    expect(bench.next(1)).toBe('A001');
  });

  it('cannot be a person whose dossier was taken', () => {
    bench.issue();
    const ticketId = callTo(1);
    bench.database.write((store) => store.run(`UPDATE visit SET dossier_id = $id, state = 'dossier-opened'`, { id: '018f0000-0000-7000-8000-000000000001' }));
    expect(bench.refusal('ticket.skip', { ticketId }, counter(1))).toBe('dossier.already-open');
    bench.call('ticket.finish', { ticketId }, counter(1));
    expect(bench.events(2)).toMatchObject([{ type: 'ticket.served', body: { ticketId, counterId: 1, dossierOpened: true } }]);
  });
});

describe('a person who has paid and has no dossier yet', () => {
  const pay = (reversedDay: string | null): void => {
    bench.database.write((store) => store.run(`INSERT INTO payment (payment_id, visit_id, method, amount, lines, asked_at, counter_id, officer_name, reversed_day) SELECT '0197f000-0000-7000-8000-000000000077', visit_id, 'cash', 8000, '[]', 1, 1, '', $reversedDay FROM visit`, { reversedDay }));
  };
  const sendOn = (ticketId: TicketId) => ({ ticketId, toField: 'B' as FieldCode, toCounter: null });

  it('neither did not come nor is sent on: the money would be of a visit that is over, and be taken again', () => {
    bench.issue();
    const ticketId = callTo(1);
    pay(null);
    expect([bench.refusal('ticket.skip', { ticketId }, counter(1)), bench.refusal('ticket.transfer', sendOn(ticketId), counter(1))]).toEqual(['ticket.paid', 'ticket.paid']);
    // He may fetch something, and comes back to what he paid for.
    const { visitId } = desk(1);
    bench.call('ticket.hold', { ticketId, reason: 'lấy giấy' }, counter(1));
    bench.call('ticket.call', { ticketId }, counter(1));
    expect(desk(1)).toMatchObject({ current: { number: 'A001' }, visitId });
  });

  it('may be once the money went back, and with a dossier the money has its place', () => {
    bench.issue();
    const first = callTo(1);
    pay('2026-11-23');
    expect(skip(1, first)).toMatchObject({ state: 'waiting', skips: 1 });
    bench.call('ticket.call', { ticketId: first }, counter(1));
    bench.database.write((store) => {
      store.run('UPDATE payment SET reversed_day = NULL, visit_id = (SELECT visit_id FROM visit WHERE state = \'open\')');
      store.run(`UPDATE visit SET dossier_id = $id, state = 'dossier-opened' WHERE state = 'open'`, { id: '018f0000-0000-7000-8000-000000000001' });
    });
    expect(bench.call('ticket.transfer', sendOn(first), counter(1))).toMatchObject({ state: 'waiting' });
  });
});

describe('a number sent on', () => {
  it('keeps the place of its issue in the other line', () => {
    const first = bench.issue('A');
    bench.issue('B');
    callTo(1);
    bench.call('ticket.transfer', { ticketId: first.ticketId, toField: 'B' as FieldCode, toCounter: null }, counter(1));
    expect(numbers(desk(3).waiting)).toEqual(['A001', 'B001']);
    expect(desk(1)).toMatchObject({ current: null, visitId: null, waiting: [] });
    expect(bench.events(3)).toEqual([{ type: 'ticket.transferred', actor: 'counter-1', body: { ticketId: first.ticketId, counterId: 1, toField: 'B', toCounter: null } }]);
  });

  it('to one counter is seen by the others of its field, last, and called there only', () => {
    const first = bench.issue();
    bench.issue();
    bench.call('ticket.transfer', { ticketId: first.ticketId, toField: first.field, toCounter: 2 as CounterId }, counter(1));
    expect(desk(1).waiting.map((ticket) => [ticket.number, ticket.counterId])).toEqual([['A002', null], ['A001', 2]]);
    expect(numbers(desk(2).waiting)).toEqual(['A001', 'A002']);
    expect([bench.next(1), bench.next(2)]).toEqual(['A002', 'A001']);
  });

  it('to one counter of other fields is called there all the same', () => {
    const first = bench.issue();
    bench.call('ticket.transfer', { ticketId: first.ticketId, toField: first.field, toCounter: 3 as CounterId }, counter(1));
    expect(bench.next(3)).toBe('A001');
  });

  it('is refused to unknown fields and counters', () => {
    const { ticketId, field } = bench.issue();
    expect(bench.refusal('ticket.transfer', { ticketId, toField: 'Y' as FieldCode, toCounter: null }, counter(1))).toBe('field.unknown');
    expect(bench.refusal('ticket.transfer', { ticketId, toField: field, toCounter: 9 as CounterId }, counter(1))).toBe('counter.unknown');
  });

  it('is refused to a field that no counter serves, unless one counter is named: nobody else could ever call it', () => {
    const { ticketId } = bench.issue();
    const toField = 'Z' as FieldCode;
    expect(bench.refusal('ticket.transfer', { ticketId, toField, toCounter: null }, counter(1))).toBe('field.no-counter');
    expect(numbers(desk(1).waiting)).toEqual(['A001']);
    bench.call('ticket.transfer', { ticketId, toField, toCounter: 3 as CounterId }, counter(1));
    expect(bench.next(3)).toBe('A001');
  });
});

describe('a step', () => {
  const steps = ['ticket.recall', 'ticket.skip', 'ticket.finish', 'ticket.hold', 'ticket.transfer', 'ticket.restore'] as const;
  const take = (step: (typeof steps)[number], ticketId: TicketId, counterId: number): string => {
    if (step === 'ticket.hold') return bench.refusal(step, { ticketId, reason: '' }, counter(counterId));
    if (step === 'ticket.transfer') return bench.refusal(step, { ticketId, toField: 'A' as FieldCode, toCounter: null }, counter(counterId));
    return bench.refusal(step, { ticketId }, counter(counterId));
  };

  it.each(steps)('%s is refused for an unknown ticket, at another counter and in another state', (step) => {
    const ticketId = bench.issue().ticketId;
    expect(take(step, '018f0000-0000-7000-8000-00000000000f' as TicketId, 1)).toBe('ticket.not-found');
    callTo(1);
    expect(take(step, ticketId, 2)).toBe('ticket.other-counter');
    expect(take(step, ticketId, 9)).toBe('counter.unknown');
    bench.call('ticket.finish', { ticketId }, counter(1));
    const before = bench.events().length;
    expect(take(step, ticketId, 1)).toBe('ticket.wrong-state');
    expect(bench.events()).toHaveLength(before);
  });
});

describe('a called number that came back from the city without its visit', () => {
  it('is finished or skipped like any other', () => {
    issueMany(2);
    for (const counterId of [1, 2]) callTo(counterId);
    bench.database.write((store) => store.run('DELETE FROM visit'));
    const [first, second] = [desk(1).current?.ticketId, desk(2).current?.ticketId];
    if (first === undefined || second === undefined) throw new Error('both are at a counter');
    expect(bench.call('ticket.finish', { ticketId: first }, counter(1))).toMatchObject({ state: 'served' });
    expect(skip(2, second)).toMatchObject({ state: 'waiting' });
  });
});

describe('a counter that pauses', () => {
  it('says why, is not counted as open, and opens again; nothing is written twice', () => {
    expect(bench.call('counter.pause', { reason: 'meeting' }, counter(3))).toMatchObject({ state: 'paused', pauseReason: 'meeting' });
    bench.call('counter.pause', { reason: 'meeting' }, counter(3));
    bench.call('counter.pause', { reason: 'device' }, counter(3));
    bench.reopen();
    expect(bench.call('queue.overview', {}, kiosk)).toMatchObject({ fields: [{}, { field: 'B', openCounters: [] }, {}, {}], counters: [{}, {}, { counterId: 3, state: 'paused', number: null }, {}, {}] });
    bench.call('counter.resume', {}, counter(3));
    expect(bench.call('counter.resume', {}, counter(3))).toMatchObject({ state: 'open', pauseReason: null });
    expect(bench.events().map((event) => [event.type, event.body])).toEqual([
      ['counter.paused', { counterId: 3, reason: 'meeting' }],
      ['counter.paused', { counterId: 3, reason: 'device' }],
      ['counter.resumed', { counterId: 3 }],
    ]);
    expect(bench.refusal('counter.pause', { reason: 'break' }, counter(9))).toBe('counter.unknown');
  });

  it('first finishes with the person it has', () => {
    bench.issue();
    callTo(1);
    expect(bench.refusal('counter.pause', { reason: 'break' }, counter(1))).toBe('counter.busy');
  });
});
