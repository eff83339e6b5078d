// Operations of types and versions that the city did not know when they came: given their effect as soon as a gateway knows them.

import type { Pool } from 'pg';
import { z } from 'zod';
import { knownVersions } from '../../shared/wire/log-events.ts';
import { senderSchema } from '../../shared/wire/operation.ts';
import type { CityClock } from '../clock.ts';
import { readRows } from '../database/rows.ts';
import { inTransaction } from '../database/transaction.ts';
import { appendToFeed } from '../feed/append.ts';
import type { Log } from '../log.ts';
import { applyWaiting, isDue, readDue } from '../push/settle.ts';
import { lockStation } from '../push/station-row.ts';

const PER_TRANSACTION = 200;

const waitingSchema = senderSchema.extend({ agency: z.string() });

/** Goes through all communes. Each round of some operations is a transaction of its own, under the lock of a station, as a push of it would be. */
export async function interpretKept(pool: Pool, clock: CityClock, log: Log): Promise<void> {
  const known = knownVersions().map(({ type, version }) => `${type} ${version}`);
  const waiting = await readRows(
    pool,
    waitingSchema,
    `SELECT DISTINCT u.commune, u.station, c.agency FROM unsettled u JOIN commune c USING (commune) JOIN event e USING (commune, station, incarnation, seq)
     WHERE u.settled IS NULL AND ${isDue(1)}`,
    [known],
  );
  for (const { commune, station, agency } of waiting) {
    for (let count = PER_TRANSACTION; count === PER_TRANSACTION; ) {
      count = await inTransaction(pool, clock, async (transaction) => {
        const context = { transaction, commune, agency, log, at: clock.now() };
        await lockStation(transaction, { commune, station });
        const kept = await readDue(context, known, PER_TRANSACTION);
        await appendToFeed(transaction, commune, await applyWaiting(context, kept), context.at);
        return kept.length;
      });
    }
    log('info', 'operation.understood', { commune, station });
  }
}
