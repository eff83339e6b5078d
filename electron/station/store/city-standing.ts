// Takes in how the city says that a dossier of this station stands; an older word than is known changes nothing.

import type { EpochMs } from '../../../shared/base/ids.ts';
import { DOSSIER_STATUSES, endsTime } from '../../../shared/domain/dossier/status.ts';
import type { SnapshotDossier } from '../../../shared/wire/feed.ts';
import { wordsOfFields } from './find-words.ts';
import type { Writable } from './handle.ts';

/** Statuses from which the paper of a dossier is with those who work on it no more. */
export const ENDED = DOSSIER_STATUSES.filter(endsTime).join(', ');

type Standing = Pick<SnapshotDossier, 'dossierId' | 'revision' | 'status' | 'dueAt' | 'isVoided' | 'isErased' | 'owner' | 'fields'>;

/** `saidAt` is when the city came to this status, null where nobody says it; `heardAt` is now. `fields` are laid over those that the city has said before. True if it was newer than what is known; dossiers of other stations are passed over. After an erasure nothing of a person is kept, in notices neither. */
export function applyStanding(store: Writable, standing: Standing, saidAt: EpochMs | null, heardAt: EpochMs): boolean {
  const { dossierId, revision, status, dueAt, owner } = standing;
  const isNews =
    store.run(
      `INSERT INTO city_dossier (dossier_id, revision, status, due_at, owner, fields, is_voided, is_erased, moves, moved_at, heard_at, words)
       SELECT dossier_id, $revision, $status, $dueAt, $owner, $fields, $isVoided, $isErased, json_array(json_array($status, $saidAt)), $saidAt, $heardAt, $words FROM dossier WHERE dossier_id = $dossierId
       ON CONFLICT (dossier_id) DO UPDATE SET revision = excluded.revision, status = excluded.status, due_at = excluded.due_at, owner = excluded.owner,
         fields = iif(excluded.is_erased, '{}', json_patch(city_dossier.fields, excluded.fields)), is_voided = excluded.is_voided, is_erased = excluded.is_erased, heard_at = excluded.heard_at,
         words = iif(excluded.is_erased, '', city_dossier.words || ' ' || excluded.words),
         moves = iif(excluded.status IS city_dossier.status, city_dossier.moves, json_insert(city_dossier.moves, '$[#]', json_array($status, $saidAt))),
         moved_at = iif(excluded.status IS city_dossier.status, city_dossier.moved_at, $saidAt),
         sent_back_at = iif(excluded.status NOT IN (${ENDED}) AND (city_dossier.status IN (${ENDED}) OR (city_dossier.status >= 4 AND excluded.status < 3)), $heardAt, city_dossier.sent_back_at)
       WHERE excluded.revision > city_dossier.revision`,
      { dossierId, revision, status, dueAt, owner, fields: JSON.stringify(standing.fields), isVoided: standing.isVoided ? 1 : 0, isErased: standing.isErased ? 1 : 0, saidAt, heardAt, words: wordsOfFields(standing.fields) },
    ) === 1;
  if (isNews && standing.isErased) store.run(`UPDATE notice SET kept = '', lost = '' WHERE dossier_id = $dossierId AND kind = 'field'`, { dossierId });
  return isNews;
}
