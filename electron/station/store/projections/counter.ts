// Which counters are open and which pause, out of the log. A counter of which nothing was said is open.

import type { Writable } from '../handle.ts';
import type { Fact } from './fact.ts';

type CounterFact = Extract<Fact, { readonly type: `counter.${string}` }>;

export function projectCounter(store: Writable, fact: CounterFact): void {
  const { counterId } = fact.body;
  const state = fact.type === 'counter.paused' ? 'paused' : 'open';
  const reason = fact.type === 'counter.paused' ? fact.body.reason : null;
  store.run(
    'INSERT INTO counter (counter_id, state, pause_reason) VALUES ($counterId, $state, $reason) ON CONFLICT (counter_id) DO UPDATE SET state = excluded.state, pause_reason = excluded.pause_reason',
    { counterId, state, reason },
  );
}
