// The people's word: three levels for a visit, complaints and proposals with their clocks, and the counting of whom the youth teams helped.

import { z } from 'zod';
import { change, nothing, query } from './command.ts';
import { businessDaySchema, counterIdSchema, epochMsSchema, ticketIdSchema, wordsSchema } from './primitives.ts';
import type { RatingRow } from '../domain/feedback/rating-table.ts';
import { PETITION_ABOUTS, PETITION_KINDS, PETITION_VIAS } from '../domain/petition/petition.ts';
import { printSchema } from './queue.ts';

/** Rất hài lòng · Hài lòng · Không hài lòng, as they are asked for (decision 0108). */
export const ratingLevelSchema = z.enum(['very-satisfied', 'satisfied', 'dissatisfied']);
export type RatingLevel = z.infer<typeof ratingLevelSchema>;

export const days = z.strictObject({ from: businessDaySchema, to: businessDaySchema });
const count = z.int().min(0);
const levelsSchema = z.strictObject({ 'very-satisfied': count, satisfied: count, neutral: count, dissatisfied: count });

/** Ratings of one day at one counter, or of one officer, field or counter; see the domain's `RatingRow`. `served` are the visits that could have been rated, `paper` is within `levels`. */
const ratingRowSchema = z.strictObject({
  day: businessDaySchema.nullable(), counterId: counterIdSchema.nullable(), name: z.string(), known: z.enum(['known', 'settings', 'unknown']),
  served: count, levels: levelsSchema, paper: levelsSchema, byNumber: count, own: count,
}) satisfies z.ZodType<RatingRow>;

export const ratingCommands = {
  /** The visit that a number of today or a receipt speaks of. Refuses 'ticket.not-found', 'dossier.not-found', 'rating.not-served' while it is not over, 'rating.already'. */
  'rating.find': query(
    ['kiosk'],
    z.discriminatedUnion('by', [z.strictObject({ by: z.literal('number'), number: z.string().regex(/^[A-Z]\d{3}$/) }), z.strictObject({ by: z.literal('receipt'), text: z.string().max(200) })]),
    z.strictObject({ ticketId: ticketIdSchema, number: z.string(), counterId: counterIdSchema, via: z.enum(['kiosk-number', 'kiosk-receipt']) }),
  ),
  /** Once for each visit, and nobody's name with it; a citizen display rates visits of its own counter only. Refuses 'rating.not-served', 'rating.already', 'ticket.not-found', 'ticket.other-counter'. */
  'rating.give': change(['kiosk', 'citizen-display'], { ticketId: ticketIdSchema, level: ratingLevelSchema, via: z.enum(['citizen-display', 'kiosk-number', 'kiosk-receipt']) }, nothing),
  /** Folded by day and counter, by officer, field or counter: the sums are the same. At most 92 days. */
  'rating.list': query(['admin'], days.extend({ by: z.enum(['day', 'officer', 'field', 'counter']) }), z.strictObject({ rows: z.array(ratingRowSchema) })),
};

export const petitionKindSchema = z.enum(PETITION_KINDS);
export const petitionAboutSchema = z.enum(PETITION_ABOUTS);
const petitionStepSchema = z.enum(['assigned', 'refused', 'asked', 'supplied', 'answered', 'published', 'disliked', 'repeated']);

export const receivedPetitionSchema = z.strictObject({
  code: z.string(), receivedAt: epochMsSchema,
  /** Until when it is answered; null where the calendar of that year is not known. */
  handleBy: epochMsSchema.nullable(),
  print: printSchema.nullable(),
});
export type ReceivedPetition = z.infer<typeof receivedPetitionSchema>;

