// A batch that the city refuses whole is halved until the one that it cannot take stands alone: what stands before it gets through, and it is named by its place.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { QueueBench } from '../../../tests/fakes/queue-bench.ts';
import type { PushAnswer } from '../../../shared/wire/messages.ts';
import type { OutgoingOperation } from '../store/outgoing.ts';
import { readSyncMarks } from '../store/sync-state.ts';
import type { CityResult } from './city-client.ts';
import { pushWaiting, type PushEnd } from './push-lane.ts';

let bench: QueueBench;
let batches: number[][];
beforeEach(() => {
  bench = new QueueBench();
  batches = [];
});
afterEach(() => bench[Symbol.dispose]());

const tooMuch = { kind: 'failed', failure: { kind: 'too-much', code: 'city.refused', detail: 'wire.too-large: more than is read' } } as const;

/** A city that takes what `takes` says, and answers for each operation. */
function send(takes: (operations: readonly OutgoingOperation[]) => boolean): Promise<PushEnd> {
  return pushWaiting(
    {
      database: bench.database, clock: bench.clock,
      client: {
        push: (operations): Promise<CityResult<PushAnswer>> => {
          batches.push(operations.map(({ seq }) => seq));
          if (!takes(operations)) return Promise.resolve(tooMuch);
          return Promise.resolve({ kind: 'ok', value: { requestId: 'request-0001', results: operations.map(({ opId }) => ({ opId, kind: 'applied' as const })), ackedSeq: operations.at(-1)?.seq ?? 0, cityTime: bench.clock.now() } });
        },
      },
      takeNewIncarnation: () => expect.fail('nothing contradicts'), onMoved: () => undefined, onRewound: () => expect.fail('nothing is missing'),
    },
    new AbortController().signal,
  );
}
const acked = (): number => bench.database.read(readSyncMarks).ackedSeq;
const write = (count: number): void => {
  for (let index = 0; index < count; index += 1) bench.issue();
};

it.each([1, 2, 7, 13, 20])('F17: the one at place %i of twenty that no batch may hold is found, and all before it are there', async (poison) => {
  write(20);
  expect(await send((operations) => operations.every(({ seq }) => seq !== poison))).toMatchObject({ kind: 'failed', failure: { kind: 'refused', code: 'city.refused', detail: expect.stringMatching(new RegExp(`^operation ${poison}: wire.too-large`)) as string } });
  expect([acked(), batches.at(-1)]).toEqual([poison - 1, [poison]]);
});

it('a batch that is only too long goes in pieces, and none of it twice', async () => {
  write(20);
  expect(await send((operations) => operations.length <= 3)).toEqual({ kind: 'idle' });
  const taken = batches.filter((batch) => batch.length <= 3).flat();
  expect([acked(), new Set(taken).size]).toEqual([20, 20]);
});
