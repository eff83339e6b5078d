// Lists with which dossiers go to those who work on them, and what the other side said of each.

import { z } from 'zod';
import { change, query } from './command.ts';
import { coverPrinterSchema, coverPrintersSchema } from './cover.ts';
import { dossierStatusSchema, lagSchema } from './dossier.ts';
import { formPageSchema } from './form.ts';
import { dossierIdSchema, epochMsSchema, fieldCodeSchema, procedureCodeSchema, wordsSchema } from './primitives.ts';
import { printSchema } from './queue.ts';

/** A dossier on a list; the name is cut to family name and initials, since a list is no look at anybody. */
export const handLineSchema = z.strictObject({
  dossierId: dossierIdSchema, code: z.string(), isProvisional: z.boolean(), procedureCode: procedureCodeSchema, procedureName: z.string(), applicantName: z.string(), status: dossierStatusSchema, receivedAt: epochMsSchema, dueAt: epochMsSchema.nullable(), lag: lagSchema,
});
export type HandLine = z.infer<typeof handLineSchema>;
/** On its way out: with when the result must be back at the desk; null where nothing is promised. */
const outLineSchema = handLineSchema.extend({ backAt: epochMsSchema.nullable() });
export type OutLine = z.infer<typeof outLineSchema>;

export const itemRefusalSchema = z.enum(['paper-missing', 'wrong-unit', 'not-there', 'other']);
export type ItemRefusal = z.infer<typeof itemRefusalSchema>;

export const handoverListSchema = z.strictObject({
  listId: z.uuid(),
  /** As it is printed: number and year. */
  name: z.string(),
  unit: z.string(), toName: z.string(), madeAt: epochMsSchema, madeBy: z.string(),
  /** Null until the other side has looked. */
  received: z.strictObject({ at: epochMsSchema, by: z.string() }).nullable(),
  items: z.array(outLineSchema.extend({ refused: z.strictObject({ why: itemRefusalSchema, note: z.string() }).nullable() })),
  print: printSchema.nullable(),
});
export type HandoverList = z.infer<typeof handoverListSchema>;

export const handoversSchema = z.strictObject({
  /** What may go onto a list, by field of the point; null for procedures of none. */
  groups: z.array(z.strictObject({ field: fieldCodeSchema.nullable(), dossiers: z.array(outLineSchema) })),
  /** There are more than these: the ones that are due first are shown. */
  isCut: z.boolean(),
  /** The newest that nobody has acknowledged, then the newest others. */
  lists: z.array(handoverListSchema),
  /** How many older ones nobody has acknowledged; they come to show as the newer ones are. */
  olderOpen: z.int(),
  /** To whom lists went before, the latest first. */
  units: z.array(z.string()),
  printers: coverPrintersSchema,
});
export type Handovers = z.infer<typeof handoversSchema>;

export const handoverCommands = {
  'handover.read': query(['counter', 'admin'], z.strictObject({}), handoversSchema),
  /**
   * Makes a list and hands its dossiers over in one step: those that were only received move to status 4. With a printer the list is queued, and with `slips` the control slip (form 05) of each.
   * Refuses 'dossier.unknown', 'dossier.voided', 'dossier.illegal-move' {from, to}, 'handover.on-list' {code, list}, and what queueing a print refuses.
   */
  'handover.make': change(
    ['counter', 'admin'],
    { unit: wordsSchema(120).pipe(z.string().min(1)), toName: wordsSchema(120), dossierIds: z.array(dossierIdSchema).min(1).max(100), printer: coverPrinterSchema.nullable(), slips: z.boolean() },
    handoverListSchema,
  ),
  /** The other side's word. What it refused may go onto another list. Refuses 'handover.unknown', 'handover.received', 'handover.not-on-list'. */
  'handover.receive': change(
    ['counter', 'admin'],
    { listId: z.uuid(), receivedBy: wordsSchema(120).pipe(z.string().min(1)), refused: z.array(z.strictObject({ dossierId: dossierIdSchema, why: itemRefusalSchema, note: wordsSchema(200) })).max(100) },
    handoverListSchema,
  ),
  /** A page as it would be printed now. Refuses 'handover.unknown'. */
  'handover.preview': query(['counter', 'admin'], z.strictObject({ listId: z.uuid(), page: z.int().min(0).max(200) }), formPageSchema),
  /** Queues it; a second print of the same is marked. Refuses like the preview, and 'print.wrong-state', 'printer.absent'. */
  'handover.print': change(['counter', 'admin'], { listId: z.uuid(), printer: coverPrinterSchema }, z.strictObject({ print: printSchema })),
};
