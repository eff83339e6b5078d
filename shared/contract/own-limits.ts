// Limits of procedures that a point sets itself, where the catalogue gives none or another is in force there.

import { z } from 'zod';
import { businessDaySchema, procedureCodeSchema } from './primitives.ts';

export const ownLimitsSchema = z
  .array(z.strictObject({ procedureCode: procedureCodeSchema, unit: z.enum(['same-day', 'hour', 'working-day', 'day', 'month']), amount: z.int().min(1).max(400).default(1), since: businessDaySchema.exactOptional() }))
  .max(500)
  .default([]);
export type OwnLimits = z.infer<typeof ownLimitsSchema>;
