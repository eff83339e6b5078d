// The paper opinion slip (phiếu góp ý) that came back: entered by an officer, marked as paper, and counted with the ratings.

import { z } from 'zod';
import { OPINION_FLAWS, OPINION_MANNERS, OPINION_PACES } from '../domain/feedback/opinion-slip.ts';
import { RATING_LEVELS } from '../domain/feedback/rating-table.ts';
import { change, query } from './command.ts';
import { days, petitionAboutSchema, petitionKindSchema, receivedPetitionSchema } from './feedback.ts';
import { businessDaySchema, counterIdSchema, epochMsSchema, wordsSchema } from './primitives.ts';

/** What is ticked; a slip by an older template may have «Bình thường». 'unsaid' where a person left a line empty. */
const ticks = {
  level: z.enum(RATING_LEVELS), pace: z.enum(OPINION_PACES), manner: z.enum(OPINION_MANNERS), flaws: z.array(z.enum(OPINION_FLAWS)).max(OPINION_FLAWS.length),
};

const slipSchema = z.strictObject({
  opinionId: z.uuid(), day: businessDaySchema, ...ticks,
  /** The number of the visit, and where it was; '' and null where the slip does not say which. */
  number: z.string(), counterId: counterIdSchema.nullable(), aboutOfficer: z.string(),
  /** What was written that is neither complaint nor proposal, for as long as words are kept; and the code of what was. */
  words: z.string(), petitionCode: z.string(),
  enteredAt: epochMsSchema,
  /** '' where nobody was signed in. `isOwn`: by the officer of whom it speaks. */
  enteredBy: z.string(), isOwn: z.boolean(),
  /** When it was struck, by whom ('' where nobody was signed in) and why; null for one that counts. */
  struck: z.strictObject({ at: epochMsSchema, by: z.string(), reason: z.string() }).nullable(),
});
export type OpinionSlip = z.infer<typeof slipSchema>;

export const opinionCommands = {
  /** `code` is what the slip says of the visit: the number of its day, or a dossier's code; '' for neither. Words that complain or propose become a petition with its clocks. Refuses 'opinion.wrong-day', 'ticket.not-found', 'dossier.not-found', 'rating.not-served', 'rating.already', 'words.missing'. */
  'opinion.enter': change(
    ['admin'],
    {
      code: z.string().max(60), day: businessDaySchema, ...ticks, words: wordsSchema(2000), wordsAre: petitionKindSchema.or(z.literal('remark')), about: petitionAboutSchema,
      contactName: wordsSchema(120), contactPhone: z.string().regex(/^[0-9+ ]{0,20}$/),
    },
    z.strictObject({ opinionId: z.uuid(), petition: receivedPetitionSchema.pick({ code: true, handleBy: true }).nullable() }),
  ),
  /** One that was entered wrongly counts no more and stays on the list; its visit may be rated again. A petition that it became goes its own way. Refuses 'opinion.not-found', 'opinion.struck'. */
  'opinion.strike': change(['admin'], { opinionId: z.uuid(), reason: wordsSchema(300).pipe(z.string().min(1)) }, z.strictObject({ opinionId: z.uuid() })),
  /** By the days of the slips, the newest first, at most 300; `hasMore` where there are more. */
  'opinion.list': query(['admin'], days, z.strictObject({ slips: z.array(slipSchema), hasMore: z.boolean() })),
};
