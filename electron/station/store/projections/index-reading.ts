// Readings of the portal out of the log: as they were entered, and whether they were struck since.

import type { Writable } from '../handle.ts';
import { placeOf, type Fact } from './fact.ts';

export function projectReading(store: Writable, fact: Extract<Fact, { readonly type: `reading.${string}` }>): void {
  const { readingId } = fact.body;
  if (fact.type === 'reading.struck') {
    store.run('UPDATE index_reading SET struck_at = $at WHERE reading_id = $readingId', { readingId, at: fact.at });
    return;
  }
  const { period, of, hundredths, readOn, place } = fact.body;
  store.run(
    `INSERT INTO index_reading (reading_id, aggregate_id, period, of, hundredths, read_on, place, entered_at, entered_by, entry_order)
     VALUES ($readingId, $aggregateId, $period, $of, $hundredths, $readOn, $place, $at, $actor, $order) ON CONFLICT (reading_id) DO NOTHING`,
    { readingId, aggregateId: fact.aggregateId, period, of, hundredths, readOn, place, at: fact.at, actor: fact.actor, order: placeOf(fact) },
  );
}
