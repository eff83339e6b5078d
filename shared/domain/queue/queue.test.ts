// The order of calling, the place after a skip and the expected wait: tables for what an officer would expect, properties for what must always hold.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CounterId, EpochMs, FieldCode, TicketId } from '../../base/ids.ts';
import { mayMove, type TicketMove } from './moves.ts';
import { callingOrder, isCallableAt, nextTicket, type CallingRule } from './order.ts';
import { placeAfterSkip } from './skip.ts';
import type { Priority, TicketState, WaitingTicket } from './ticket.ts';
import { expectedWaitMin } from './wait.ts';

const NOW = 1_000_000 as EpochMs;

function waiting(sequence: number, priority: Priority = 'none', change: Partial<WaitingTicket> = {}): WaitingTicket {
  return { ticketId: `t${sequence}` as TicketId, field: 'A' as FieldCode, priority, queuedAt: (sequence * 100) as EpochMs, sequence, restored: false, onlyCounter: null, ...change };
}
const shown = (tickets: readonly WaitingTicket[]) => tickets.map((ticket) => `${ticket.restored ? 'r' : ticket.priority === 'none' ? '' : 'p'}${ticket.sequence}`).join(' ');

/** Tickets with places at least 10 ms apart, so that a place between two of them exists. */
const someWaiting = fc
  .array(fc.record({ kind: fc.constantFrom<'other' | 'priority' | 'restored'>('other', 'other', 'other', 'priority', 'restored'), place: fc.nat(100_000) }), { maxLength: 24 })
  .map((people) => people.map(({ kind, place }, index) => waiting(index + 1, kind === 'priority' ? 'elderly' : 'none', { queuedAt: (place * 1000 + index * 10) as EpochMs, restored: kind === 'restored' })));
const someRule = fc.record({ interleave: fc.nat(5), calledSincePriority: fc.option(fc.nat(8)) });

