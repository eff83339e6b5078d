// Running numbers that never go back and never repeat: durable with the thing they were taken for.

import { z } from 'zod';
import { must } from '../../../shared/base/must.ts';
import type { Writable } from './handle.ts';

const numberRow = z.object({ last: z.int().min(1) });

/** The next number of a series, from 1. It is used up only if the transaction commits. */
export function nextNumber(store: Writable, series: string): number {
  const row = store.get(numberRow, 'INSERT INTO running_number (name, last) VALUES ($series, 1) ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last', { series });
  return must(row, 'the row was just written').last;
}
