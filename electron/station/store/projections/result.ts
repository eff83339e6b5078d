// What came back of a dossier and what became of it, out of the log. A later result takes the place of an earlier one, and so does one that is given out again once the city has sent the dossier back.

import type { DossierId } from '../../../../shared/base/ids.ts';
import type { Writable } from '../handle.ts';
import type { Fact } from './fact.ts';

type ResultFact = Extract<Fact, { readonly type: 'dossier.result-arrived' | 'dossier.owner-called' | 'dossier.result-returned' | 'dossier.return-signed' }>;

export function projectResult(store: Writable, fact: ResultFact): void {
  const { dossierId } = fact.body;
  switch (fact.type) {
    case 'dossier.result-arrived': {
      const { kind, place, number, abstract, issuedOn = null } = fact.body;
      store.run(
        `INSERT INTO dossier_result (dossier_id, kind, place, number, abstract, issued_on, arrived_at, calls, tracking) VALUES ($dossierId, $kind, $place, $number, $abstract, $issuedOn, $at, 0, '')
         ON CONFLICT (dossier_id) DO UPDATE SET kind = excluded.kind, place = excluded.place, number = excluded.number, abstract = excluded.abstract, issued_on = excluded.issued_on, arrived_at = excluded.arrived_at, calls = 0, called_at = NULL, called_manner = NULL,
           returned_at = NULL, returned_manner = NULL, tracking = '', signed_at = NULL, unpaid_reason = ''`,
        { dossierId, kind, place, number, abstract, issuedOn, at: fact.at },
      );
      return;
    }
    case 'dossier.owner-called':
      begin(store, dossierId);
      store.run('UPDATE dossier_result SET calls = calls + 1, called_at = $at, called_manner = $manner WHERE dossier_id = $dossierId', { dossierId, at: fact.at, manner: fact.body.manner });
      return;
    case 'dossier.result-returned': {
      const { manner, tracking, unpaid } = fact.body;
      begin(store, dossierId);
      store.run('UPDATE dossier_result SET returned_at = $at, returned_manner = $manner, tracking = $tracking, signed_at = NULL, unpaid_reason = $reason WHERE dossier_id = $dossierId', { dossierId, at: fact.at, manner, tracking, reason: unpaid?.reason ?? '' });
      return;
    }
    case 'dossier.return-signed':
      store.run('UPDATE dossier_result SET signed_at = $at WHERE dossier_id = $dossierId AND returned_at IS NOT NULL AND signed_at IS NULL', { dossierId, at: fact.at });
  }
}

/** Nobody said that it came: it is here all the same. */
function begin(store: Writable, dossierId: DossierId): void {
  store.run(`INSERT INTO dossier_result (dossier_id, place, number, abstract, calls, tracking) VALUES ($dossierId, '', '', '', 0, '') ON CONFLICT DO NOTHING`, { dossierId });
}

/** Its words may name somebody. */
export function forgetResult(store: Writable, dossierId: DossierId): void {
  store.run(`UPDATE dossier_result SET number = '', abstract = '', issued_on = NULL, tracking = '', unpaid_reason = '' WHERE dossier_id = $dossierId`, { dossierId });
}
