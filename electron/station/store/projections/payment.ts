// Fees and payments out of the log. A payment's rows depend on its own events alone: that its day was closed is looked up beside it.

import { assertNever } from '../../../../shared/base/assert-never.ts';
import { canonicalBody } from '../../../../shared/wire/operation.ts';
import type { Writable } from '../handle.ts';
import type { Fact } from './fact.ts';

type MoneyFact = Extract<Fact, { readonly type: 'fee.charged' | 'fee.let-off' | 'payment.asked' | 'payment.confirmed' | 'payment.bank-said' | 'payment.bank-settled' | 'payment.reversed' | 'receipts.skipped' | 'drawer.counted' | 'payday.closed' }>;

export function projectPayment(store: Writable, fact: MoneyFact): void {
  switch (fact.type) {
    case 'fee.charged': {
      const { dossierId, visitId, lines, total, manner } = fact.body;
      const paid = lines.map(({ exemption: _proof, changed: _reason, full: _full, ...line }) => line);
      // What is charged anew is wanted anew.
      store.run(
        `INSERT INTO dossier_fee (dossier_id, visit_id, lines, total, manner, charged_at) VALUES ($dossierId, $visitId, $lines, $total, $manner, $at)
         ON CONFLICT (dossier_id) DO UPDATE SET lines = excluded.lines, total = excluded.total, manner = excluded.manner, charged_at = excluded.charged_at, let_off_at = NULL`,
        { dossierId, visitId, lines: listOf(paid), total, manner, at: fact.at },
      );
      return;
    }
    case 'fee.let-off':
      store.run('UPDATE dossier_fee SET let_off_at = $at WHERE dossier_id = $dossierId', { dossierId: fact.body.dossierId, at: fact.at });
      return;
    case 'payment.asked': {
      const { paymentId, visitId, by, method, lines, amount, code } = fact.body;
      store.run(
        `INSERT INTO payment (payment_id, visit_id, method, amount, lines, asked_at, counter_id, officer_name, code) VALUES ($paymentId, $visitId, $method, $amount, $lines, $at, $counterId, $officerName, $code) ON CONFLICT DO NOTHING`,
        { paymentId, visitId, method, amount, lines: listOf(lines), at: fact.at, ...by, code: code === null ? null : canonicalBody(code) },
      );
      return;
    }
    case 'payment.confirmed': {
      const { paymentId, day, by, seen, handed, receipt, bank } = fact.body;
      store.run(
        `UPDATE payment SET confirmed_day = $day, confirmed_at = $at, confirmed_counter = $counterId, confirmed_by = $officerName, handed = $handed, book_symbol = $symbol, book_volume = $volume, receipt_number = $number
         WHERE payment_id = $paymentId AND confirmed_day IS NULL`,
        { paymentId, day, at: fact.at, ...by, handed, ...receipt },
      );
      if (bank !== undefined) keepBankWord(store, { paymentId, ...bank, amount: seen, found: 'confirmed' }, fact.at);
      return;
    }
    case 'payment.bank-said': {
      const { paymentId, bank, amount, found } = fact.body;
      keepBankWord(store, { paymentId, ...bank, amount, found }, fact.at);
      return;
    }
    case 'payment.bank-settled': {
      const { paymentId, reference, by, note } = fact.body;
      store.run(
        'UPDATE bank_word SET settled_at = $at, settled_by = $officerName, note = $note WHERE payment_id = $paymentId AND reference = $reference AND settled_at IS NULL', { paymentId, reference, at: fact.at, officerName: by.officerName, note },
      );
      return;
    }
    case 'payment.reversed': {
      const { paymentId, day, by, as = null, why, note } = fact.body;
      store.run(
        `UPDATE payment SET reversed_day = $day, reversed_at = $at, reversed_by = $officerName, reversed_counter = $counterId, reversed_why = $why, reversed_note = $note, reversed_as = $as WHERE payment_id = $paymentId AND reversed_day IS NULL`,
        { paymentId, day, at: fact.at, ...by, why, note, as },
      );
      return;
    }
    case 'receipts.skipped': {
      const { book, from, to, why } = fact.body;
      store.run(
        'INSERT INTO receipt_gap (aggregate_id, book_symbol, book_volume, from_number, to_number, why) VALUES ($id, $symbol, $volume, $from, $to, $why) ON CONFLICT DO NOTHING',
        { id: fact.aggregateId, ...book, from, to, why },
      );
      return;
    }
    case 'drawer.counted': {
      const { day, by, counted, expected, note } = fact.body;
      store.run(
        `INSERT INTO drawer_count (aggregate_id, day, counter_id, counted, expected, officer_name, note, at) VALUES ($id, $day, $counterId, $counted, $expected, $officerName, $note, $at)
         ON CONFLICT (aggregate_id) DO UPDATE SET counted = excluded.counted, expected = excluded.expected, officer_name = excluded.officer_name, note = excluded.note, at = excluded.at`,
        { id: fact.aggregateId, day, ...by, counted, expected, note, at: fact.at },
      );
      return;
    }
    case 'payday.closed':
      store.run('INSERT INTO pay_day (day, aggregate_id, closed, at) VALUES ($day, $id, $closed, $at) ON CONFLICT (day) DO NOTHING', { day: fact.body.day, id: fact.aggregateId, closed: canonicalBody(fact.body), at: fact.at });
      return;
    default:
      assertNever(fact);
  }
}

/** Canonical, so that what is written now is what a rebuild writes. */
function listOf(lines: readonly Readonly<Record<string, unknown>>[]): string {
  return `[${lines.map((line) => canonicalBody(line)).join(',')}]`;
}

function keepBankWord(store: Writable, word: { readonly paymentId: string; readonly reference: string; readonly paidAt: number; readonly amount: number; readonly found: string }, at: number): void {
  store.run(
    'INSERT INTO bank_word (payment_id, reference, amount, paid_at, found, said_at) VALUES ($paymentId, $reference, $amount, $paidAt, $found, $at) ON CONFLICT DO NOTHING',
    { ...word, at },
  );
}
