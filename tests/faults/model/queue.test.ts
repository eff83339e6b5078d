// The queue as commands, log and projections make it, against a few lines that say what it should be: whatever is done in whatever order, sent twice, or cut by a crash.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CommandInput } from '../../../shared/contract/commands.ts';
import type { BusinessDay, RequestId, TicketId } from '../../../shared/base/ids.ts';
import { addDays } from '../../../shared/domain/time/business-day.ts';
import { lastEvent } from '../../../electron/station/store/event-log.ts';
import { ticketsOfDay } from '../../../electron/station/store/tickets.ts';
import { endVisitsOfEarlierDays } from '../../../electron/station/store/visit-rows.ts';
import { counter, kiosk, newRequestId, type BenchCommand, type QueueBench } from '../../fakes/queue-bench.ts';
import { modelBench } from './model-bench.ts';

type State = 'waiting' | 'called' | 'held' | 'missed' | 'served';
interface Ticket {
  state: State;
  counter: number | null;
  skips: number;
}
/** What should be. */
interface Model {
  readonly tickets: Map<string, Ticket>;
  readonly asked: { readonly name: BenchCommand; readonly input: object; readonly by: ReturnType<typeof counter>; readonly output: unknown }[];
  issued: number;
}
interface Real {
  readonly bench: QueueBench;
  readonly day: BusinessDay;
}
type Move = 'ticket.skip' | 'ticket.hold' | 'ticket.finish' | 'ticket.restore' | 'ticket.call' | 'ticket.recall';

const ALL: readonly State[] = ['waiting', 'called', 'held', 'missed', 'served'];
/** From where each move may start. */
const FROM: Readonly<Record<Move, readonly State[]>> = {
  'ticket.skip': ['called'], 'ticket.hold': ['called'], 'ticket.finish': ['called'], 'ticket.recall': ['called'], 'ticket.restore': ['missed'], 'ticket.call': ['waiting', 'held', 'missed'],
};

const atCounter = (model: Model, counterId: number): Ticket | undefined => [...model.tickets.values()].find((ticket) => ticket.state === 'called' && ticket.counter === counterId);

/** Calls a command, keeps what it answered, and sees that it wrote one event, or none where it was refused. */
function ask<Name extends BenchCommand>(model: Model, { bench }: Real, name: Name, given: object, by: ReturnType<typeof counter>, events: number) {
  const before = bench.database.read(lastEvent).seq;
  const input = { ...given, requestId: newRequestId() } as CommandInput<Name> & { readonly requestId: RequestId };
  const output = bench.call(name, input, by);
  expect(bench.database.read(lastEvent).seq - before).toBe(events);
  model.asked.push({ name, input, by, output });
  return output;
}

function compare(model: Model, { bench, day }: Real): void {
  const rows = bench.database.read((store) => ticketsOfDay(store, day, ALL));
  expect(new Map(rows.map((row) => [row.ticketId as string, [row.state, row.state === 'called' ? row.counterId : null, row.skips]]))).toEqual(
    new Map([...model.tickets].map(([id, { state, counter: at, skips }]) => [id, [state, state === 'called' ? at : null, skips]])),
  );
}

class Issue implements fc.Command<Model, Real> {
  check = (): boolean => true;
  run(model: Model, real: Real): void {
    real.bench.clock.advance(1000);
    const ticket = ask(model, real, 'ticket.issue', { field: 'A', priority: 'none', procedureCode: null }, kiosk, 1);
    model.issued += 1;
    expect(ticket.number).toBe(`A${String(model.issued).padStart(3, '0')}`);
    model.tickets.set(ticket.ticketId, { state: 'waiting', counter: null, skips: 0 });
    compare(model, real);
  }
  toString = (): string => 'issue';
}

class Next implements fc.Command<Model, Real> {
  readonly counterId: number;
  constructor(counterId: number) {
    this.counterId = counterId;
  }
  check = (): boolean => true;
  run(model: Model, real: Real): void {
    if (atCounter(model, this.counterId) !== undefined) {
      expect(real.bench.refusal('queue.next', {}, counter(this.counterId))).toBe('counter.busy');
      return compare(model, real);
    }
    const waiting = [...model.tickets].filter(([, { state }]) => state === 'waiting');
    const { ticket } = ask(model, real, 'queue.next', {}, counter(this.counterId), waiting.length > 0 ? 1 : 0);
    expect(ticket !== null).toBe(waiting.length > 0);
    const own = model.tickets.get(ticket?.ticketId ?? '');
    if (own !== undefined) {
      expect(own.state).toBe('waiting');
      Object.assign(own, { state: 'called', counter: this.counterId });
    }
    compare(model, real);
  }
  toString = (): string => `next ${this.counterId}`;
}