/** As the administration sees it. */
const petitionSchema = z.strictObject({
  petitionId: z.uuid(), code: z.string(), kind: petitionKindSchema, about: petitionAboutSchema, text: z.string(), contactName: z.string(), contactPhone: z.string(), via: z.enum(PETITION_VIAS),
  owner: z.string(), words: z.string(), state: z.enum(['open', 'asked', 'refused', 'answered', 'published']), receivedAt: epochMsSchema, isDisliked: z.boolean(), isRepeated: z.boolean(),
  clocks: z.array(z.strictObject({ step: z.enum(['refuse', 'ask', 'handle', 'publish']), dueAt: epochMsSchema })),
  /** Late by the rule of index 766, whatever step it was that came late. */
  isLate: z.boolean(),
});
export type Petition = z.infer<typeof petitionSchema>;

const petitionClocksSchema = petitionSchema.pick({ petitionId: true, code: true, kind: true, about: true, state: true, receivedAt: true, clocks: true, isLate: true });
/** A petition as anybody at the counter may see it. */
export type PetitionClocks = z.infer<typeof petitionClocksSchema>;

export const petitionCommands = {
  /** Durable, with its slip queued, before it answers. A contact is given only by whoever wants an answer. */
  'petition.receive': change(
    ['kiosk', 'counter', 'citizen-display'],
    { kind: petitionKindSchema, about: petitionAboutSchema, text: wordsSchema(2000).pipe(z.string().min(1)), contactName: wordsSchema(120), contactPhone: z.string().regex(/^[0-9+ ]{0,20}$/) },
    receivedPetitionSchema,
  ),
  /** Where it stands, by the code of the slip: no words of it, no contact. Refuses 'petition.not-found'. */
  'petition.look-up': query(['kiosk'], z.strictObject({ code: z.string().max(40) }), z.strictObject({ code: z.string(), state: petitionSchema.shape.state, receivedAt: epochMsSchema, handleBy: epochMsSchema.nullable() })),
  /** What runs, for a counter that is asked: the codes and their clocks, without words or contact; the nearest clock first, at most 100. `hasMoreOpen`: there are more that are not ended. */
  'petition.clocks': query(['counter'], nothing, z.strictObject({ petitions: z.array(petitionClocksSchema), hasMoreOpen: z.boolean() })),
  /** Who wrote, whole: a look that stands in the access log before it is answered. Refuses 'petition.not-found'. */
  'petition.contact': query(['admin'], z.strictObject({ petitionId: z.uuid() }), petitionSchema.pick({ contactName: true, contactPhone: true })),
  /** Contacts are cut as in every list. Those that are not ended first, nearest clock first, the oldest 300 of them; then the newest ended ones, at most 200. */
  'petition.list': query(['admin'], nothing, z.strictObject({ petitions: z.array(petitionSchema), hasMoreOpen: z.boolean() })),
  /** Answers no more than where it stands now: answers are kept for days, and whose words they are has no place there. Refuses 'petition.not-found', 'petition.wrong-state'; refusing, asking and answering need words. */
  'petition.move': change(['admin'], { petitionId: z.uuid(), step: petitionStepSchema, owner: wordsSchema(80), words: wordsSchema(2000) }, petitionSchema.pick({ petitionId: true, state: true })),
};

export const helpKindSchema = z.enum(['take-number', 'look-up', 'online', 'device', 'papers', 'other']);
export type HelpKind = z.infer<typeof helpKindSchema>;
const helpRowSchema = z.strictObject({ day: businessDaySchema, team: z.string(), kind: helpKindSchema, count });
export type HelpRow = z.infer<typeof helpRowSchema>;

export const helperCommands = {
  /** Whose PIN it is, of the teams that the settings name. Refuses 'helper.wrong-pin', and 'helper.wait' after too many tries. */
  'helper.enter': query(['kiosk'], z.strictObject({ pin: z.string().regex(/^\d{4,8}$/) }), z.strictObject({ team: z.string() })),
  /** One more person helped; nothing of the person. Refuses 'helper.unknown' for a team that the settings do not name. Answers how many the team has helped today. */
  'helper.count': change(['kiosk'], { team: z.string().max(80), kind: helpKindSchema }, z.strictObject({ today: count })),
  /** By day, team and kind, at most 92 days. */
  'helper.list': query(['admin'], days, z.strictObject({ rows: z.array(helpRowSchema) })),
};