describe('the order of calling', () => {
  it.each<[string, readonly WaitingTicket[], CallingRule, string]>([
    ['nobody', [], { interleave: 3, calledSincePriority: null }, ''],
    ['by time of taking the number', [waiting(3), waiting(1), waiting(2)], { interleave: 3, calledSincePriority: null }, '1 2 3'],
    ['by number where the time is the same', [waiting(2, 'none', { queuedAt: NOW }), waiting(1, 'none', { queuedAt: NOW })], { interleave: 3, calledSincePriority: 0 }, '1 2'],
    ['the first with priority at once', [waiting(1), waiting(2), waiting(3, 'merit')], { interleave: 3, calledSincePriority: null }, 'p3 1 2'],
    ['one with priority after three others', [1, 2, 3, 4, 5].map((n) => waiting(n)).concat([waiting(6, 'elderly'), waiting(7, 'elderly')]), { interleave: 3, calledSincePriority: 0 }, '1 2 3 p6 4 5 p7'],
    ['those called before count', [1, 2, 3].map((n) => waiting(n)).concat([waiting(6, 'elderly')]), { interleave: 3, calledSincePriority: 2 }, '1 p6 2 3'],
    ['one with priority who came first is not held back', [waiting(1, 'elderly'), waiting(2, 'elderly'), waiting(3)], { interleave: 3, calledSincePriority: 0 }, 'p1 p2 3'],
    ['priority always first under a strict rule', [waiting(1), waiting(2, 'disabled'), waiting(3, 'merit')], { interleave: 0, calledSincePriority: 0 }, 'p2 p3 1'],
    ['restored before all', [waiting(1, 'elderly'), waiting(2), waiting(9, 'none', { restored: true }), waiting(8, 'none', { restored: true })], { interleave: 0, calledSincePriority: 0 }, 'r8 r9 p1 2'],
  ])('%s', (_name, tickets, rule, expected) => {
    expect(shown(callingOrder(tickets, rule))).toBe(expected);
  });

  it('is the same whatever order the tickets are read in, and holds everybody once', () => {
    fc.assert(
      fc.property(someWaiting, someRule, fc.array(fc.nat(), { minLength: 24, maxLength: 24 }), (tickets, rule, chance) => {
        const shuffled = tickets.map((ticket, index) => ({ ticket, by: chance[index] ?? 0 })).sort((one, other) => one.by - other.by).map(({ ticket }) => ticket);
        expect(callingOrder(shuffled, rule)).toEqual(callingOrder(tickets, rule));
        expect(new Set(callingOrder(tickets, rule))).toEqual(new Set(tickets));
      }),
    );
  });

  it('has exactly one winner while anybody waits, and calls one by one as it was foretold', () => {
    fc.assert(
      fc.property(someWaiting, someRule, (tickets, rule) => {
        let left = tickets;
        let since = rule.calledSincePriority;
        const called: WaitingTicket[] = [];
        for (let winner = nextTicket(left, rule); winner !== null; winner = nextTicket(left, { ...rule, calledSincePriority: since })) {
          const taken = winner;
          expect(left.filter((ticket) => ticket === taken)).toHaveLength(1);
          called.push(taken);
          left = left.filter((ticket) => ticket !== taken);
          since = taken.priority === 'none' ? (since === null ? null : since + 1) : 0;
        }
        expect(called).toEqual(callingOrder(tickets, rule));
      }),
    );
  });

  it('never makes a person with priority wait longer than without it', () => {
    fc.assert(
      fc.property(someWaiting, someRule, (tickets, rule) => {
        for (const own of tickets.filter((ticket) => ticket.priority !== 'none' && !ticket.restored)) {
          const ahead = callingOrder(tickets, rule).indexOf(own);
          const withoutAny = callingOrder(tickets.map((ticket) => ({ ...ticket, priority: 'none' as const })), rule);
          expect(ahead).toBeLessThanOrEqual(withoutAny.findIndex((ticket) => ticket.ticketId === own.ticketId));
        }
      }),
    );
  });

  it('lets at most ⌊m / N⌋ + 1 people with priority pass a person with m others before them', () => {
    fc.assert(
      fc.property(someWaiting, fc.integer({ min: 1, max: 5 }), fc.option(fc.nat(8)), (tickets, interleave, calledSincePriority) => {
        const order = callingOrder(tickets, { interleave, calledSincePriority });
        for (const [place, own] of order.entries()) {
          if (own.restored || own.priority !== 'none') continue;
          const before = order.slice(0, place).filter((ticket) => !ticket.restored);
          const others = before.filter((ticket) => ticket.priority === 'none').length;
          const passing = before.filter((ticket) => ticket.priority !== 'none' && ticket.queuedAt > own.queuedAt).length;
          expect(passing).toBeLessThanOrEqual(Math.floor(others / interleave) + 1);
        }
      }),
    );
  });

  it('lets nobody wait forever, however many people with priority keep coming', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.nat(10), (interleave, others) => {
        let line = Array.from({ length: others + 1 }, (_, index) => waiting(index + 1));
        let since: number | null = null;
        let calls = 0;
        for (let sequence = 100; line.some((ticket) => ticket.sequence === others + 1); sequence += 1) {
          line.push(waiting(sequence, 'elderly'));
          const winner = nextTicket(line, { interleave, calledSincePriority: since });
          line = line.filter((ticket) => ticket !== winner);
          since = winner?.priority === 'none' ? (since ?? 0) + 1 : 0;
          calls += 1;
          expect(calls).toBeLessThanOrEqual(others + 1 + Math.floor(others / interleave) + 1);
        }
      }),
    );
  });
});

describe('a ticket may be called', () => {
  it.each([
    ['at a counter of its field', null, 1, ['A', 'B'], true],
    ['not at a counter of another field', null, 1, ['B'], false],
    ['at the counter it was sent to, whatever its fields', 4, 4, ['B'], true],
    ['at no other counter then', 4, 1, ['A'], false],
  ])('%s', (_name, onlyCounter, counterId, fields, expected) => {
    expect(isCallableAt({ field: 'A' as FieldCode, onlyCounter: onlyCounter as CounterId | null }, counterId as CounterId, fields as FieldCode[])).toBe(expected);
  });

  it('and moved exactly as the table of states says', () => {
    const moves: readonly TicketMove[] = ['call', 'recall', 'skip', 'restore', 'hold', 'transfer', 'finish'];
    const table = (['waiting', 'called', 'held', 'missed', 'served'] satisfies TicketState[]).map((state) => [state, moves.filter((move) => mayMove(state, move))]);
    expect(table).toEqual([
      ['waiting', ['call', 'transfer']],
      ['called', ['recall', 'skip', 'hold', 'transfer', 'finish']],
      ['held', ['call']],
      ['missed', ['call', 'restore']],
      ['served', []],
    ]);
  });
});

