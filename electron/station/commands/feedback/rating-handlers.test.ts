// Ratings over a real store: once for each visit that is over, with nobody's name, counted by day and counter, officer and field.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { admin, counter, kiosk, newRequestId, QueueBench } from '../../../../tests/fakes/queue-bench.ts';
import { commands } from '../../../../shared/contract/commands.ts';
import { callerSchema, type Caller } from '../../../../shared/contract/command.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { TicketId } from '../../../../shared/base/ids.ts';
import { displayHandlers } from '../display/display-handlers.ts';
import { ratingHandlers } from './rating-handlers.ts';

const display = (counterId: number): Caller => callerSchema.parse({ role: 'citizen-display', counterId });
let bench: QueueBench;
beforeEach(() => void (bench = new QueueBench()));
afterEach(() => bench[Symbol.dispose]());

type Name = keyof typeof ratingHandlers;
function call(name: Name, input: object, caller: Caller): unknown {
  const given: unknown = commands[name].input.parse(commands[name].changes ? { requestId: newRequestId(), ...input } : input);
  return (ratingHandlers[name] as (context: unknown, input: unknown, caller: Caller) => unknown)(bench.context, given, caller);
}
function code(name: Name, input: object, caller: Caller = kiosk): string {
  try {
    call(name, input, caller);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code;
  }
}
function serve(counterId = 1): TicketId {
  const { ticketId } = bench.issue(counterId === 3 ? 'B' : 'A');
  bench.next(counterId);
  bench.call('ticket.finish', { ticketId }, counter(counterId));
  return ticketId;
}
const give = (ticketId: TicketId, more: object = {}, caller: Caller = kiosk): string => code('rating.give', { ticketId, level: 'satisfied', via: 'kiosk-number', ...more }, caller);
const list = (by = 'day') => call('rating.list', { from: '2026-11-01', to: '2026-11-30', by }, admin);
const levels = (more: object = {}) => ({ 'very-satisfied': 0, satisfied: 0, neutral: 0, dissatisfied: 0, ...more });
const view = () => (displayHandlers['display.read'](bench.context, {}, display(1)) as { view: unknown }).view;

describe('a visit', () => {
  it('is found by its number, rated once, and the log has no more of the person than of the ticket', () => {
    const ticketId = serve();
    expect(call('rating.find', { by: 'number', number: 'A001' }, kiosk)).toEqual({ ticketId, number: 'A001', counterId: 1, via: 'kiosk-number' });
    expect([give(ticketId), give(ticketId), code('rating.find', { by: 'number', number: 'A001' })]).toEqual(['accepted', 'rating.already', 'rating.already']);
    expect(bench.events(3).at(-1)).toEqual({ type: 'ticket.rated', actor: 'kiosk', body: { ticketId, day: '2026-11-23', counterId: 1, level: 'satisfied', via: 'kiosk-number' } });
  });

  it('cannot be rated before it is over, nor one that never was, nor yesterday’s number', () => {
    const { ticketId } = bench.issue('A');
    expect(give(ticketId)).toBe('ticket.not-found');
    bench.next(1);
    expect([give(ticketId), code('rating.find', { by: 'number', number: 'A001' }), code('rating.find', { by: 'number', number: 'A002' })]).toEqual(['rating.not-served', 'rating.not-served', 'ticket.not-found']);
    bench.call('ticket.finish', { ticketId }, counter(1));
    bench.clock.advance(24 * 3_600_000);
    expect(code('rating.find', { by: 'number', number: 'A001' })).toBe('ticket.not-found');
  });

  it('is rated at the display of its own counter only, and a kiosk cannot say that it is one', () => {
    const first = serve();
    expect(give(first, { via: 'citizen-display' }, display(2))).toBe('ticket.other-counter');
    expect(give(first, { via: 'kiosk-number' }, display(1))).toBe('accepted');
    const second = serve();
    expect(give(second, { via: 'citizen-display', level: 'dissatisfied' })).toBe('accepted');
    expect(bench.events(0).filter(({ type }) => type === 'ticket.rated').map(({ body }) => z.object({ via: z.string() }).parse(body).via)).toEqual(['citizen-display', 'kiosk-number']);
  });
});

it('the display asks for a minute after the visit, not after the answer, and not while the next is served', () => {
  const ticketId = serve();
  expect(view()).toEqual({ kind: 'rate', ticketId, number: 'A001', until: bench.clock.now() + 60_000 });
  expect(give(ticketId, {}, display(1))).toBe('accepted');
  expect(view()).toEqual({ kind: 'open' });
  serve();
  bench.clock.advance(60_001);
  expect(view()).toEqual({ kind: 'open' });
  serve();
  bench.issue('A');
  bench.next(1);
  expect(view()).toMatchObject({ kind: 'serving' });
});

it('«Bình thường» is not asked for any more', () => {
  expect(() => give(serve(), { level: 'neutral' })).toThrow(z.ZodError);
});

it('the table counts by day and counter, with those who could have said something', () => {
  const [one, two] = [serve(), serve()];
  serve();
  const three = serve(3);
  give(one);
  give(two, { level: 'dissatisfied', via: 'kiosk-receipt' });
  give(three, { level: 'very-satisfied' }, display(3));
  const row = { name: '', known: 'known', paper: levels(), own: 0, byNumber: 0 };
  expect(list()).toEqual({
    rows: [
      { ...row, day: '2026-11-23', counterId: 1, served: 3, levels: levels({ satisfied: 1, dissatisfied: 1 }), byNumber: 1 },
      { ...row, day: '2026-11-23', counterId: 3, served: 1, levels: levels({ 'very-satisfied': 1 }) },
    ],
  });
  expect(list('field')).toMatchObject({ rows: [{ name: 'Lĩnh vực A', served: 3 }, { name: 'Lĩnh vực B', served: 1 }] });
  expect(list('officer')).toMatchObject({ rows: [{ name: 'Cán bộ mẫu 1', known: 'settings', served: 3 }, { name: 'Cán bộ mẫu 3', known: 'settings', served: 1 }] });
});
