// The guards of money and of the bank's words: with each away, histories must find what is counted twice, lost, told to nobody, or written into a day that was closed.

import type { Mutation } from './list.ts';

const by = { kind: 'histories', count: 80 } as const;

export const moneyMutations: readonly Mutation[] = [
  {
    name: 'money: at most one payment of a visit stands (P18)',
    changes: [{ file: 'electron/station/commands/payment/take-payment.ts', find: `    if (standingPayment(store, visit.visitId) !== null) throw new Refusal('payment.exists');\n    const fee`, put: '    const fee' }],
    by,
  },
  {
    name: 'money: what was confirmed is not confirmed again (P18)',
    changes: [{ file: 'electron/station/commands/payment/settle-payment.ts', find: `if (outcome.kind === 'refused') throw`, put: `if (outcome.kind === 'refused' && outcome.reason === 'amount-differs') throw` }],
    by,
  },
  {
    name: 'receipts: a number that is passed over is explained (P19)',
    changes: [
      { file: 'electron/station/store/receipt-books.ts', find: 'const number = nextNumber(store, series);', put: 'nextNumber(store, series);\n  const number = nextNumber(store, series);' },
      { file: 'electron/station/commands/payment/take-payment.ts', find: 'if (minted.skipped !== null) {', put: 'if (minted.skipped !== null && minted.number === 0) {' },
    ],
    by,
  },
  {
    name: 'money: a closed day is never added to (P20)',
    changes: [{ file: 'electron/station/commands/payment/payment-parts.ts', find: '.find((day) => closedDay(store, day) === null);', put: '.find((day) => day !== null);' }],
    by,
  },
  {
    name: 'bank: a word that the log has is not heard again (P21)',
    changes: [
      { file: 'electron/station/commands/payment/bank-words.ts', find: 'if (isInLog(store, word)) return forgetHeard(store, word);', put: '' },
      { file: 'electron/station/store/bank-words.ts', find: 'WHERE NOT EXISTS (SELECT 1 FROM bank_word WHERE payment_id = $paymentId AND reference = $reference) ON CONFLICT DO NOTHING', put: 'WHERE true ON CONFLICT DO NOTHING' },
    ],
    by,
  },
  {
    name: 'bank: nothing is confirmed that was given up (P21)',
    changes: [{ file: 'shared/domain/payment/bank-word.ts', find: `if (payment.state === 'reversed') return payment.confirmedOn === null ? 'reversed' : 'given-back';`, put: '' }],
    by,
  },
  {
    name: 'bank: a word that waits is tried again with each answer (P21)',
    changes: [{ file: 'electron/station/sync/pull-lane.ts', find: 'if (parts.standing.isSure()) parts.onBankWords();', put: 'if (parts.standing.isSure()) void parts.standing;' }],
    by,
  },
  {
    name: 'bank: a payment that the city hears of later finds its line (P21)',
    changes: [{ file: 'city/push/payments.ts', find: 'return lookAgain(transaction, commune, asked', put: 'return lookAgain(transaction, commune, asked.slice(asked.length)' }],
    by,
  },
  {
    name: 'money: the city notes what was given back (P22)',
    changes: [{ file: 'city/push/payments.ts', find: `if (event.type !== 'payment.confirmed' && event.type !== 'payment.reversed') continue;`, put: `if (event.type !== 'payment.confirmed') continue;` }],
    by,
  },
  {
    name: 'money: what two lives of a store have told of one payment is an incident',
    changes: [{ file: 'city/push/payments.ts', find: 'if (stepped === 0) await noteToldTwice', put: 'if (stepped < 0) await noteToldTwice' }],
    by: { kind: 'tests', project: 'integration', files: ['tests/integration/city/payment-twice.test.ts'] },
  },
  {
    name: 'bank: a word goes in the transaction of its effect (killed between)',
    changes: [{ file: 'electron/station/commands/payment/bank-words.ts', find: 'context.database.write((store) => apply(context, parts, store, word));', put: 'context.database.write((store) => forgetHeard(store, word)); context.database.write((store) => apply(context, parts, store, word));' }],
    by: { kind: 'tests', project: 'integration', files: ['tests/faults/bank-word-kill.test.ts'] },
  },
  {
    name: 'statement: its lines and the words to stations are one transaction (killed between)',
    changes: [{ file: 'city/statement/take-statement.ts', find: '    await write(transaction, commune, judged, clock.now());\n    await appendToFeed', put: '    await inTransaction(pool, clock, (own) => write(own, commune, judged, clock.now()));\n    await appendToFeed' }],
    by: { kind: 'tests', project: 'integration', files: ['tests/integration/city/bank-statement-killed.test.ts'] },
  },
];
