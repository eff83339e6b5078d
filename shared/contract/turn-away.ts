// Somebody who goes without a dossier: refused (form 03), or asked to complete the papers first (form 02). What was said is kept with the visit, printed, and found later.

import { z } from 'zod';
import { change, query } from './command.ts';
import { coverPrinterSchema, coverPrintersSchema } from './cover.ts';
import { formPageSchema } from './form.ts';
import { businessDaySchema, counterIdSchema, epochMsSchema, procedureCodeSchema, visitIdSchema, wordsSchema } from './primitives.ts';
import { printSchema } from './queue.ts';

/** 'supplement': form 02, what is missing; 'refusal': form 03. */
export const turnAwayFormSchema = z.enum(['supplement', 'refusal']);
export type TurnAwayForm = z.infer<typeof turnAwayFormSchema>;

/** No person's name: the number of the ticket finds it. */
const turnedAwaySchema = z.strictObject({
  visitId: visitIdSchema, number: z.string(), day: businessDaySchema, at: epochMsSchema, counterId: counterIdSchema, form: turnAwayFormSchema, procedureCode: procedureCodeSchema, procedureName: z.string(), reason: z.string(),
  papers: z.array(z.string()),
  /** False once the words of the paper are gone: it cannot be printed again. */
  isPrintable: z.boolean(),
  /** Null while nobody has asked for its print. */
  print: printSchema.nullable(),
});
export type TurnedAway = z.infer<typeof turnedAwaySchema>;

/** `paperIds` are the papers that form 02 asks for. */
const asked = { visitId: visitIdSchema, form: turnAwayFormSchema, reason: wordsSchema(300), paperIds: z.array(z.string().max(64)).max(80) };

export const turnAwayCommands = {
  /** The papers that this visit still asks for, and the printers. Refuses 'visit.not-found', 'visit.closed', 'visit.no-procedure', 'dossier.already-open'. */
  'visit.offer-turn-away': query(['counter'], z.strictObject({ visitId: visitIdSchema }), z.strictObject({ papers: z.array(z.strictObject({ paperId: z.string(), name: z.string(), isMissing: z.boolean() })), printers: coverPrintersSchema })),
  /** The paper as it would be printed. Refuses as 'visit.turn-away' does. */
  'visit.preview-turn-away': query(['counter'], z.strictObject(asked), formPageSchema),
  /**
   * Writes it down, queues its print where a printer is named, and ends the visit. Refuses 'visit.no-person', 'visit.no-procedure', 'dossier.already-open', 'dossier.reason-missing', 'paper.unknown', 'scanner.busy',
   * 'fee.locked' while money stands that has to be given back first.
   */
  'visit.turn-away': change(['counter'], { ...asked, printer: coverPrinterSchema.nullable() }, z.strictObject({ turnedAway: turnedAwaySchema })),
  /** The newest first, at most 100; with a ticket's number only those. */
  'turn-away.list': query(['counter', 'admin'], z.strictObject({ number: z.string().trim().max(8) }), z.strictObject({ turnedAway: z.array(turnedAwaySchema), printers: coverPrintersSchema })),
  /** Prints it again, marked as a reprint where the first may be on paper. Refuses 'visit.not-found', 'print.not-found' once its words are gone, 'print.wrong-state' while it is on its way, 'printer.absent'. */
  'turn-away.print': change(['counter', 'admin'], { visitId: visitIdSchema, printer: coverPrinterSchema }, z.strictObject({ turnedAway: turnedAwaySchema })),
};
