// Looks at what one power cut left: the store must open, be whole, hold every promise that was made before the cut, and go on.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { StationDatabase } from '../../../electron/station/store/database.ts';
import { findBrokenSeal } from '../../../electron/station/store/seals.ts';
import type { Readable } from '../../../electron/station/store/handle.ts';
import type { Said } from './said.ts';

const PLACE = { commune: 'T149', station: 'K1' };
const anyRow = z.object({ found: z.int() });

/** What is wrong after a cut; empty when nothing is. `folder` is made and removed. */
export function findLoss(folder: string, files: ReadonlyMap<string, Buffer>, key: Uint8Array, said: readonly Said[]): readonly string[] {
  mkdirSync(folder, { recursive: true });
  try {
    for (const [name, bytes] of files) {
      // The index of the log is memory, not disk; the lock belongs to a process that is dead.
      if (/-shm$|\.lock/.test(name)) continue;
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), bytes);
    }
    using database = StationDatabase.open(folder, key);
    const faults: string[] = [];
    const quick = database.quickCheck();
    if (quick !== 'ok') faults.push(`pages: ${quick}`);
    database.read((store) => {
      const broken = findBrokenSeal(store, PLACE);
      if (broken !== null) faults.push(`the log is broken at ${broken}`);
      for (const one of said) if (!isKept(store, one)) faults.push(`lost: ${one.kind} ${JSON.stringify(one)}`);
    });
    return faults;
  } catch (error) {
    return [`it does not open: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isKept(store: Readable, said: Said): boolean {
  const is = (sql: string, parameters: Readonly<Record<string, string | number>>): boolean => store.get(anyRow, sql, parameters)?.found === 1;
  switch (said.kind) {
    case 'open':
    case 'closed':
      return true;
    case 'ticket':
      return is('SELECT 1 AS found FROM ticket WHERE ticket_id = $ticketId AND number = $number', { ticketId: said.ticketId, number: said.number });
    case 'called':
      return is('SELECT 1 AS found FROM visit WHERE visit_id = $visitId', { visitId: said.visitId });
    case 'dossier':
      return is(`SELECT 1 AS found FROM dossier JOIN event ON agg_type = 'dossier' AND agg_id = dossier_id AND type = 'dossier.opened' WHERE dossier_id = $dossierId AND provisional_code = $code`, { dossierId: said.dossierId, code: said.code });
    case 'receipt':
      return is(`SELECT 1 AS found FROM print_job WHERE what = 'receipt' AND of_id = $dossierId`, { dossierId: said.dossierId });
    case 'acked':
      return is('SELECT acked_seq >= $seq AS found FROM sync WHERE id = 1', { seq: said.seq });
  }
}
