// Calling: one person for one counter, in the unit's order, today's people only.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { TicketId } from '../../../../shared/base/ids.ts';
import { counter, kiosk, newRequestId, QueueBench } from '../../../../tests/fakes/queue-bench.ts';

let bench: QueueBench;
beforeEach(() => {
  bench = new QueueBench();
});
afterEach(() => bench[Symbol.dispose]());

const desk = (counterId: number) => bench.call('desk.read', {}, counter(counterId));
const current = (counterId: number): TicketId => desk(counterId).current?.ticketId ?? expect.fail('nobody is at the counter');
const finish = (counterId: number) => bench.call('ticket.finish', { ticketId: current(counterId) }, counter(counterId));
const visits = () => bench.database.read((store) => store.all(z.object({ counterId: z.int(), state: z.string() }), 'SELECT counter_id AS counterId, state FROM visit ORDER BY started_at, rowid'));

describe('the next person', () => {
  it('is called with a visit, an event and a word to the hall', () => {
    const ticket = bench.issue();
    bench.told.length = 0;
    bench.clock.advance(60_000);
    const at = bench.clock.now();
    const called = bench.call('queue.next', {}, counter(2));
    expect(called).toMatchObject({ ticket: { ticketId: ticket.ticketId, number: 'A001', state: 'called', counterId: 2, calledAt: at } });
    expect(bench.events(1)).toEqual([{ type: 'ticket.called', actor: 'counter-2', body: { ticketId: ticket.ticketId, counterId: 2, visitId: called.visitId } }]);
    expect(bench.told).toEqual([
      ['queue.changed', {}],
      ['visit.changed', { counterId: 2, visitId: called.visitId }],
      ['wake sync'],
      ['ticket.called', { number: 'A001', counterId: 2, calledAt: at, calls: 1 }],
    ]);
    expect(desk(2)).toMatchObject({ visitId: called.visitId, current: { number: 'A001' }, waiting: [] });
    expect(visits()).toEqual([{ counterId: 2, state: 'open' }]);
  });

  it('is nobody when nobody waits for the fields of the counter', () => {
    bench.issue('B');
    expect(bench.call('queue.next', {}, counter(1))).toEqual({ ticket: null, visitId: null });
    expect(bench.next(3)).toBe('B001');
  });

  it('is the same one when the answer was lost', () => {
    bench.issue();
    bench.issue();
    const requestId = newRequestId();
    const first = bench.call('queue.next', { requestId }, counter(1));
    expect(bench.call('queue.next', { requestId }, counter(1))).toEqual(first);
    expect(bench.refusal('queue.next', { requestId }, counter(2))).toBe('request.reused');
    expect(bench.next(2)).toBe('A002');
  });

  it('is refused while the counter has a person, pauses, or is none of the point', () => {
    bench.issue();
    bench.issue();
    bench.next(1);
    expect(bench.refusal('queue.next', {}, counter(1))).toBe('counter.busy');
    bench.call('counter.pause', { reason: 'break' }, counter(2));
    expect(bench.refusal('queue.next', {}, counter(2))).toBe('counter.paused');
    expect(bench.refusal('queue.next', {}, counter(9))).toBe('counter.unknown');
    expect(desk(1).waiting.map((ticket) => ticket.number)).toEqual(['A002']);
  });

  it('has priority once for every three others, as the desk shows beforehand', () => {
    for (let index = 0; index < 5; index += 1) bench.issue();
    bench.issue('A', 'elderly');
    bench.issue('A', 'merit');
    const foretold = desk(1).waiting.map((ticket) => ticket.number);
    const called = foretold.map(() => {
      const number = bench.next(1);
      finish(1);
      return number;
    });
    expect(called).toEqual(['A006', 'A001', 'A002', 'A003', 'A007', 'A004', 'A005']);
    expect(foretold).toEqual(called);
  });

  it('counts the calls of every counter of the same fields', () => {
    for (let index = 0; index < 4; index += 1) bench.issue();
    const first = bench.issue('A', 'disabled');
    bench.issue('A', 'disabled');
    expect([bench.next(1), bench.next(2), bench.next(4), bench.next(5)]).toEqual([first.number, 'A001', 'A002', 'A003']);
    finish(1);
    expect(bench.next(1)).toBe('A006');
  });

  it('waits for no other field: a counter of two fields calls by the time of taking the number', () => {
    for (const field of ['C', 'B', 'C']) bench.issue(field);
    expect([0, 1, 2].map(() => (bench.next(3), finish(3).number))).toEqual(['C001', 'B001', 'C002']);
  });
});

describe('the days', () => {
  it('leave yesterday behind: who was waiting cannot be called, who was called blocks nobody', () => {
    const left = bench.issue();
    const open = bench.issue();
    bench.next(1);
    bench.call('ticket.hold', { ticketId: current(1), reason: 'giấy tờ' }, counter(1));
    bench.next(1);
    bench.clock.set('2026-11-24T07:30:00+07:00');
    expect(desk(1)).toMatchObject({ current: null, visitId: null, waiting: [], held: [], servedToday: 0 });
    expect(bench.call('queue.overview', {}, kiosk)).toMatchObject({ day: '2026-11-24', calling: [], recent: [], fields: [{ waiting: 0 }, {}, {}, {}] });
    expect(bench.call('queue.next', {}, counter(1))).toEqual({ ticket: null, visitId: null });
    for (const ticketId of [left.ticketId, open.ticketId]) {
      expect(bench.refusal('ticket.call', { ticketId }, counter(1))).toBe('ticket.not-found');
      expect(bench.refusal('ticket.finish', { ticketId }, counter(1))).toBe('ticket.not-found');
      expect(bench.refusal('ticket.read', { ticketId }, kiosk)).toBe('ticket.not-found');
    }
    expect(bench.issue().number).toBe('A001');
    expect(bench.next(1)).toBe('A001');
    expect(visits()).toEqual([{ counterId: 1, state: 'held' }, { counterId: 1, state: 'held' }, { counterId: 1, state: 'open' }]);
  });

  it('begin with a fresh history of priority', () => {
    bench.issue('A', 'elderly');
    bench.next(1);
    bench.clock.set('2026-11-24T07:30:00+07:00');
    bench.issue();
    bench.issue('A', 'elderly');
    expect(bench.next(1)).toBe('A002');
  });
});

