// What a station writes down of the people's word on its work: ratings of visits, complaints and proposals with their steps, and whom the youth teams helped.

import { z } from 'zod';
import { businessDaySchema, counterIdSchema, ticketIdSchema } from '../contract/primitives.ts';
import { OPINION_FLAWS, OPINION_MANNERS, OPINION_PACES } from '../domain/feedback/opinion-slip.ts';
import { RATING_LEVELS } from '../domain/feedback/rating-table.ts';
import { PETITION_VIAS } from '../domain/petition/petition.ts';

const petition = { petitionId: z.uuid() };

export const feedbackEvents = {
  /** 'neutral' was asked for before 'very-satisfied', and is not any more. Anonymous: it names the visit by its ticket and never who came. `via` says how sure it is that it was the same person: a number can be read off somebody else's slip. */
  'ticket.rated': z.strictObject({
    ticketId: ticketIdSchema, day: businessDaySchema, counterId: counterIdSchema, level: z.enum(RATING_LEVELS), via: z.enum(['citizen-display', 'kiosk-number', 'kiosk-receipt']),
  }),
  /** An officer has looked whether the person has the priority that was said at the kiosk. `isSentBack` where it was called by priority and waits on at the place of its issue. */
  'ticket.priority-checked': z.strictObject({ ticketId: ticketIdSchema, counterId: counterIdSchema, outcome: z.enum(['confirmed', 'removed']), reason: z.string().max(120), isSentBack: z.boolean() }),
  /** Contact is what the person chose to leave; '' for none. */
  'petition.received': z.strictObject({
    ...petition, code: z.string().max(40), day: businessDaySchema, kind: z.enum(['complaint', 'proposal']), about: z.enum(['manner', 'procedure', 'delay', 'fee', 'place', 'other']), text: z.string().min(1).max(2000),
    contactName: z.string().max(120), contactPhone: z.string().max(20), via: z.enum(PETITION_VIAS),
  }),
  /** `words`: the reason, the question, or the answer; '' where the step has none. */
  'petition.moved': z.strictObject({ ...petition, step: z.enum(['assigned', 'refused', 'asked', 'supplied', 'answered', 'published', 'disliked', 'repeated']), owner: z.string().max(80), words: z.string().max(2000) }),
  /** A paper slip as an officer entered it, of the visit or of none that is known. Its words are in no event: what complains is a petition, and the rest stays at the station. */
  'opinion.entered': z.strictObject({
    opinionId: z.uuid(), day: businessDaySchema, ticketId: ticketIdSchema.nullable(), level: z.enum(RATING_LEVELS), pace: z.enum(OPINION_PACES), manner: z.enum(OPINION_MANNERS), flaws: z.array(z.enum(OPINION_FLAWS)).max(OPINION_FLAWS.length), petitionId: z.uuid().nullable(),
  }),
  /** A slip that was entered wrongly counts no more; it stays to be seen. `reason`: why, in the officer's words and without the slip's. */
  'opinion.struck': z.strictObject({ opinionId: z.uuid(), reason: z.string().min(1).max(300) }),
  /** Somebody was helped by a team, with what; nobody's name. */
  'people.helped': z.strictObject({ day: businessDaySchema, team: z.string().max(80), kind: z.enum(['take-number', 'look-up', 'online', 'device', 'papers', 'other']) }),
} as const satisfies Record<string, z.ZodType>;
