// Money while processes are killed: fees that are paid at counters, a bank that has the transfers, and the city's people whose command reads its statement and is killed as well. In the end each đồng is where it was said to be, once.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../../../build/checks/spawn.ts';
import { openPool } from '../../../city/database/pool.ts';
import type { PaymentView } from '../../../shared/contract/payment.ts';
import type { VisitId } from '../../../shared/base/ids.ts';
import { MONEY } from '../../fakes/paying-visit.ts';
import type { Chance } from '../../morning/chance.ts';
import type { Window } from '../../morning/window.ts';
import { unlessRefused } from './unless-refused.ts';

/** The account and the book of receipts of the point whose processes are killed. */
export const KILLED_POINT_MONEY = { ...MONEY, reversal: 'any-counter' } as const;

/** What counters were told of money. An answer is a promise. */
export interface AnsweredMoney {
  /** Each payment as it was answered last. */
  readonly payments: Map<string, PaymentView>;
}

/** The fee of a visit is paid in cash, or by a code that waits for the bank. */
export async function payFee(window: Window, visitId: VisitId, chance: Chance, answered: AnsweredMoney): Promise<void> {
  const fee = await unlessRefused(window.call('fee.read', {}));
  if (fee?.bill.kind !== 'bill' || fee.visitId !== visitId || fee.bill.total === 0) return;
  const { total } = fee.bill;
  const paid = await unlessRefused(chance.is(0.5) ? window.call('payment.cash', { visitId, total, handed: total }) : window.call('payment.ask', { visitId, total }));
  if (paid !== null) answered.payments.set(paid.paymentId, paid);
}

export interface CityDesk {
  readonly commune: string;
  readonly folder: string;
  readonly databaseFolder: () => string;
}

/** Reads the statement of everything that was asked for until now; killed after `killedAfterMs`, where that is said. */
export async function readStatement({ commune, folder, databaseFolder }: CityDesk, { payments }: AnsweredMoney, killedAfterMs: number | null): Promise<void> {
  const file = path.join(folder, 'statement.csv');
  const rows = [...payments.values()].flatMap(({ billNumber, amount }) => (billNumber === null ? [] : `13/07/2026 10:15:00,${amount},IBFT ${billNumber} LE PHI,FT${billNumber.slice(2)}`));
  await writeFile(file, `Ngày giao dịch,Số tiền,Nội dung,Số tham chiếu\n${rows.join('\n')}\n`);
  const child = spawn(process.execPath, ['city/bank-statement.ts', '--json', '--database-folder', databaseFolder(), 'read', commune, file], { cwd: root, stdio: 'ignore' });
  const closed = once(child, 'close');
  if (killedAfterMs !== null) {
    await Promise.race([delay(killedAfterMs), closed]);
    child.kill('SIGKILL');
  }
  await closed;
}

/** Reads again and again until it is over, and is killed every other time; how often it was killed. */
export async function readStatements(desk: CityDesk, chance: Chance, answered: AnsweredMoney, isOver: () => boolean): Promise<number> {
  let kills = 0;
  while (!isOver()) {
    await delay(chance.between(300, 2000));
    const isKilled = chance.is(0.5);
    if (isKilled) kills += 1;
    await readStatement(desk, answered, isKilled ? chance.between(50, 900) : null);
  }
  return kills;
}

const PAID = `SELECT p.payment_id AS "paymentId", p.amount::int AS amount, p.confirmed_at IS NOT NULL AS "isConfirmed",
  (SELECT count(DISTINCT op_id)::int FROM event e WHERE e.commune = p.commune AND e.agg_id = p.payment_id::text AND e.type = 'payment.confirmed') AS times, s.answer
  FROM payment p LEFT JOIN payment_seen s USING (commune, payment_id) WHERE p.commune = $1`;

/** What is wrong with the money in the end, at the station and at the city; everything else has come to rest, and the bank has had its last word. */
export async function compareMoney(admin: Window, databaseUrl: string, commune: string, { payments }: AnsweredMoney): Promise<readonly string[]> {
  const found: string[] = [];
  const day = await admin.call('payday.read', { day: null, countedCash: null, countedTransfers: null });
  for (const { kind, what } of day.faults) found.push(`P19 receipts: the day does not close: ${kind} ${what}`);
  for (const { code, reference } of day.bankWords) found.push(`P21 bank lists: ${reference} met ${code}`);
  const here = new Map(day.payments.map((payment) => [payment.paymentId as string, payment]));
  const pool = openPool(databaseUrl, () => undefined);
  const rows = (await pool.query<{ paymentId: string; amount: number; isConfirmed: boolean; times: number; answer: string | null }>(PAID, [commune])).rows.map((row) => [row.paymentId, row] as const);
  await pool.end();
  const there = new Map(rows);
  for (const [paymentId, { amount, receipt, billNumber }] of payments) {
    const [own, other] = [here.get(paymentId), there.get(paymentId)];
    if (own?.amount !== amount || (receipt !== null && own.receipt?.number !== receipt.number)) found.push(`P18 money: ${amount} of ${paymentId} was answered, and is not so in the day`);
    if (other?.amount !== amount || !other.isConfirmed || other.times !== 1) found.push(`P22 money agrees: ${paymentId} was paid, and the city has it ${other?.times ?? 0} times`);
    if (billNumber !== null && other?.answer !== 'confirmed') found.push(`P21 bank once: the bank had ${amount} for ${paymentId}, and the station said ${other?.answer ?? 'nothing'}`);
  }
  if (here.size !== there.size) found.push(`P22 money agrees: ${here.size} payments here, ${there.size} at the city`);
  return found;
}
