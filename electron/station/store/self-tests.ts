// Self-tests of this machine's screens as they are kept: one open for a window at most, each step with its last word.

import { z } from 'zod';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { callerSchema, type Caller } from '../../../shared/contract/command.ts';
import { epochMsSchema } from '../../../shared/contract/primitives.ts';
import { SELF_TEST_STEPS, selfTestResultSchema, type SelfTest, type SelfTestResult } from '../../../shared/contract/self-test.ts';
import type { Readable, Writable } from './handle.ts';

/** A test that nobody has touched for so long is over: a screen that citizens need is not held by somebody who went away. */
export const OPEN_FOR_MS = 3_600_000;

const json = z.string().transform((text): unknown => JSON.parse(text));
const runRow = z.object({ runId: z.string(), target: json.pipe(callerSchema), who: z.string(), begunAt: epochMsSchema, endedAt: epochMsSchema.nullable() });
const resultRow = selfTestResultSchema.extend({ sights: json.pipe(selfTestResultSchema.shape.sights) });
const noteRow = z.object({ notedAt: epochMsSchema, uptime: z.int() });

const RUN = 'SELECT run_id AS runId, target, who, begun_at AS begunAt, ended_at AS endedAt FROM self_test';

/** One text for one window. */
const keyOf = (target: Caller): string => JSON.stringify('counterId' in target ? { role: target.role, counterId: target.counterId } : { role: target.role });

function withResults(store: Readable, run: z.output<typeof runRow> | null): SelfTest | null {
  if (run === null) return null;
  const results = store.all(resultRow, 'SELECT step, state, sights, said, detail, at FROM self_test_result WHERE run_id = $runId', { runId: run.runId });
  return { ...run, results: results.toSorted((one, other) => SELF_TEST_STEPS.indexOf(one.step) - SELF_TEST_STEPS.indexOf(other.step)) };
}

export function readSelfTest(store: Readable, runId: string): SelfTest | null {
  return withResults(store, store.get(runRow, `${RUN} WHERE run_id = $runId`, { runId }));
}

/** Null where none is under way, or where it was forgotten. */
export function openSelfTest(store: Readable, target: Caller, now: EpochMs): SelfTest | null {
  return withResults(store, store.get(runRow, `${RUN} WHERE target = $target AND state = 'open' AND noted_at > $after`, { target: keyOf(target), after: now - OPEN_FOR_MS }));
}

/** The one that ended last at this window. */
export function lastSelfTest(store: Readable, target: Caller): SelfTest | null {
  return withResults(store, store.get(runRow, `${RUN} WHERE target = $target AND state = 'finished' ORDER BY ended_at DESC LIMIT 1`, { target: keyOf(target) }));
}

/** When the last note was made, and for how many seconds the machine had been running then. */
export function lastNote(store: Readable, runId: string): { readonly notedAt: EpochMs; readonly uptime: number } | null {
  return store.get(noteRow, 'SELECT noted_at AS notedAt, uptime_s AS uptime FROM self_test WHERE run_id = $runId', { runId });
}

/** A moment by the wall clock and by the machine's own running. */
export interface Moment {
  readonly now: EpochMs;
  /** Seconds. */
  readonly uptime: number;
}

/** Begins a test; one that was open at this window is left. */
export function beginSelfTest(store: Writable, run: { readonly runId: string; readonly target: Caller; readonly who: string }, { now, uptime }: Moment): void {
  const target = keyOf(run.target);
  store.run(`UPDATE self_test SET state = 'left' WHERE target = $target AND state = 'open'`, { target });
  store.runOne(`INSERT INTO self_test (run_id, target, who, begun_at, noted_at, uptime_s, state) VALUES ($runId, $target, $who, $now, $now, $uptime, 'open')`, { runId: run.runId, target, who: run.who, now, uptime });
}

/** Keeps a step's word. The test must be open. */
export function noteSelfTest(store: Writable, runId: string, result: Omit<SelfTestResult, 'at'>, { now, uptime }: Moment): void {
  store.run(
    `INSERT INTO self_test_result (run_id, step, state, sights, said, detail, at) VALUES ($runId, $step, $state, $sights, $said, $detail, $at)
     ON CONFLICT (run_id, step) DO UPDATE SET state = excluded.state, sights = excluded.sights, said = excluded.said, detail = excluded.detail, at = excluded.at`,
    { runId, ...result, sights: JSON.stringify(result.sights), at: now },
  );
  store.runOne('UPDATE self_test SET noted_at = $now, uptime_s = $uptime WHERE run_id = $runId', { runId, now, uptime });
}

/** Ends it; a name that was given now stands in for one that was missing. */
export function endSelfTest(store: Writable, runId: string, how: 'finished' | 'left', who: string, now: EpochMs): void {
  store.runOne(`UPDATE self_test SET state = $how, ended_at = CASE $how WHEN 'finished' THEN $now END, who = CASE who WHEN '' THEN $who ELSE who END WHERE run_id = $runId`, { runId, how, who, now });
}