describe('a person who did not come', () => {
  const rule: CallingRule = { interleave: 3, calledSincePriority: 0 };
  it.each([
    [1, 5, 2],
    [2, 5, 4],
    [1, 1, 1],
    [2, 0, 0],
  ])('after skip %i with %i people waiting stands behind %i of them', (skips, people, behind) => {
    const others = Array.from({ length: people }, (_, index) => waiting(index + 10));
    const place = placeAfterSkip(skips, others, rule, NOW);
    if (place.kind === 'missed') throw new Error('not yet missed');
    const own = waiting(1, 'none', { queuedAt: place.queuedAt });
    expect(callingOrder([...others, own], rule).indexOf(own)).toBe(behind);
  });

  it.each([3, 4, 9])('is missed after skip %i', (skips) => {
    expect(placeAfterSkip(skips, [waiting(2)], rule, NOW)).toEqual({ kind: 'missed' });
  });

  it('stands behind two, then four people whoever waits, by any rule, and further back only for those who pass everybody', () => {
    fc.assert(
      fc.property(someWaiting, someRule, fc.constantFrom(1, 2), (tickets, anyRule, skips) => {
        const place = placeAfterSkip(skips, tickets, anyRule, 200_000_000 as EpochMs);
        if (place.kind === 'missed') throw new Error('not yet missed');
        const own = waiting(0, 'none', { queuedAt: place.queuedAt });
        const order = callingOrder([...tickets, own], anyRule);
        const ahead = order.slice(0, order.indexOf(own));
        expect(ahead.length).toBeGreaterThanOrEqual(Math.min(skips * 2, tickets.length));
        expect(ahead.slice(skips * 2).filter((ticket) => ticket.priority === 'none' && !ticket.restored)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the expected wait', () => {
  const minutes = (...all: readonly number[]) => all.map((each) => each * 60_000);
  it.each([
    ['nothing known yet', { ahead: 4, openCounters: 1, busyCounters: 1, servedMs: [] }, null],
    ['no counter open', { ahead: 0, openCounters: 0, busyCounters: 0, servedMs: minutes(5) }, null],
    ['nobody before and a free counter', { ahead: 0, openCounters: 1, busyCounters: 0, servedMs: minutes(5) }, 0],
    ['nobody before but every counter busy', { ahead: 0, openCounters: 2, busyCounters: 2, servedMs: minutes(6) }, 3],
    ['four before, two counters', { ahead: 4, openCounters: 2, busyCounters: 2, servedMs: minutes(6, 6) }, 15],
    ['one forgotten visit over lunch', { ahead: 1, openCounters: 1, busyCounters: 0, servedMs: minutes(5, 95, 6) }, 6],
    ['calls ended at once', { ahead: 1, openCounters: 1, busyCounters: 0, servedMs: [...minutes(8), 1500, 900] }, 8],
    ['only the last ten', { ahead: 1, openCounters: 1, busyCounters: 0, servedMs: minutes(4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60) }, 4],
  ])('%s', (_name, line, expected) => {
    expect(expectedWaitMin(line)).toBe(expected);
  });

  it('never shrinks when one more person comes', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.integer({ min: 1, max: 6 }), fc.array(fc.nat(3_600_000), { maxLength: 15 }), (ahead, openCounters, servedMs) => {
        const line = { openCounters, busyCounters: openCounters, servedMs };
        expect(expectedWaitMin({ ...line, ahead: ahead + 1 }) ?? 0).toBeGreaterThanOrEqual(expectedWaitMin({ ...line, ahead }) ?? 0);
      }),
    );
  });
});
