// What the traced station says on its standard output: each line only after the thing is durable, so each is a promise.

import { z } from 'zod';

export const saidSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open') }),
  z.strictObject({ kind: z.literal('ticket'), ticketId: z.string(), number: z.string() }),
  z.strictObject({ kind: z.literal('called'), visitId: z.string() }),
  z.strictObject({ kind: z.literal('dossier'), dossierId: z.string(), code: z.string() }),
  z.strictObject({ kind: z.literal('receipt'), dossierId: z.string() }),
  z.strictObject({ kind: z.literal('acked'), seq: z.int() }),
  z.strictObject({ kind: z.literal('closed') }),
]);
export type Said = z.infer<typeof saidSchema>;
