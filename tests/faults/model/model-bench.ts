// The one store in memory on which a model test runs all its runs: made before the first, gone after the last.

import { afterAll, beforeAll } from 'vitest';
import { QueueBench } from '../../fakes/queue-bench.ts';
import { fastFolder } from '../sim/sim-city.ts';

/** To be called once in a test file. */
export function modelBench(): { readonly bench: QueueBench } {
  const parts = new AsyncDisposableStack();
  const held: { bench?: QueueBench } = {};
  beforeAll(async () => {
    const folder = parts.use(await fastFolder());
    held.bench = parts.use(new QueueBench('2026-01-05T07:30:00+07:00', folder.path));
  });
  afterAll(() => parts.disposeAsync());
  return {
    get bench() {
      if (held.bench === undefined) throw new Error('the bench is there while tests run');
      return held.bench;
    },
  };
}
