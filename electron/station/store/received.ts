// How many dossiers this point has received, of each procedure and in a stretch of time.

import { z } from 'zod';
import type { EpochMs, ProcedureCode } from '../../../shared/base/ids.ts';
import { procedureCodeSchema } from '../../../shared/contract/primitives.ts';
import type { Readable } from './handle.ts';
import { IS_VOIDED } from './voided.ts';

const countRow = z.object({ code: procedureCodeSchema, dossiers: z.int() });

/** Of all dossiers here; a walk over the table, not for every keystroke. */
export function dossiersByProcedure(store: Readable): ReadonlyMap<ProcedureCode, number> {
  return new Map(store.all(countRow, 'SELECT procedure_code AS code, count(*) AS dossiers FROM dossier GROUP BY procedure_code').map(({ code, dossiers }) => [code, dossiers]));
}

const numberRow = z.object({ dossiers: z.int() });

/** Received from a moment on and before another, but for those that were given up. */
export function dossiersReceived(store: Readable, from: EpochMs, before: EpochMs): number {
  return store.get(numberRow, `SELECT count(*) AS dossiers FROM dossier WHERE received_at >= $from AND received_at < $before AND NOT ${IS_VOIDED}`, { from, before })?.dossiers ?? 0;
}
