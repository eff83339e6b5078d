// What a person at the city must look into: a station whose log contradicts itself. Kept with the batch that showed it, counted when it comes again.

import type { Pool } from 'pg';
import type { PushRequest } from '../../shared/wire/messages.ts';
import type { CityClock } from '../clock.ts';
import { change } from '../database/rows.ts';
import { inTransaction } from '../database/transaction.ts';
import type { ApplyContext } from '../dossiers/apply.ts';
import type { Log } from '../log.ts';
import type { Sender } from '../server/caller.ts';
import type { RefusalExtras } from '../server/refusal.ts';

/** Thrown inside a push; undoes all of it. */
export class Contradiction extends Error {
  override readonly name = 'Contradiction';
  readonly code: 'wire.fork' | 'wire.reused-id';
  /** What the incident is about, such as an operation's id; the same subject is one incident. */
  readonly subject: string;
  readonly detail: string;
  /** What the station must know to go on under a new incarnation. */
  readonly extras: RefusalExtras;
  constructor(code: 'wire.fork' | 'wire.reused-id', subject: string, detail: string, extras: RefusalExtras = {}) {
    super(code);
    this.code = code;
    this.subject = subject;
    this.detail = detail;
    this.extras = extras;
  }
}

/** Within a push that has its effect all the same: nothing is undone by it. */
export async function noteIncident({ transaction, commune, at }: Pick<ApplyContext, 'transaction' | 'commune' | 'at'>, station: string, { code, subject, detail }: { readonly code: string; readonly subject: string; readonly detail: string }): Promise<void> {
  await change(
    transaction,
    `INSERT INTO incident (commune, station, code, subject, detail, first_at, last_at) VALUES ($1, $2, $3, $4, $5, $6, $6)
     ON CONFLICT (commune, station, code, subject) DO UPDATE SET last_at = EXCLUDED.last_at, times = incident.times + 1`,
    [commune, station, code, subject, detail, at],
  );
}

/** Writes the incident with the first batch that showed it, raw. */
export async function recordIncident(pool: Pool, clock: CityClock, log: Log, { commune, station }: Sender, found: Contradiction, batch: PushRequest): Promise<void> {
  await inTransaction(pool, clock, (transaction) =>
    change(
      transaction,
      `INSERT INTO incident (commune, station, code, subject, detail, first_at, last_at, raw) VALUES ($1, $2, $3, $4, $5, $6, $6, $7)
       ON CONFLICT (commune, station, code, subject) DO UPDATE SET last_at = EXCLUDED.last_at, times = incident.times + 1`,
      [commune, station, found.code, found.subject, found.detail, clock.now(), JSON.stringify(batch)],
    ),
  );
  log('alarm', 'station.contradiction', { commune, station, code: found.code, subject: found.subject, detail: found.detail });
}
