// How batches follow each other to the city when it loses what it had while they are under way.

import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CounterId } from '../../../shared/base/ids.ts';
import { QueueBench } from '../../../tests/fakes/queue-bench.ts';
import type { OutgoingOperation } from '../store/outgoing.ts';
import { record } from '../store/record.ts';
import { readSyncMarks } from '../store/sync-state.ts';
import type { CityClient } from './city-client.ts';
import { pushWaiting } from './push-lane.ts';

let bench: QueueBench;
beforeEach(() => {
  bench = new QueueBench();
});
afterEach(() => bench[Symbol.dispose]());

/** A city that is restored to its first day as a batch arrives. */
class RestoredCity {
  readonly begins: number[] = [];
  #has = 0;
  readonly #restoredAt: number;

  constructor(restoredAt: number) {
    this.#restoredAt = restoredAt;
  }

  readonly push: CityClient['push'] = (operations: readonly OutgoingOperation[]) => {
    const [first, last] = [operations[0]?.seq ?? 0, operations.at(-1)?.seq ?? 0];
    this.begins.push(first);
    if (this.begins.length > 40) throw new Error('it is asked for ever');
    if (this.begins.length === this.#restoredAt) this.#has = 0;
    if (first > this.#has + 1) return Promise.resolve({ kind: 'failed', failure: { kind: 'gap', code: 'city.gap', expected: this.#has + 1 } });
    this.#has = Math.max(this.#has, last);
    return Promise.resolve({ kind: 'ok', value: { requestId: 'none', ackedSeq: this.#has, results: operations.map(({ opId }) => ({ opId, kind: 'applied' })), cityTime: bench.clock.now() } });
  };
}

it.each([2, 3, 4])('a city that is restored as batch %i arrives gets everything once more, from its gap on', async (restoredAt) => {
  bench.database.write((store) => {
    for (let event = 0; event < 450; event += 1) record(store, bench.identity, bench.clock, { type: 'counter.resumed', aggregate: 'counter', aggregateId: '1', body: { counterId: 1 as CounterId }, actor: 'counter-1' });
  });
  const client = new RestoredCity(restoredAt);
  const rewound: number[][] = [];
  const parts = { database: bench.database, clock: bench.clock, client, takeNewIncarnation: () => expect.fail('it is the same history'), onMoved: () => undefined, onRewound: (from: number, to: number) => void rewound.push([from, to]) };
  expect(await pushWaiting(parts, new AbortController().signal)).toEqual({ kind: 'idle' });
  expect([bench.database.read(readSyncMarks).ackedSeq, rewound.map(([, to]) => to)]).toEqual([450, [0]]);
});
