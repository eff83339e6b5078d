// What keeps a point honest: dead letters, disagreements with the city, numbers, copies of the store, and who looked at whose data.

import { z } from 'zod';
import { NUMBERED_FORMS } from '../domain/paper/numbered-form.ts';
import { change, nothing, query } from './command.ts';
import { businessDaySchema, dossierIdSchema, epochMsSchema, operationIdSchema, wordsSchema } from './primitives.ts';

const reason = wordsSchema(300).pipe(z.string().min(1));

/** 'rejected' wants a person; 'held' waits for another operation of the same dossier; 'kept' waits for the city to learn its kind. */
export const deadLetterSchema = z.strictObject({
  sequence: z.int(), opId: operationIdSchema, type: z.string(), state: z.enum(['rejected', 'held', 'kept']),
  /** When the event happened, and when the city answered. */
  at: epochMsSchema, answeredAt: epochMsSchema,
  /** What a person calls it: a number or a code, no name. */
  label: z.string(),
  /** The city's code; its sentence and what to do stand under 'dead.<code>' and 'dead-act.<code>', else under 'dead.other'. */
  code: z.string(), detail: z.string(),
  /** Whose list it is on: the role that wrote it, such as 'counter-3'. */
  actor: z.string(),
  /** Sequence of the operation it is held by. */
  heldBy: z.int().nullable(),
  canResend: z.boolean(), canWithdraw: z.boolean(),
});
export type DeadLetter = z.infer<typeof deadLetterSchema>;

/** A value of a dead letter that may be put right. `isAtFault` marks what the city named. */
export const editableFieldSchema = z.strictObject({ path: z.string().max(80), value: z.string(), isAtFault: z.boolean() });
export type EditableField = z.infer<typeof editableFieldSchema>;

