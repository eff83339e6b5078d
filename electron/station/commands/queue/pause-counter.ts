// Closes a counter for a while and opens it again.

import type { Caller } from '../../../../shared/contract/command.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { Desk } from '../../../../shared/contract/queue.ts';
import type { CounterId, RequestId } from '../../../../shared/base/ids.ts';
import { pausedCounters } from '../../store/counters.ts';
import type { Writable } from '../../store/handle.ts';
import { record } from '../../store/record.ts';
import { answerOnce } from '../../store/requests.ts';
import { ticketAtCounter } from '../../store/tickets.ts';
import type { CommandContext, Handler } from '../context.ts';
import { actorOf, momentOf, ownCounter, tellQueue } from './step.ts';
import { deskView } from './views.ts';

/** 'counter.pause': another reason replaces the first. Refuses 'counter.busy' while a person is at the counter. */
export const pauseCounter: Handler<'counter.pause'> = (context, input, caller) =>
  changeCounter(context, caller, { command: 'counter.pause', input }, (store, counterId) => {
    const { reason } = input;
    const current = ticketAtCounter(store, momentOf(context).day, counterId);
    if (current !== null) throw new Refusal('counter.busy', { counter: counterId, number: current.number });
    if (pausedCounters(store).get(counterId) === reason) return;
    record(store, context.identity, context.clock, { type: 'counter.paused', aggregate: 'counter', aggregateId: String(counterId), actor: actorOf(caller), body: { counterId, reason } });
  });

/** 'counter.resume': nothing happens to a counter that is open. */
export const resumeCounter: Handler<'counter.resume'> = (context, input, caller) =>
  changeCounter(context, caller, { command: 'counter.resume', input }, (store, counterId) => {
    if (!pausedCounters(store).has(counterId)) return;
    record(store, context.identity, context.clock, { type: 'counter.resumed', aggregate: 'counter', aggregateId: String(counterId), actor: actorOf(caller), body: { counterId } });
  });

function changeCounter(
  context: CommandContext,
  caller: Caller,
  request: { readonly command: string; readonly input: { readonly requestId: RequestId } },
  work: (store: Writable, counterId: CounterId) => void,
): Desk {
  return answerOnce(context.database, context.clock, { ...request, caller }, (store) => {
    const counter = ownCounter(context, caller);
    work(store, counter.counterId);
    tellQueue(context, store, null);
    return deskView(context, store, momentOf(context).day, counter);
  });
}
