// Who sends which step: the first open one of a dossier, by one sender at a time, and what became of it. A step that somebody died over is found by its time, and is of unknown outcome.

import type { Pool } from 'pg';
import { z } from 'zod';
import { feedChanges, feedItemSchema } from '../../../shared/wire/feed.ts';
import { senderSchema } from '../../../shared/wire/operation.ts';
import type { CityClock } from '../../clock.ts';
import { change, readRows } from '../../database/rows.ts';
import { inTransaction } from '../../database/transaction.ts';
import { FAILURES } from '../failures.ts';
import type { FailureCode, PortalFailure } from '../failures.ts';
import type { PortalSettings } from '../settings.ts';

const { dossierId, status } = feedChanges['dossier.changed'].shape;
const claimedRow = z.object({
  commune: senderSchema.shape.commune, dossierId, number: z.int(), part: z.int(), what: z.enum(['code', 'files', 'dossier', 'progress', 'status', 'result-files', 'rest']), status, attempts: z.int(),
  /** It went out before, and nobody knows what became of it. */
  isUncertain: z.boolean(), queuedAt: feedItemSchema.shape.at,
});

/** A step in the hands of one sender. */
export type ClaimedStep = z.infer<typeof claimedRow> & { readonly claim: string };

/** Log-in and message, each at most as long as an answer is waited for, and as long again for a slow database; before each message it begins anew. */
function claimMs({ timeoutMs }: PortalSettings): number {
  return timeoutMs * 6;
}

/** Takes steps that may go now, at most one of a dossier. */
export async function claimSteps(pool: Pool, clock: CityClock, settings: PortalSettings, communes: readonly string[], most: number): Promise<readonly ClaimedStep[]> {
  const now = clock.now();
  const claim = clock.unique();
  const rows = await inTransaction(pool, clock, (transaction) => readRows(
    transaction,
    claimedRow,
    `WITH mine AS (
       SELECT s.commune, s.dossier_id, s.number, s.part, s.state AS before FROM portal_step s
       WHERE s.state IN ('waiting', 'sending') AND s.next_at <= $2 AND s.what <> 'by-hand' AND s.commune = ANY ($1::text[]) AND NOT EXISTS (
         SELECT FROM portal_step e WHERE e.commune = s.commune AND e.dossier_id = s.dossier_id AND (e.number, e.part) < (s.number, s.part) AND e.state IN ('waiting', 'sending', 'desk') AND e.what <> 'by-hand')
       ORDER BY s.next_at, s.number, s.part LIMIT $3 FOR UPDATE OF s SKIP LOCKED
     )
     UPDATE portal_step p SET state = 'sending', claim = $4, next_at = $5, attempts = p.attempts + 1, is_uncertain = p.is_uncertain OR mine.before = 'sending'
     FROM mine WHERE (p.commune, p.dossier_id, p.number, p.part) = (mine.commune, mine.dossier_id, mine.number, mine.part)
     RETURNING p.commune, p.dossier_id AS "dossierId", p.number, p.part, p.what, p.status, p.attempts, p.is_uncertain AS "isUncertain", p.queued_at AS "queuedAt"`,
    [communes, now, most, claim, now + claimMs(settings)],
  ));
  return rows.map((row) => ({ ...row, claim }));
}

/** What is for a person beside a step has a part so far above the step's own: above those of every turn, standing and news. */
export const BESIDE_PARTS = 1000;

const OF_STEP = 'commune = $1 AND dossier_id = $2 AND number = $3 AND part = $4 AND claim = $5';

function keyOf({ commune, dossierId: id, number, part, claim }: ClaimedStep): readonly unknown[] {
  return [commune, id, number, part, claim];
}

/** The step was in one's hands for too long, and is in somebody else's now: nothing more is to be said or noted of it. */
export class StepTakenOver extends Error {
  override readonly name = 'StepTakenOver';
}

/** To be called right before each change at the portal, since what comes before it may have taken longer than a step is kept for one. Throws `StepTakenOver`. */
export async function keepClaim(pool: Pool, clock: CityClock, settings: PortalSettings, step: ClaimedStep): Promise<void> {
  const kept = await change(pool, `UPDATE portal_step SET next_at = $6 WHERE ${OF_STEP}`, [...keyOf(step), clock.now() + claimMs(settings)]);
  if (kept === 0) throw new StepTakenOver('the claim ran out');
}

/** The portal has it. False when somebody else has taken the step over in the meantime. */
export async function noteDone(pool: Pool, clock: CityClock, step: ClaimedStep): Promise<boolean> {
  return (await change(pool, `UPDATE portal_step SET state = 'done', claim = NULL, is_uncertain = false, failure = '', detail = '', ended_at = $6 WHERE ${OF_STEP}`, [...keyOf(step), clock.now()])) === 1;
}

/** What a step went without, or no call can say, is for a person of the desk, beside the step: once, whoever says it. Nothing waits for it. */
export async function noteByHand(pool: Pool, clock: CityClock, step: ClaimedStep, code: FailureCode, detail: string): Promise<void> {
  await change(
    pool,
    `INSERT INTO portal_step (commune, dossier_id, number, part, what, status, is_voided, due_at, at, note, state, next_at, failure, detail, queued_at)
     SELECT commune, dossier_id, number, part + $6, 'by-hand', status, is_voided, due_at, at, '', 'desk', next_at, $7, $8, $9 FROM portal_step WHERE ${OF_STEP} ON CONFLICT DO NOTHING`,
    [...keyOf(step), BESIDE_PARTS, code, detail, clock.now()],
  );
}

/** It did not go: what it waits for, or that it is for the desk now, `isForDesk` whatever its code says. Answers which. */
export async function noteFailed(pool: Pool, clock: CityClock, settings: PortalSettings, step: ClaimedStep, failure: PortalFailure, isForDesk = false): Promise<'waiting' | 'desk'> {
  const { becomes } = FAILURES[failure.code];
  const state = isForDesk || becomes === 'desk' || (becomes === 'refusal' && step.attempts >= settings.refusals) ? 'desk' : 'waiting';
  const pause = Math.min(settings.firstPauseMs * 2 ** Math.min(step.attempts - 1, 20), settings.longestPauseMs);
  const next = clock.now() + Math.round(pause * (0.75 + clock.random() / 2));
  // A later no does not settle what became of an earlier try.
  const isUncertain = failure.isUncertain || step.isUncertain;
  await change(pool, `UPDATE portal_step SET state = $6, claim = NULL, next_at = $7, failure = $8, detail = $9, is_uncertain = $10 WHERE ${OF_STEP}`, [...keyOf(step), state, next, failure.code, failure.detail, isUncertain]);
  return state;
}

/** The portal as a whole is away: nothing went out, so nothing is counted against the step. */
export async function noteHeld(pool: Pool, clock: CityClock, step: ClaimedStep, failure: PortalFailure): Promise<void> {
  await change(
    pool,
    `UPDATE portal_step SET state = 'waiting', claim = NULL, next_at = $6, failure = $7, detail = $8, attempts = attempts - 1, is_uncertain = $9 WHERE ${OF_STEP}`,
    [...keyOf(step), clock.now(), failure.code, failure.detail, failure.isUncertain || step.isUncertain],
  );
}
