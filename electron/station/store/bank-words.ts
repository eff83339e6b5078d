// What the city has seen on the bank's statement: words that wait to have their effect, and those that met something else than a payment that waited.

import { z } from 'zod';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { counterIdSchema, epochMsSchema, paymentIdSchema } from '../../../shared/contract/primitives.ts';
import type { FeedChange } from '../../../shared/wire/feed.ts';
import { bankFoundSchema } from '../../../shared/wire/payment-events.ts';
import type { Readable, Writable } from './handle.ts';

const wordRow = z.object({ paymentId: paymentIdSchema, reference: z.string(), amount: z.int(), paidAt: epochMsSchema });
/** The city's word of one transfer. */
export type BankWord = z.output<typeof wordRow>;
type Key = Pick<BankWord, 'paymentId' | 'reference'>;

/** Keeps a word until it has had its effect; false where the log has it, or it waits already. */
export function hearBankWord(store: Writable, { paymentId, reference, amount, paidAt }: Extract<FeedChange, { type: 'payment.seen' }>, at: EpochMs): boolean {
  return store.run(
    `INSERT INTO bank_word_heard (payment_id, reference, amount, paid_at, heard_at) SELECT $paymentId, $reference, $amount, $paidAt, $at
     WHERE NOT EXISTS (SELECT 1 FROM bank_word WHERE payment_id = $paymentId AND reference = $reference) ON CONFLICT DO NOTHING`,
    { paymentId, reference, amount, paidAt, at },
  ) === 1;
}

/** In the order in which they came. */
export function heardBankWords(store: Readable): readonly BankWord[] {
  return store.all(wordRow, 'SELECT payment_id AS paymentId, reference, amount, paid_at AS paidAt FROM bank_word_heard ORDER BY rowid');
}

export function isHeard(store: Readable, { paymentId, reference }: Key): boolean {
  return store.get(wordRow.pick({ reference: true }), 'SELECT reference FROM bank_word_heard WHERE payment_id = $paymentId AND reference = $reference', { paymentId, reference }) !== null;
}

/** The log has it now. */
export function forgetHeard(store: Writable, { paymentId, reference }: Key): void {
  store.run('DELETE FROM bank_word_heard WHERE payment_id = $paymentId AND reference = $reference', { paymentId, reference });
}

/** Says why a word waits; true if that is news. */
export function keepWaiting(store: Writable, { paymentId, reference }: Key, why: string): boolean {
  return store.run('UPDATE bank_word_heard SET why = $why WHERE payment_id = $paymentId AND reference = $reference AND why <> $why', { paymentId, reference, why }) === 1;
}

/** True once the log has this word, whatever it met. */
export function isInLog(store: Readable, { paymentId, reference }: Key): boolean {
  return store.get(wordRow.pick({ reference: true }), 'SELECT reference FROM bank_word WHERE payment_id = $paymentId AND reference = $reference', { paymentId, reference }) !== null;
}

const openRow = wordRow.extend({
  at: epochMsSchema, found: z.enum([...bankFoundSchema.exclude(['confirmed-before']).options, '']), why: z.string(), counterId: counterIdSchema.nullable(), officerName: z.string(),
});
/** A word that somebody has to look at: `found` is what it met, '' while it waits; then `why` is the code. */
export type OpenBankWord = z.output<typeof openRow>;

/** Those that nobody has settled, the oldest first. */
export function openBankWords(store: Readable): readonly OpenBankWord[] {
  return store.all(
    openRow,
    `SELECT word.payment_id AS paymentId, reference, word.amount, paid_at AS paidAt, word.at, found, why, counter_id AS counterId, coalesce(officer_name, '') AS officerName
     FROM (SELECT payment_id, reference, amount, paid_at, said_at AS at, found, '' AS why FROM bank_word WHERE settled_at IS NULL AND found NOT IN ('confirmed', 'confirmed-before')
           UNION ALL SELECT payment_id, reference, amount, paid_at, heard_at AS at, '' AS found, why FROM bank_word_heard) AS word
     LEFT JOIN payment USING (payment_id) ORDER BY word.at, reference LIMIT 200`,
  );
}
