// The feed in the words that the asker knows. Pure.

import type { FeedItem } from '../../shared/wire/feed.ts';
import { WireRefusal } from '../server/refusal.ts';

/** Types that a station of the first version of the wire reads. */
const FIRST_TYPES: readonly string[] = ['dossier.received', 'blob.verified'];

/** Changes of types that are not named in `accept` keep their number and their name only. */
function accepted({ number, change, at }: FeedItem, types: ReadonlySet<string>): FeedItem {
  if (types.has(change.type) || change.type === 'other') return { number, change, at };
  return { number, change: { type: 'other', of: change.type }, at };
}

/** A page for whoever asks: by the types that he names, or as the first version had it, which cannot be told of anything else and must be renewed first. */
export function downCast(items: readonly FeedItem[], accept: string | undefined): FeedItem[] {
  if (accept !== undefined) {
    const types = new Set(accept.split(','));
    return items.map((item) => accepted(item, types));
  }
  return items.map(({ number, change, at }) => {
    if (!FIRST_TYPES.includes(change.type)) throw new WireRefusal('wire.version', 'the feed holds what this version of the station cannot read');
    if (change.type !== 'dossier.received') return { number, change, at };
    const { takenCodes: _taken, ...known } = change;
    return { number, change: known, at };
  });
}
