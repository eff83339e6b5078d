// Whether a visit holds anything that would be lost with it: then nothing but its officer's own word may end it.

import { z } from 'zod';
import type { VisitId } from '../../../shared/base/ids.ts';
import { isIntakeBegun } from '../../../shared/contract/intake.ts';
import type { Readable } from './handle.ts';
import { visitById } from './visits.ts';

const foundRow = z.object({ found: z.int() });

/** A person, typed words, an answer about the errand, a paper, a page, a fee, or money that stands. The procedure alone is nothing: it may come from the kiosk. */
export function isVisitBegun(store: Readable, visitId: VisitId): boolean {
  const visit = visitById(store, visitId);
  if (visit === null) return false;
  if (visit.person !== null || Object.keys(visit.typing).length > 0 || isIntakeBegun(visit.intake)) return true;
  const kept = store.get(
    foundRow,
    `SELECT EXISTS (SELECT 1 FROM visit_paper WHERE visit_id = $visitId AND originals + certified + copies > 0) OR EXISTS (SELECT 1 FROM page WHERE visit_id = $visitId AND removed_at IS NULL)
       OR EXISTS (SELECT 1 FROM visit_fee WHERE visit_id = $visitId) OR EXISTS (SELECT 1 FROM payment WHERE visit_id = $visitId AND reversed_day IS NULL) AS found`,
    { visitId },
  );
  return kept?.found === 1;
}