/** The city and an officer have both changed something, and the city's word holds until somebody decides. Personal data: shown to staff only. */
export const noticeSchema = z.strictObject({
  noticeId: z.int(), dossierId: dossierIdSchema, label: z.string(),
  /** 'field': two values of one field · 'status', 'due-date', 'procedure': the city decides, and has · 'code': the paper carries a code of another dossier · 'other-code': the city says another code than the one that stands here, which is kept. */
  kind: z.enum(['field', 'status', 'due-date', 'procedure', 'code', 'other-code']),
  field: z.string(), at: epochMsSchema, actor: z.string(), isSettled: z.boolean(),
  /** Null where a person's value was not asked for. */
  kept: z.string().nullable(), lost: z.string().nullable(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** A block of numbers: of the city's codes, or of a field's tickets. */
export const numberBlockSchema = z.strictObject({
  series: z.string(), day: businessDaySchema, lo: z.int(), hi: z.int(), used: z.int(), state: z.enum(['open', 'used-up', 'closed', 'void']),
});
export type NumberBlock = z.infer<typeof numberBlockSchema>;

/** A verified copy of the store. */
export const backupSchema = z.strictObject({ name: z.string(), at: epochMsSchema, bytes: z.int(), lastSequence: z.int(), kind: z.enum(['hourly', 'daily', 'asked', 'update']), place: z.enum(['own-disk', 'second-disk']) });
export type Backup = z.infer<typeof backupSchema>;

/** What is known of events that this store once had: `missing` are ranges of sequence numbers of one incarnation, `returned` what the city gave back. */
export const storeHistorySchema = z.strictObject({
  incarnation: z.int(),
  births: z.array(z.strictObject({ incarnation: z.int(), at: epochMsSchema, reason: z.enum(['first', 'restored', 'cloned', 'forked']), base: z.int(), lastSeen: z.int(), returned: z.int(), missing: z.array(z.strictObject({ from: z.int(), to: z.int() })) })),
});
export type StoreHistory = z.infer<typeof storeHistorySchema>;

/** One look at a dossier's data. Whoever took the whole list with him is in it with the label '*'. */
export const accessSchema = z.strictObject({ at: epochMsSchema, actor: z.string(), /** Who was signed in there; empty where nobody was, or where the entry came back from the city. */ officer: z.string(), dossierId: dossierIdSchema, label: z.string(), purpose: z.string() });

export const deadLetterCommands = {
  'dead-letter.list': query(['admin', 'counter'], nothing, z.strictObject({ letters: z.array(deadLetterSchema) })),
  /** Refuses 'dead-letter.not-found'. */
  'dead-letter.read': query(['admin', 'counter'], z.strictObject({ opId: operationIdSchema }), z.strictObject({ letter: deadLetterSchema, fields: z.array(editableFieldSchema) })),
  /** A new operation that names the old one; the old one stays in the log. Refuses 'dead-letter.not-found', 'dead-letter.unchanged', 'dead-letter.invalid' {path}. */
  'dead-letter.resend': change(['admin', 'counter'], { opId: operationIdSchema, changes: z.record(z.string().max(80), wordsSchema(300)) }, z.strictObject({ letters: z.array(deadLetterSchema) })),
  /** Refuses 'dead-letter.not-found'. */
  'dead-letter.withdraw': change(['admin', 'counter'], { opId: operationIdSchema, reason }, z.strictObject({ letters: z.array(deadLetterSchema) })),
};

export const noticeCommands = {
  /** With `values` a person's data is shown and each look is noted in the access log; without them only that there is something, for a badge. */
  'notice.list': query(['admin', 'counter'], z.strictObject({ values: z.boolean() }), z.strictObject({ notices: z.array(noticeSchema) })),
  /** 'keep-city': the officer has seen it. 'propose-mine': the lost value is sent again over the city's present one. Refuses 'notice.not-found', and 'supplement.day-not-running' for another day of a request that is over. */
  'notice.settle': change(['admin', 'counter'], { noticeId: z.int(), decision: z.enum(['keep-city', 'propose-mine']) }, z.strictObject({ notices: z.array(noticeSchema) })),
};

const numberSchema = z.int().min(1);
const formNumbersOfYearSchema = z.strictObject({ form: z.enum(NUMBERED_FORMS), year: z.int(), last: numberSchema, used: z.int().min(0), unused: z.array(z.strictObject({ from: numberSchema, to: numberSchema })) });

export const numberCommands = {
  'numbers.read': query(['admin'], nothing, z.strictObject({ blocks: z.array(numberBlockSchema), /** Ticket numbers of today between 1 and the highest that nobody can account for, and codes that no dossier has. */ unaccounted: z.array(z.string()), /** Of this year and the last: how far the numbers of each form are, how many forms bear one, and what none bears. */ forms: z.array(formNumbersOfYearSchema) })),
};

export const backupCommands = {
  'backup.list': query(['admin'], nothing, z.strictObject({ backups: z.array(backupSchema) })),
  /** Makes and verifies one now. Refuses 'backup.failed' {reason}. */
  'backup.make': change(['admin'], {}, z.strictObject({ backups: z.array(backupSchema) })),
};

export const historyCommands = {
  'store.history': query(['admin'], nothing, storeHistorySchema),
};

export const rebuildCommands = {
  /** Makes the projections anew out of the log. `differed` are rows that were not what the log says, and now are. Refuses 'store.rebuild-differs' when the log cannot be read, and changes nothing then. */
  'store.rebuild': change(['admin'], {}, z.strictObject({ events: z.int(), tables: z.array(z.strictObject({ table: z.string(), rows: z.int(), differed: z.int() })) })),
};

export const accessCommands = {
  /** Newest first, at most 500. */
  'access.list': query(['admin'], z.strictObject({ from: businessDaySchema, to: businessDaySchema, dossierId: dossierIdSchema.nullable() }), z.strictObject({ entries: z.array(accessSchema), total: z.int() })),
  /** The same, all of it, as CSV in UTF-8 with its mark; the export itself is an entry. Refuses 'access.too-many' {most}. */
  'access.export': change(['admin'], { from: businessDaySchema, to: businessDaySchema, dossierId: dossierIdSchema.nullable() }, z.strictObject({ name: z.string(), text: z.string() })),
};
