// Hand-over lists out of the log. That a result came back of one of their dossiers is looked up beside them.

import type { Writable } from '../handle.ts';
import type { Fact } from './fact.ts';

type HandoverFact = Extract<Fact, { readonly type: 'handover.made' | 'handover.received' }>;

export function projectHandover(store: Writable, fact: HandoverFact): void {
  if (fact.type === 'handover.made') {
    const { listId, year, number, unit, toName, dossierIds, by } = fact.body;
    store.run(
      'INSERT INTO handover_list (list_id, year, number, unit, to_name, made_at, made_by) VALUES ($listId, $year, $number, $unit, $toName, $at, $madeBy) ON CONFLICT DO NOTHING',
      { listId, year, number, unit, toName, at: fact.at, madeBy: by.officerName },
    );
    for (const [place, dossierId] of dossierIds.entries()) store.run('INSERT INTO handover_item (list_id, dossier_id, place) VALUES ($listId, $dossierId, $place) ON CONFLICT DO NOTHING', { listId, dossierId, place });
    return;
  }
  const { listId, receivedBy, refused } = fact.body;
  store.run('UPDATE handover_list SET received_at = $at, received_by = $receivedBy WHERE list_id = $listId AND received_at IS NULL', { listId, at: fact.at, receivedBy });
  for (const { dossierId, why, note } of refused) store.run('UPDATE handover_item SET refused_why = $why, refused_note = $note WHERE list_id = $listId AND dossier_id = $dossierId', { listId, dossierId, why, note });
}
