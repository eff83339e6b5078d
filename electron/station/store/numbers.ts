// Running numbers that never go back and never repeat: durable with the thing they were taken for.

import { z } from 'zod';
import { must } from '../../../shared/base/must.ts';
import type { BusinessDay } from '../../../shared/base/ids.ts';
import type { Readable, Writable } from './handle.ts';

const numberRow = z.object({ last: z.int().min(1) });

/** The next number of a series, from 1. It is used up only if the transaction commits. */
export function nextNumber(store: Writable, series: string): number {
  const row = store.get(numberRow, 'INSERT INTO running_number (name, last) VALUES ($series, 1) ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last', { series });
  return must(row, 'the row was just written').last;
}

const seriesRow = z.object({ name: z.string(), last: z.int().min(1) });

/** How far the series are: those of no day, and those of the days from `from` on. A series of a day ends with it, such as 'calls/2026-07-13'. */
export function runningNumbers(store: Readable, from: BusinessDay): readonly z.output<typeof seriesRow>[] {
  return store.all(seriesRow, `SELECT name, last FROM running_number WHERE name NOT GLOB '*/[0-9]*' OR substr(name, instr(name, '/') + 1) >= $from ORDER BY name`, { from });
}

/** The next number of the series lies above `last`; never goes back. */
export function raiseNumber(store: Writable, series: string, last: number): void {
  store.runOne('INSERT INTO running_number (name, last) VALUES ($series, $last) ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last)', { series, last });
}
