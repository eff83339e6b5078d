// Complaints and proposals as they stand, out of the projection.

import { z } from 'zod';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { petitionAboutSchema, petitionKindSchema } from '../../../shared/contract/feedback.ts';
import { epochMsSchema } from '../../../shared/contract/primitives.ts';
import type { PetitionFact } from '../../../shared/domain/index766/facts.ts';
import { PETITION_VIAS } from '../../../shared/domain/petition/petition.ts';
import type { Readable } from './handle.ts';

const flag = z.int().transform((value) => value === 1);
const moment = epochMsSchema.nullable();
const petitionRow = z.object({
  petitionId: z.string(), code: z.string(), kind: petitionKindSchema, about: petitionAboutSchema, text: z.string(), contactName: z.string(), contactPhone: z.string(), via: z.enum(PETITION_VIAS),
  owner: z.string(), words: z.string(), receivedAt: epochMsSchema, refusedAt: moment, supplementAskedAt: moment, suppliedAt: moment, answeredAt: moment, publishedAt: moment, isDisliked: flag, isRepeated: flag,
});
/** A row with the names that index 766 gives its moments. */
export type PetitionRow = z.output<typeof petitionRow>;

const SELECT = `SELECT petition_id AS petitionId, code, kind, about, text, contact_name AS contactName, contact_phone AS contactPhone, via, owner, words, received_at AS receivedAt, refused_at AS refusedAt,
  asked_at AS supplementAskedAt, supplied_at AS suppliedAt, answered_at AS answeredAt, published_at AS publishedAt, is_disliked AS isDisliked, is_repeated AS isRepeated FROM petition`;
/** More open ones nobody looks through: the oldest come first, and their clocks are the nearest. */
const MOST_OPEN = 300;
/** Ended ones that a list still shows. */
const MOST_ENDED = 200;

export function petitionById(store: Readable, petitionId: string): PetitionRow | null {
  return store.get(petitionRow, `${SELECT} WHERE petition_id = $petitionId`, { petitionId });
}

export function petitionByCode(store: Readable, code: string): PetitionRow | null {
  return store.get(petitionRow, `${SELECT} WHERE code = $code`, { code });
}

/** What index 766 counts: received from a moment on and before another one. Neither words nor contact. */
export function petitionsReceived(store: Readable, from: EpochMs, before: EpochMs): readonly PetitionFact[] {
  return store
    .all(petitionRow, `${SELECT} WHERE received_at >= $from AND received_at < $before ORDER BY received_at`, { from, before })
    .map(({ petitionId, kind, about, receivedAt, refusedAt, supplementAskedAt, suppliedAt, answeredAt, publishedAt, isDisliked, isRepeated }) => ({ petitionId, kind, about, receivedAt, refusedAt, supplementAskedAt, suppliedAt, answeredAt, publishedAt, isDisliked, isRepeated }));
}

/** Those that are not ended, oldest first, and the newest of the ended; of neither more than a list shows, and whether there are more. */
export function petitionsToShow(store: Readable): { readonly rows: readonly PetitionRow[]; readonly hasMoreOpen: boolean } {
  const ended = 'coalesce(refused_at, published_at) IS NOT NULL';
  const open = store.all(petitionRow, `${SELECT} WHERE NOT ${ended} ORDER BY received_at LIMIT $limit`, { limit: MOST_OPEN + 1 });
  return { rows: [...open.slice(0, MOST_OPEN), ...store.all(petitionRow, `${SELECT} WHERE ${ended} ORDER BY received_at DESC LIMIT $limit`, { limit: MOST_ENDED })], hasMoreOpen: open.length > MOST_OPEN };
}
