// Who decides on what a point receives, where it is not the unit itself, and how long before the promise a result must be back at the desk.

import { z } from 'zod';
import { fieldCodeSchema, procedureCodeSchema } from './primitives.ts';

const name = z.string().trim().min(1).max(200);

export const decidingSchema = z.strictObject({
  /** The authority of every procedure of a field. */
  fields: z.array(z.strictObject({ field: fieldCodeSchema, name })).max(26).default([]),
  /** That of one procedure; it goes before its field's. */
  procedures: z.array(z.strictObject({ procedureCode: procedureCodeSchema, name })).max(500).default([]),
  /** Office hours between the return of a result to the desk and the promise to the citizen. Half a working day. */
  backHours: z.int().min(0).max(40).default(4),
});
