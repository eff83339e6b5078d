// One transaction of PostgreSQL: committed as a whole, repeated when it lost a race, rolled back for anything else.

import type { Pool, PoolClient } from 'pg';
import { must } from '../../shared/base/must.ts';
import type { CityClock } from '../clock.ts';
import { change, classified, DatabaseAway, sqlState } from './rows.ts';

/** A connection inside a transaction. */
export type Transaction = PoolClient;

const ATTEMPTS = 6;
/** serialization_failure and deadlock_detected: nothing happened, and the same again may succeed. */
const LOST_RACE = new Set(['40001', '40P01']);

/** Set with the transaction itself, for a pooler between here and the server keeps no settings of a session. */
const BEGIN = `BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL synchronous_commit = on; SET LOCAL lock_timeout = '10s';
  SET LOCAL statement_timeout = '30s'; SET LOCAL idle_in_transaction_session_timeout = '30s'`;

/** Whether the transaction lost against another one, so that the same again may succeed. */
export function isLostRace(error: unknown): boolean {
  return LOST_RACE.has(sqlState(error));
}

async function connected(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw classified(error);
  }
}

async function begin(client: PoolClient): Promise<void> {
  try {
    await client.query(BEGIN);
  } catch (error) {
    throw classified(error);
  }
}

async function commit(client: PoolClient): Promise<void> {
  let command: string;
  try {
    ({ command } = await client.query('COMMIT'));
  } catch (error) {
    throw classified(error);
  }
  must(command === 'COMMIT' ? command : null, 'a failed statement inside the transaction was not passed on');
}

async function runOnce<T>(pool: Pool, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const client = await connected(pool);
  let isUsable = false;
  try {
    await begin(client);
    const result = await work(client);
    await commit(client);
    isUsable = true;
    return result;
  } catch (error) {
    if (!(error instanceof DatabaseAway)) {
      await client.query('ROLLBACK').then(
        () => (isUsable = true),
        () => (isUsable = false),
      );
    }
    throw error;
  } finally {
    client.release(!isUsable);
  }
}

/**
 * Runs `work` in one transaction and answers after the commit is on the server's disk. `work` may run more than once, so it touches nothing but the transaction.
 * `DatabaseAway` leaves the outcome unknown: the caller's request must be repeatable.
 */
export async function inTransaction<T>(pool: Pool, clock: CityClock, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runOnce(pool, work);
    } catch (error) {
      if (!isLostRace(error)) throw error;
      if (attempt === ATTEMPTS) throw new DatabaseAway('the transaction lost its race too often', { cause: error });
      await clock.pause(attempt * 20 * (0.5 + clock.random()));
    }
  }
}

/** Runs `work` so that its failure undoes it alone and not the transaction. The failure is thrown on. */
export async function withSavepoint<T>(transaction: Transaction, work: () => Promise<T>): Promise<T> {
  await change(transaction, 'SAVEPOINT step');
  try {
    const result = await work();
    await change(transaction, 'RELEASE SAVEPOINT step');
    return result;
  } catch (error) {
    if (!(error instanceof DatabaseAway)) await change(transaction, 'ROLLBACK TO SAVEPOINT step; RELEASE SAVEPOINT step');
    throw error;
  }
}
