// The outbox against a few lines that say what it should be: a cursor that only answers move, and a list of what had no effect that loses nothing.

import fc from 'fast-check';
import { z } from 'zod';
import { expect, it } from 'vitest';
import type { PushResult } from '../../../shared/wire/messages.ts';
import { recordPushed, recordSettled } from '../../../electron/station/store/answers.ts';
import { lastEvent, readOperations } from '../../../electron/station/store/event-log.ts';
import type { Readable } from '../../../electron/station/store/handle.ts';
import { readSyncMarks, readWaiting, recordPulled, rewindTo } from '../../../electron/station/store/sync-state.ts';
import type { QueueBench } from '../../fakes/queue-bench.ts';
import { modelBench } from './model-bench.ts';

type Verdict = PushResult['kind'];
interface Model {
  last: number;
  acked: number;
  pulled: number;
  /** What had no effect, by its place in the log. */
  readonly dead: Map<number, Verdict>;
  /** What was given up, for good: no answer brings it back on the list. */
  readonly withdrawn: Set<number>;
}

const listedRow = z.object({ seq: z.int(), state: z.enum(['rejected', 'held', 'kept']) });
const seqRow = z.object({ seq: z.int() });
const SETTLED = 'SELECT 1 FROM settled_letter WHERE settled_letter.op_id =';
/** The list as people see it. */
const readListed = (store: Readable): Map<number, Verdict> => new Map(store.all(listedRow, `SELECT seq, state FROM dead_letter WHERE NOT EXISTS (${SETTLED} dead_letter.op_id)`).map(({ seq, state }) => [seq, state]));
const readWithdrawn = (store: Readable): Set<number> => new Set(store.all(seqRow, `SELECT seq FROM event WHERE EXISTS (${SETTLED} event.op_id)`).map(({ seq }) => seq));
type Command = fc.Command<Model, QueueBench>;

function compare(model: Model, bench: QueueBench): void {
  const { ackedSeq, pulledNumber } = bench.database.read(readSyncMarks);
  const { events, deadLetters } = bench.database.read(readWaiting);
  expect([ackedSeq, pulledNumber, events]).toEqual([model.acked, model.pulled, model.last - model.acked]);
  expect(deadLetters).toBe([...model.dead.values()].filter((state) => state === 'rejected').length);
  expect(bench.database.read(readListed)).toEqual(new Map(model.dead));
}

const command = (words: string, run: (model: Model, bench: QueueBench) => void): Command => ({
  check: () => true,
  run: (model, bench) => {
    run(model, bench);
    compare(model, bench);
  },
  toString: () => words,
});

function answerTo(opId: string, verdict: Verdict, by: string): PushResult {
  const id = opId as PushResult['opId'];
  switch (verdict) {
    case 'rejected':
      return { kind: verdict, opId: id, code: 'operation.invalid-body', detail: 'body' };
    case 'held':
      return { kind: verdict, opId: id, by: by as PushResult['opId'] };
    case 'kept':
      return { kind: verdict, opId: id, code: 'operation.unknown-type' };
    default:
      return { kind: verdict, opId: id };
  }
}

/** Answers to operations from `after` on: those that wait, or older ones whose answer comes a second time. */
function answered(model: Model, bench: QueueBench, after: number, verdicts: readonly Verdict[]): void {
  const operations = bench.database.read((store) => readOperations(store, after, verdicts.length));
  if (operations.length === 0) return;
  const [first] = operations;
  const results = new Map(operations.map(({ opId }, index) => [opId as string, answerTo(opId, verdicts[index] ?? 'applied', first?.opId ?? opId)]));
  bench.database.write((store) => recordPushed(store, operations, results, bench.clock.now()));
  for (const [index, { seq }] of operations.entries()) {
    const verdict = verdicts[index] ?? 'applied';
    if (verdict === 'applied' || verdict === 'duplicate') model.dead.delete(seq);
    else if (!model.withdrawn.has(seq)) model.dead.set(seq, verdict);
  }
  model.acked = Math.max(model.acked, operations.at(-1)?.seq ?? 0);
}

const verdicts = fc.array(fc.constantFrom<Verdict>('applied', 'applied', 'applied', 'duplicate', 'rejected', 'held', 'kept'), { minLength: 1, maxLength: 5 });
const anything = [
  fc.integer({ min: 1, max: 4 }).map((count) => command(`write ${count}`, (model, bench) => {
    for (let index = 0; index < count; index += 1) bench.issue(['A', 'B', 'C'][(model.last + index) % 3]);
    model.last += count;
  })),
  verdicts.map((kinds) => command(`answer ${kinds.join()}`, (model, bench) => answered(model, bench, model.acked, kinds))),
  fc.tuple(fc.nat(6), verdicts).map(([back, kinds]) => command(`answer again ${back} ${kinds.join()}`, (model, bench) => {
    // Only what was sent is answered, and that ends where the cursor or the log does.
    answered(model, bench, Math.max(0, model.acked - back), kinds);
  })),
  fc.nat(6).map((back) => command(`rewind ${back}`, (model, bench) => {
    const to = Math.max(0, model.acked - back);
    bench.database.write((store) => rewindTo(store, to, bench.clock.now()));
    model.acked = to;
  })),
  fc.tuple(fc.nat(9), fc.constantFrom('applied' as const, 'rejected' as const, 'withdrawn' as const)).map(([place, kind]) => command(`settle ${place} ${kind}`, (model, bench) => {
    const seq = [...model.dead.keys()].sort((a, b) => a - b)[place];
    if (seq === undefined) return;
    const [operation] = bench.database.read((store) => readOperations(store, seq - 1, 1));
    if (operation === undefined) throw new Error('it stands in the log');
    bench.database.write((store) => recordSettled(store, { opId: operation.opId, kind, code: 'operation.failed', detail: '' }, bench.clock.now()));
    if (kind === 'rejected') model.dead.set(seq, kind);
    else model.dead.delete(seq);
    if (kind === 'withdrawn') model.withdrawn.add(seq);
  })),
  fc.nat(3).map((more) => command(`pull ${more}`, (model, bench) => {
    if (more === 0) return;
    model.pulled += more;
    bench.database.write((store) => recordPulled(store, model.pulled, `item ${model.pulled}`));
  })),
  fc.constant(command('restart', (_model, bench) => bench.reopen())),
];

const held = modelBench();

it('holds what was answered and nothing else, whatever is answered, answered again, taken back or settled', { timeout: 600_000 }, () => {
  const { bench } = held;
  fc.assert(
    fc.property(fc.commands(anything, { maxCommands: 20 }), (commands) => {
      // A day of its own for each run, since a field has 999 numbers; the log goes on.
      bench.clock.advance(24 * 3_600_000);
      fc.modelRun(() => {
        const { ackedSeq, pulledNumber } = bench.database.read(readSyncMarks);
        return { model: { last: bench.database.read(lastEvent).seq, acked: ackedSeq, pulled: pulledNumber, dead: bench.database.read(readListed), withdrawn: bench.database.read(readWithdrawn) }, real: bench };
      }, commands);
    }),
    { numRuns: 700, seed: 20_260_713 },
  );
});
