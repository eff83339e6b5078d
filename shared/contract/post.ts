// Results that go by post, as a clerk of the post office sees them: the day's list with as little of a person as a list may show, one whole for its envelope, and what the post took and brought.

import { z } from 'zod';
import { change, query } from './command.ts';
import { coverPrinterSchema, coverPrintersSchema } from './cover.ts';
import { formPageSchema } from './form.ts';
import { deliverySchema } from './intake.ts';
import { dossierIdSchema, epochMsSchema, wordsSchema } from './primitives.ts';
import { printSchema } from './queue.ts';

/** How long it stands on the list that something was not brought: of what went before there was this list nobody could say so, and the post brings within days or gives back. */
export const POST_UNDER_WAY_DAYS = 60;

/** The recipient's name is cut to family name and initials. */
const postLineSchema = z.strictObject({ dossierId: dossierIdSchema, code: z.string(), isProvisional: z.boolean(), procedureName: z.string(), recipient: z.string() });
export type PostLine = z.infer<typeof postLineSchema>;

const sentSchema = z.strictObject({ at: epochMsSchema, tracking: z.string(), /** Null until the post says that it was brought. */ deliveredAt: epochMsSchema.nullable() });

export const postListsSchema = z.strictObject({
  /** There are more than these. */
  isCut: z.strictObject({ waiting: z.boolean(), posted: z.boolean() }),
  /** Promised for today or before, and with those who work on it: the nearest due date first. */
  expected: z.array(postLineSchema.extend({ dueAt: epochMsSchema })),
  /** Lies here, the longest first. `isOwed`: an officer takes the money before it goes. */
  waiting: z.array(postLineSchema.extend({ place: z.string(), arrivedAt: epochMsSchema.nullable(), isOwed: z.boolean() })),
  /** Gone today, and within `POST_UNDER_WAY_DAYS` what the post has not brought yet; the newest first. */
  posted: z.array(postLineSchema.extend({ sent: sentSchema })),
  /** How the day's list went to paper last, as it now is. */
  print: printSchema.nullable(),
  printers: coverPrintersSchema,
});
export type PostLists = z.infer<typeof postListsSchema>;

/** What stands on the envelope and what lies in it: personal data, and nothing of the dossier beyond. */
export const postItemSchema = z.strictObject({
  line: postLineSchema, isHere: z.boolean(), place: z.string(), recipient: z.string(), phone: z.string(), address: z.string(), payer: deliverySchema.shape.payer, isOwed: z.boolean(),
  /** Names of papers of which originals were handed in. */
  originals: z.array(z.string()),
  posted: sentSchema.nullable(),
});
export type PostItem = z.infer<typeof postItemSchema>;

const ofDossier = { dossierId: dossierIdSchema };
const both = ['counter', 'admin'] as const;

export const postCommands = {
  'post.lists': query(both, z.strictObject({}), postListsSchema),
  /** Noted in the access log. Refuses 'dossier.unknown', 'dossier.voided', 'result.no-delivery', and 'result.none' or 'result.returned' {code} for what neither lies here nor went to the post. */
  'post.read': query(both, z.strictObject(ofDossier), postItemSchema),
  /** The post took it under its number: given out as by 'result.return'. Refuses what 'post.read' does, 'result.tracking', and 'post.unpaid' where money is owed. */
  'post.send': change(both, { ...ofDossier, tracking: wordsSchema(40), papersBack: z.array(wordsSchema(400)).max(80) }, postItemSchema),
  /** The post has brought it. Refuses 'dossier.unknown', 'dossier.voided', 'post.not-sent', 'post.delivered'. */
  'post.deliver': change(both, ofDossier, postItemSchema),
  /** A page of today's list for the post as it would be printed now. Refuses 'handover.nothing' while nothing went to the post today. */
  'post.preview': query(both, z.strictObject({ page: z.int().min(0).max(200) }), formPageSchema),
  /** Queues it; a second print of the same is marked. Refuses like the preview, and 'print.wrong-state', 'printer.absent'. */
  'post.print': change(both, { printer: coverPrinterSchema }, z.strictObject({ print: printSchema })),
};