describe('a clock that is wrong for a moment', () => {
  it('costs nobody their visit while somebody takes a number', () => {
    const { ticketId } = bench.issue();
    const { visitId } = bench.call('queue.next', {}, counter(1));
    bench.clock.set('2026-11-24T07:31:00+07:00');
    bench.issue();
    bench.clock.set('2026-11-23T07:32:00+07:00');
    expect([visits(), desk(1)]).toMatchObject([[{ counterId: 1, state: 'open' }], { visitId, current: { ticketId } }]);
    expect(finish(1)).toMatchObject({ state: 'served' });
  });

  it('puts a person aside, with visit and ticket, when the counter calls another: nothing is lost when it is right again', () => {
    const { ticketId } = bench.issue();
    const { visitId } = bench.call('queue.next', {}, counter(1));
    bench.clock.set('2026-11-24T07:31:00+07:00');
    bench.issue();
    const before = bench.events().length;
    expect(bench.next(1)).toBe('A001');
    expect(bench.events(before)).toMatchObject([{ type: 'ticket.held', actor: 'counter-1', body: { ticketId, counterId: 1, reason: '' } }, { type: 'ticket.called' }]);
    bench.clock.set('2026-11-23T07:32:00+07:00');
    expect(desk(1)).toMatchObject({ current: null, held: [{ ticketId }] });
    expect(bench.call('ticket.call', { ticketId }, counter(1))).toMatchObject({ visitId, ticket: { state: 'called' } });
    expect(visits()).toEqual([{ counterId: 1, state: 'open' }, { counterId: 1, state: 'held' }]);
  });

  it.each(['ticket.finish', 'ticket.skip', 'ticket.hold', 'ticket.transfer'] as const)('leaves no counter dead: %s works for a ticket whose visit has ended', (move) => {
    const { ticketId, field } = bench.issue();
    bench.next(1);
    bench.database.write((store) => store.run(`UPDATE visit SET state = 'ended', ended_at = $at`, { at: bench.clock.now() }));
    if (move === 'ticket.hold') bench.call(move, { ticketId, reason: '' }, counter(1));
    else if (move === 'ticket.transfer') bench.call(move, { ticketId, toField: field, toCounter: null }, counter(1));
    else bench.call(move, { ticketId }, counter(1));
    expect(desk(1).current).toBe(null);
    if (move === 'ticket.finish') return;
    expect(bench.call('ticket.call', { ticketId }, counter(2)).ticket).toMatchObject({ state: 'called', counterId: 2 });
    expect(visits()).toEqual([{ counterId: 1, state: 'ended' }, { counterId: 2, state: 'open' }]);
  });
});

describe('one chosen person', () => {
  it('is called out of turn, whatever their field', () => {
    bench.issue();
    const second = bench.issue('B');
    expect(bench.call('ticket.call', { ticketId: second.ticketId }, counter(1)).ticket).toMatchObject({ number: 'B001', counterId: 1 });
    expect(desk(3).waiting).toEqual([]);
  });

  it('comes back from hold to the same visit, at any counter', () => {
    const ticket = bench.issue();
    const { visitId } = bench.call('queue.next', {}, counter(1));
    bench.call('ticket.hold', { ticketId: ticket.ticketId, reason: 'photo' }, counter(1));
    expect(visits()).toEqual([{ counterId: 1, state: 'held' }]);
    expect(desk(2).held).toMatchObject([{ number: 'A001', counterId: 1, state: 'held' }]);
    expect(bench.call('ticket.call', { ticketId: ticket.ticketId }, counter(2))).toMatchObject({ visitId, ticket: { state: 'called', counterId: 2 } });
    expect(visits()).toEqual([{ counterId: 2, state: 'open' }]);
  });

  it('is refused for a busy or paused counter and for who is at another one, sent to another one, or done', () => {
    const [first, second, third] = [bench.issue(), bench.issue(), bench.issue()];
    bench.next(1);
    expect(bench.refusal('ticket.call', { ticketId: first.ticketId }, counter(2))).toBe('ticket.other-counter');
    expect(bench.refusal('ticket.call', { ticketId: first.ticketId }, counter(1))).toBe('ticket.wrong-state');
    expect(bench.refusal('ticket.call', { ticketId: second.ticketId }, counter(1))).toBe('counter.busy');
    bench.call('ticket.transfer', { ticketId: third.ticketId, toField: third.field, toCounter: desk(4).counterId }, counter(1));
    expect(bench.refusal('ticket.call', { ticketId: third.ticketId }, counter(2))).toBe('ticket.other-counter');
    expect(bench.call('ticket.call', { ticketId: third.ticketId }, counter(4)).ticket?.number).toBe('A003');
    bench.call('counter.pause', { reason: 'device' }, counter(2));
    expect(bench.refusal('ticket.call', { ticketId: second.ticketId }, counter(2))).toBe('counter.paused');
    finish(1);
    expect(bench.refusal('ticket.call', { ticketId: first.ticketId }, counter(1))).toBe('ticket.wrong-state');
  });
});
