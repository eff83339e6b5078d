// Administrative procedures as the kiosk and the counter look them up.

import { z } from 'zod';
import { fieldCodeSchema, procedureCodeSchema } from './primitives.ts';
import { query } from './command.ts';

/** One paper of the official list. Counts are 0 where the list asks for none of that kind. */
export const paperSchema = z.strictObject({
  paperId: z.string().max(64), name: z.string(), originals: z.int().min(0).default(0), copies: z.int().min(0).default(0), required: z.boolean(), note: z.string().default(''),
  /** The cases of the procedure that ask for it, in the catalogue's words; unsaid: all of them. */
  cases: z.array(z.string().max(300)).min(1).optional(),
  /** Not of the catalogue: wanted because somebody files for another, or taken outside the list with the reason in `note`. */
  added: z.enum(['behalf', 'outside']).optional(),
});
export type Paper = z.infer<typeof paperSchema>;

/** How long the authority may take, counted from receipt at the counter. 'unstated' where the official page gives none: `text` says what stands there. */
export const timeLimitSchema = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.enum(['hour', 'day', 'working-day', 'month']), amount: z.int().min(1), text: z.string() }),
  /** Same working day when received before 15:00, else the next. */
  z.strictObject({ unit: z.literal('same-day'), text: z.string() }),
  z.strictObject({ unit: z.literal('unstated'), text: z.string() }),
]);
export type TimeLimit = z.infer<typeof timeLimitSchema>;

/** Filing by wire or by post; null where it is as at the counter. */
export const otherChannelSchema = z.strictObject({ channel: z.enum(['online', 'post']), timeLimit: timeLimitSchema.nullable().default(null), feeText: z.string().nullable().default(null) });
export type OtherChannel = z.infer<typeof otherChannelSchema>;

export const procedureSchema = z.strictObject({
  code: procedureCodeSchema,
  name: z.string(),
  field: fieldCodeSchema,
  /** The portal's own field name, such as 'Hộ tịch'. */
  sector: z.string(),
  timeLimit: timeLimitSchema,
  /** Fee with its conditions, never a bare number. */
  feeText: z.string(),
  papers: z.array(paperSchema),
  /** Who decides: the commune alone, the commune among others, or somebody else, whose procedures are known for looking up only. Unsaid: the commune. */
  level: z.enum(['commune', 'shared', 'other']).optional(),
  /** Who decides, where it is one authority and not the commune. */
  authority: z.string().min(1).max(200).optional(),
  /** Ways to file besides the counter. */
  channels: z.array(otherChannelSchema).optional(),
  result: z.string(),
});
export type Procedure = z.infer<typeof procedureSchema>;

export const procedureSummarySchema = z.strictObject({ code: procedureCodeSchema, name: z.string(), field: fieldCodeSchema, sector: z.string(), papers: z.int() });
export type ProcedureSummary = z.infer<typeof procedureSummarySchema>;

export const procedureCommands = {
  /** Best first; without text, the point's usual ones. Fully offline. */
  'procedure.search': query(
    ['kiosk', 'counter', 'admin'],
    z.strictObject({ text: z.string().max(200), field: fieldCodeSchema.nullable(), limit: z.int().min(1).max(50) }),
    z.strictObject({ procedures: z.array(procedureSummarySchema), total: z.int() }),
  ),
  'procedure.read': query(['kiosk', 'counter', 'admin'], z.strictObject({ code: procedureCodeSchema }), procedureSchema),
};
