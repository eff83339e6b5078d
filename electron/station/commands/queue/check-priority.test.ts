// The officer's look at a priority that was said at the kiosk: confirmed it changes nothing, taken away the person waits on at the place of their number.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { counter, QueueBench } from '../../../../tests/fakes/queue-bench.ts';
import type { TicketId } from '../../../../shared/base/ids.ts';

let bench: QueueBench;
beforeEach(() => void (bench = new QueueBench()));
afterEach(() => bench[Symbol.dispose]());
const check = (ticketId: TicketId, outcome: 'confirmed' | 'removed', reason = 'chưa đủ tuổi', at = 1) => bench.call('ticket.check-priority', { ticketId, outcome, reason }, counter(at));
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
