// How many dossiers of each procedure this point has received.

import { z } from 'zod';
import type { ProcedureCode } from '../../../shared/base/ids.ts';
import { procedureCodeSchema } from '../../../shared/contract/primitives.ts';
import type { Readable } from './handle.ts';

const countRow = z.object({ code: procedureCodeSchema, dossiers: z.int() });

/** Of all dossiers here; a walk over the table, not for every keystroke. */
export function dossiersByProcedure(store: Readable): ReadonlyMap<ProcedureCode, number> {
  return new Map(store.all(countRow, 'SELECT procedure_code AS code, count(*) AS dossiers FROM dossier GROUP BY procedure_code').map(({ code, dossiers }) => [code, dossiers]));
}
