// The supervisor's line: once a day, with counts, while something waits.

import { expect, it } from 'vitest';
import { QueueBench } from '../../tests/fakes/queue-bench.ts';
import type { PushResult } from '../../shared/wire/messages.ts';
import { createLetterReport } from './letter-report.ts';
import type { Log } from './life/log.ts';
import { recordPushed } from './store/answers.ts';
import { readOperations } from './store/event-log.ts';

it('says how much waits and for how long, once a day, and nothing when nothing does', () => {
  using bench = new QueueBench();
  const lines: unknown[] = [];
  const log: Log = { info: () => undefined, warn: (event, values) => void lines.push([event, values]), error: () => undefined };
  const report = createLetterReport(bench.database, bench.clock, log);
  report();
  expect(lines).toEqual([]);
  bench.issue();
  bench.issue();
  const sent = bench.database.read((store) => readOperations(store, 0, 10));
  const answers = new Map(sent.map(({ opId }, index): [string, PushResult] => [opId, index === 0 ? { kind: 'rejected', opId, code: 'operation.failed', detail: '' } : { kind: 'held', opId, by: sent[0]?.opId ?? opId }]));
  bench.database.write((store) => recordPushed(store, sent, answers, bench.clock.now()));
  bench.clock.advance(2 * 24 * 3_600_000);
  report();
  report();
  expect(lines).toEqual([['dead-letters.report', { rejected: 1, held: 1, kept: 0, oldestDays: 2 }]]);
  bench.clock.advance(24 * 3_600_000);
  report();
  expect(lines.length).toBe(2);
});
