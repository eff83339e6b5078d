// The people's word out of the log: a rating for each visit, complaints where they stand, paper slips, and how many a team has helped.

import type { Writable } from '../handle.ts';
import type { Fact } from './fact.ts';

type PetitionFact = Extract<Fact, { readonly type: `petition.${string}` }>;

/** The column that a step fills in with its moment; marks have none. */
const MOMENTS = { assigned: null, refused: 'refused_at', asked: 'asked_at', supplied: 'supplied_at', answered: 'answered_at', published: 'published_at', disliked: 'is_disliked', repeated: 'is_repeated' } as const;

/** One visit has one rating: the first. */
export function projectRating(store: Writable, { body, at }: Extract<Fact, { readonly type: 'ticket.rated' }>): void {
  const { ticketId, day, counterId, level, via } = body;
  store.run('INSERT INTO rating (ticket_id, day, counter_id, level, via, rated_at) VALUES ($ticketId, $day, $counterId, $level, $via, $at) ON CONFLICT (ticket_id) DO NOTHING', { ticketId, day, counterId, level, via, at });
}

export function projectPetition(store: Writable, fact: PetitionFact): void {
  const { at } = fact;
  if (fact.type === 'petition.received') {
    const { petitionId, code, day, kind, about, text, contactName, contactPhone, via } = fact.body;
    store.run(
      `INSERT INTO petition (petition_id, aggregate_id, code, day, kind, about, text, contact_name, contact_phone, via, received_at)
       VALUES ($petitionId, $aggregateId, $code, $day, $kind, $about, $text, $contactName, $contactPhone, $via, $at)`,
      { petitionId, aggregateId: fact.aggregateId, code, day, kind, about, text, contactName, contactPhone, via, at },
    );
    return;
  }
  const { petitionId, step, owner, words } = fact.body;
  const column = MOMENTS[step];
  const moment = column === null ? '' : column.startsWith('is_') ? `, ${column} = 1` : `, ${column} = $at`;
  store.run(
    `UPDATE petition SET owner = iif($owner = '', owner, $owner), words = iif($words = '', words, $words)${moment} WHERE petition_id = $petitionId`,
    { petitionId, owner, words, ...(column === null || column.startsWith('is_') ? {} : { at }) },
  );
}

export function projectOpinion(store: Writable, fact: Extract<Fact, { readonly type: `opinion.${string}` }>): void {
  const { aggregateId, at } = fact;
  if (fact.type === 'opinion.struck') {
    const { opinionId, reason } = fact.body;
    store.run('UPDATE opinion SET struck_at = $at, struck_reason = $reason WHERE opinion_id = $opinionId', { opinionId, at, reason });
    return;
  }
  const { opinionId, day, ticketId, level, pace, manner, flaws, petitionId } = fact.body;
  store.run(
    `INSERT INTO opinion (opinion_id, aggregate_id, day, ticket_id, level, pace, manner, flaws, petition_id, entered_at)
     VALUES ($opinionId, $aggregateId, $day, $ticketId, $level, $pace, $manner, $flaws, $petitionId, $at)`,
    { opinionId, aggregateId, day, ticketId, level, pace, manner, flaws: JSON.stringify(flaws), petitionId, at },
  );
}

export function projectHelped(store: Writable, { aggregateId, body }: Extract<Fact, { readonly type: 'people.helped' }>): void {
  const { day, team, kind } = body;
  store.run('INSERT INTO helped (aggregate_id, kind, day, team, count) VALUES ($aggregateId, $kind, $day, $team, 1) ON CONFLICT (aggregate_id, team, kind) DO UPDATE SET count = count + 1', { aggregateId, kind, day, team });
}