class Moves implements fc.Command<Model, Real> {
  readonly move: Move;
  readonly counterId: number;
  readonly place: number;
  constructor(move: Move, counterId: number, place: number) {
    this.move = move;
    this.counterId = counterId;
    this.place = place;
  }
  check = (model: Readonly<Model>): boolean => model.tickets.size > 0;
  run(model: Model, real: Real): void {
    const [id, ticket] = [...model.tickets][this.place % model.tickets.size] ?? ['', { state: 'served', counter: null, skips: 0 }];
    const input = { ticketId: id as TicketId, ...(this.move === 'ticket.hold' ? { reason: '' } : {}) };
    const isLegal = FROM[this.move].includes(ticket.state);
    const isElsewhere = ticket.state === 'called' && ticket.counter !== this.counterId;
    const isBusy = this.move === 'ticket.call' && atCounter(model, this.counterId) !== undefined;
    if (!isLegal || isElsewhere || isBusy) {
      expect(['ticket.wrong-state', 'ticket.other-counter', 'counter.busy']).toContain(real.bench.refusal(this.move, input, counter(this.counterId)));
      return compare(model, real);
    }
    ask(model, real, this.move, input, counter(this.counterId), 1);
    if (this.move === 'ticket.skip') ticket.skips += 1;
    const after: Readonly<Record<Move, State>> = { 'ticket.skip': ticket.skips >= 3 ? 'missed' : 'waiting', 'ticket.hold': 'held', 'ticket.finish': 'served', 'ticket.restore': 'waiting', 'ticket.call': 'called', 'ticket.recall': 'called' };
    ticket.state = after[this.move];
    if (this.move === 'ticket.call') ticket.counter = this.counterId;
    compare(model, real);
  }
  toString = (): string => `${this.move} ${this.counterId} ${this.place}`;
}

/** A window that got no answer sends its request again. */
class Again implements fc.Command<Model, Real> {
  readonly place: number;
  constructor(place: number) {
    this.place = place;
  }
  check = (model: Readonly<Model>): boolean => model.asked.length > 0;
  run(model: Model, real: Real): void {
    const before = real.bench.database.read(lastEvent);
    const old = model.asked[this.place % model.asked.length];
    if (old === undefined) return;
    expect(real.bench.call(old.name, old.input as CommandInput<BenchCommand> & { readonly requestId: RequestId }, old.by)).toEqual(old.output);
    expect(real.bench.database.read(lastEvent)).toEqual(before);
    compare(model, real);
  }
  toString = (): string => `again ${this.place}`;
}

class Restart implements fc.Command<Model, Real> {
  check = (): boolean => true;
  run(model: Model, real: Real): void {
    real.bench.reopen();
    compare(model, real);
  }
  toString = (): string => 'restart';
}

const counterId = fc.constantFrom(1, 2);
const moves = fc.tuple(fc.constantFrom<Move>('ticket.skip', 'ticket.hold', 'ticket.finish', 'ticket.restore', 'ticket.call', 'ticket.recall', 'ticket.skip', 'ticket.finish'), counterId, fc.nat(5)).map(([move, at, place]) => new Moves(move, at, place));
const anything = [fc.constant(new Issue()), fc.constant(new Issue()), counterId.map((at) => new Next(at)), counterId.map((at) => new Next(at)), moves, moves, moves, fc.nat(30).map((place) => new Again(place)), fc.constant(new Restart())];

const held = modelBench();

it('is what it should be after anything that can be done to it', { timeout: 600_000 }, () => {
  // Each run has a day of its own in one store.
  let day = '2026-01-05' as BusinessDay;
  const { bench } = held;
  fc.assert(
    fc.property(fc.commands(anything, { maxCommands: 20 }), (commands) => {
      day = addDays(day, 1);
      const today = day;
      bench.clock.set(`${today}T07:30:00+07:00`);
      bench.database.write((store) => endVisitsOfEarlierDays(store, today, bench.clock.now()));
      fc.modelRun(() => ({ model: { tickets: new Map<string, Ticket>(), asked: [], issued: 0 }, real: { bench, day: today } }), commands);
    }),
    { numRuns: 800, seed: 20_260_713 },
  );
});
