// Applies dossiers so that a bad one fails alone: all at once, and where that fails, half by half until the bad one is found.

import pg from 'pg';
import type { OpenedDossier } from '../../shared/wire/dossier-events.ts';
import type { FeedItem } from '../../shared/wire/feed.ts';
import { DatabaseAway } from '../database/rows.ts';
import { isLostRace, withSavepoint } from '../database/transaction.ts';
import type { Transaction } from '../database/transaction.ts';
import { namedFailure } from '../log.ts';
import type { Log } from '../log.ts';
import type { Sender } from '../server/caller.ts';
import { rejection } from './interpret.ts';
import type { Rejection } from './interpret.ts';
import { openDossiers } from './open-dossiers.ts';

export interface Applied {
  readonly changes: readonly FeedItem['change'][];
  /** By dossier, in no order. */
  readonly rejections: ReadonlyMap<OpenedDossier, Rejection>;
}

const BY_CONSTRAINT: ReadonlyMap<string, Rejection> = new Map([
  ['dossier_pkey', rejection('dossier.exists', 'dossierId: another operation opened it')],
  ['dossier_commune_provisional_code_idx', rejection('dossier.code-taken', 'provisionalCode: another dossier of the commune has it')],
  ['dossier_page_pkey', rejection('dossier.page-twice', 'papers: a page id occurs twice')],
  ['code_counter_last_check', rejection('dossier.codes-used-up', 'receivedAt: the agency has given all numbers of that day')],
]);

/** A constraint is named after its part of the table. */
const PART = /^dossier_\d+_/;

/** untranslatable_character and character_not_in_repertoire: a zero byte in a text. */
const UNSTORABLE = new Set(['22P05', '22021']);

function rejectionFor(error: unknown, log: Log): Rejection {
  if (error instanceof pg.DatabaseError) {
    const known = BY_CONSTRAINT.get((error.constraint ?? '').replace(PART, 'dossier_'));
    if (known !== undefined) return known;
    if (UNSTORABLE.has(error.code ?? '')) return rejection('operation.unstorable-text', 'a text holds a character that cannot be stored');
  }
  log('alarm', 'operation.apply-failed', namedFailure(error));
  return rejection('operation.failed', 'the city could not apply it');
}

/** Opens what can be opened. Throws only when nothing can be said of any single one: database away, race lost. */
export async function applyDossiers(transaction: Transaction, sender: Sender, agency: string, dossiers: readonly OpenedDossier[], log: Log): Promise<Applied> {
  const [first] = dossiers;
  if (first === undefined) return { changes: [], rejections: new Map() };
  try {
    return { changes: await withSavepoint(transaction, () => openDossiers(transaction, sender, agency, dossiers)), rejections: new Map() };
  } catch (error) {
    if (error instanceof DatabaseAway || isLostRace(error)) throw error;
    if (dossiers.length === 1) return { changes: [], rejections: new Map([[first, rejectionFor(error, log)]]) };
  }
  const middle = Math.ceil(dossiers.length / 2);
  const before = await applyDossiers(transaction, sender, agency, dossiers.slice(0, middle), log);
  const after = await applyDossiers(transaction, sender, agency, dossiers.slice(middle), log);
  return { changes: [...before.changes, ...after.changes], rejections: new Map([...before.rejections, ...after.rejections]) };
}
