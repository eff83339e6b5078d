// Applies what operations say of dossiers, in their order: all at once, and where that fails, half by half until the bad one is found, so that it fails alone.

import pg from 'pg';
import type { OperationId } from '../../shared/base/ids.ts';
import type { FeedChange } from '../../shared/wire/feed.ts';
import { DatabaseAway, sqlState } from '../database/rows.ts';
import { isLostRace, withSavepoint } from '../database/transaction.ts';
import type { Transaction } from '../database/transaction.ts';
import { namedFailure } from '../log.ts';
import type { Log } from '../log.ts';
import { rejection } from '../push/interpret.ts';
import type { Kept, Rejection, WithoutEffect } from '../push/interpret.ts';
import { carryOut } from './carry-out.ts';
import { planAll } from './plan.ts';
import type { DossierOperation } from './plan.ts';

export interface ApplyContext {
  readonly transaction: Transaction;
  readonly commune: string;
  readonly agency: string;
  readonly log: Log;
  /** Moment of receipt. */
  readonly at: number;
}

export interface Applied {
  readonly changes: readonly FeedChange[];
  /** Why an operation has no effect; those that have one are not in it. */
  readonly listed: ReadonlyMap<DossierOperation, Exclude<WithoutEffect, Kept>>;
}

/** By the dossier, what its later operations wait for. Grows while operations are applied. */
export type Blockers = Map<string, OperationId>;

/** A constraint is named after its part of the table. */
const OF_DOSSIER = /^dossier_(?:\d+|page)_/;
const UNIQUE_VIOLATION = '23505';
/** untranslatable_character and character_not_in_repertoire: a zero byte in a text. */
const UNSTORABLE = new Set(['22P05', '22021']);

function rejectionFor(error: unknown, log: Log): Rejection {
  if (error instanceof pg.DatabaseError) {
    if (error.constraint === 'code_counter_last_check') return rejection('dossier.codes-used-up', 'receivedAt: the agency has given all numbers of that day', 'receivedAt');
    if (UNSTORABLE.has(error.code ?? '')) return rejection('operation.unstorable-text', 'a text holds a character that cannot be stored');
  }
  log('alarm', 'operation.apply-failed', namedFailure(error));
  return rejection('operation.failed', 'the city could not apply it');
}

/** True when another gateway wrote the same dossier or code between our look and our writing: a second look sees it. */
function isOvertaken(error: unknown): boolean {
  return sqlState(error) === UNIQUE_VIOLATION && error instanceof pg.DatabaseError && OF_DOSSIER.test(error.constraint ?? '');
}

/** Applies what can be applied. Throws only when nothing can be said of any single one: database away, race lost. */
export async function applyDossiers(context: ApplyContext, operations: readonly DossierOperation[], blockers: Blockers, attempt = 1): Promise<Applied> {
  const [first] = operations;
  if (first === undefined) return { changes: [], listed: new Map() };
  try {
    return await withSavepoint(context.transaction, async () => {
      const plan = await planAll(context, operations, blockers);
      const changes = await carryOut(context, plan);
      for (const [dossierId, opId] of plan.blockers) blockers.set(dossierId, opId);
      return { changes, listed: plan.listed };
    });
  } catch (error) {
    if (error instanceof DatabaseAway || isLostRace(error)) throw error;
    if (isOvertaken(error) && attempt === 1) return applyDossiers(context, operations, blockers, 2);
    if (operations.length === 1) {
      blockers.set(first.operation.aggId, first.operation.opId);
      return { changes: [], listed: new Map([[first, rejectionFor(error, context.log)]]) };
    }
  }
  const middle = Math.ceil(operations.length / 2);
  const before = await applyDossiers(context, operations.slice(0, middle), blockers);
  const after = await applyDossiers(context, operations.slice(middle), blockers);
  return { changes: [...before.changes, ...after.changes], listed: new Map([...before.listed, ...after.listed]) };
}
