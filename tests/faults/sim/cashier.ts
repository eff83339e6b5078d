// The money of a simulated point: fees are charged and paid in cash or by a code, given back, owed, let off; the bank's words are settled, drawers counted and days closed, by whoever comes first and in any order.

import type { VisitId } from '../../../shared/base/ids.ts';
import type { Caller } from '../../../shared/contract/command.ts';
import type { PayDay } from '../../../shared/contract/payment-day.ts';
import { atCounter } from '../../fakes/test-station.ts';
import type { Hands } from './hands.ts';

const ADMIN: Caller = { role: 'admin' };
const HEAD = 'Lê Thị Mẫu';
const WHOLE = { countedCash: null, countedTransfers: null } as const;

export class Cashier {
  readonly #hands: Hands;

  constructor(hands: Hands) {
    this.#hands = hands;
  }

  /** The fee of a visit whose procedure has one: paid now, in cash or by a code that stays pending, or later. */
  async charge(counterId: number, visitId: VisitId): Promise<void> {
    const { chance } = this.#hands;
    const caller = atCounter(counterId);
    const manner = chance.pick(['now', 'now', 'now', 'now', 'later', 'none'] as const);
    let fee = await this.#hands.do('fee.read', caller, {});
    if (manner !== 'now' || chance.is(0.4)) {
      const orders = (fee?.orders ?? []).map((order) => ({ ...order, quantity: chance.between(1, 3), pages: chance.between(1, 4) }));
      fee = await this.#hands.do('fee.save', caller, { visitId, orders, manner, reason: manner === 'none' ? 'Người có công' : '' });
    }
    if (manner !== 'now' || fee?.bill.kind !== 'bill') return;
    const { total } = fee.bill;
    if (chance.is(0.45)) return void (await this.#hands.do('payment.cash', caller, { visitId, total, handed: total + chance.pick([0, 0, 3000]) }));
    const asked = await this.#hands.do('payment.ask', caller, { visitId, total });
    // Somebody has found cash after all: first the code has to be given up.
    if (chance.is(0.15)) await this.#hands.do('payment.cash', caller, { visitId, total, handed: total });
    if (asked !== null && chance.is(0.3)) await this.#hands.do('payment.confirm', caller, { paymentId: asked.paymentId, seen: total });
  }

  /** Something that is done with money of earlier: by the counter, or by whoever leads the point. */
  async lookAfter(counterId: number): Promise<void> {
    const { chance } = this.#hands;
    const day = await this.#hands.do('payday.read', ADMIN, { day: null, ...WHOLE });
    if (day === null) return;
    const course = chance.next();
    if (course < 0.35) return this.#seePending(day);
    if (course < 0.5) return this.#giveBack(day, counterId);
    if (course < 0.7) return this.#takeOwed(day, counterId);
    if (course < 0.8) return this.#settleBankWord(day);
    if (course < 0.85) return void (await this.#hands.do('drawer.count', atCounter(counterId), { day: day.openDay, counted: chance.between(0, 9) * 1000, note: '' }));
    await this.#close(day);
  }

  async #seePending({ pending, payments }: PayDay): Promise<void> {
    const { chance } = this.#hands;
    // A screen may be older than what somebody else has done.
    const shown = chance.is(0.3) ? [...pending, ...payments] : pending;
    if (shown.length === 0) return;
    const { paymentId, amount } = chance.pick(shown);
    if (chance.is(0.6)) await this.#hands.do('payment.confirm', ADMIN, { paymentId, seen: chance.is(0.1) ? amount + 1000 : amount, officerName: HEAD });
    else await this.#hands.do('payment.reverse', ADMIN, { paymentId, why: 'not-received', note: '', officerName: HEAD });
  }

  async #giveBack({ payments, withoutDossier }: PayDay, counterId: number): Promise<void> {
    const { chance } = this.#hands;
    const taken = [...payments, ...withoutDossier];
    if (taken.length === 0) return;
    const { paymentId } = chance.pick(taken);
    if (chance.is(0.3)) return void (await this.#hands.do('payment.print', ADMIN, { paymentId }));
    const why = chance.pick(['wrong-amount', 'withdrawn', 'other'] as const);
    if (chance.is(0.5)) await this.#hands.do('payment.reverse', atCounter(counterId), { paymentId, why, note: '' });
    else await this.#hands.do('payment.reverse', ADMIN, { paymentId, why, note: '', officerName: HEAD, as: chance.pick(['cash', 'transfer'] as const), drawer: null });
  }

  async #takeOwed({ owed }: PayDay, counterId: number): Promise<void> {
    const { chance } = this.#hands;
    if (owed.dossiers.length === 0) return;
    const { dossierId, amount } = chance.pick(owed.dossiers);
    if (chance.is(0.2)) return void (await this.#hands.do('fee.let-off', ADMIN, { dossierId, total: amount, reason: 'Hộ nghèo', officerName: HEAD }));
    await this.#hands.do('payment.take-owed', atCounter(counterId), { dossierId, total: amount, how: chance.is(0.5) ? { method: 'cash', handed: amount } : { method: 'transfer' } });
  }

  async #settleBankWord({ bankWords }: PayDay): Promise<void> {
    const open = bankWords.filter(({ maySettle }) => maySettle);
    if (open.length === 0) return;
    const { paymentId, reference } = this.#hands.chance.pick(open);
    await this.#hands.do('payment.settle-bank', ADMIN, { paymentId, reference, note: 'Đã trả lại', officerName: HEAD });
  }

  /** A day, or its next supplement, is closed; now and then by counts that do not come out even, and with a sentence why. */
  async #close({ day, openDays }: PayDay): Promise<void> {
    const { chance } = this.#hands;
    const chosen = chance.pick([day, ...openDays]);
    const seen = await this.#hands.do('payday.read', ADMIN, { day: chosen, ...WHOLE });
    if (seen === null) return;
    const countedCash = seen.cash - seen.reversedCash + (chance.is(0.2) ? 1000 : 0);
    await this.#hands.do('payday.close', ADMIN, { day: chosen, total: seen.total, countedCash, countedTransfers: seen.transfers - seen.reversedTransfers, explanation: chance.is(0.7) ? 'Tiền lẻ' : '', officerName: HEAD });
  }
}
