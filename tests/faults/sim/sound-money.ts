// Money of the sound history that the judge is judged by: a fee that a transfer paid, another transfer that came after its payment was given up, and a day that was closed; and what is planted against it.

import { billNumberOf } from '../../../shared/domain/payment/bill-number.ts';
import type { BankLine, CityMoney, HistoryRecord, MadeEvent, StationMoney } from './record.ts';

const DAY = '2026-07-13';
const PAID = '019f58e1-8368-79aa-9f47-6b64576381d1';
const GIVEN_UP = '019f58e1-8368-79aa-9f47-6b64576381d2';
const receipt = { symbol: 'AA/26P', volume: 'K1', number: 1 };

/** In the order of writing. */
export const moneyEvents: readonly Pick<MadeEvent, 'type' | 'aggType' | 'aggId' | 'aggRev' | 'body'>[] = [
  { type: 'fee.charged', aggType: 'dossier', aggId: 'd1', aggRev: 2, body: { dossierId: 'd1', visitId: 'v1', total: 2000 } },
  { type: 'payment.asked', aggType: 'station', aggId: PAID, aggRev: 1, body: { paymentId: PAID, amount: 2000, method: 'transfer' } },
  { type: 'payment.confirmed', aggType: 'station', aggId: PAID, aggRev: 2, body: { paymentId: PAID, day: DAY, seen: 2000, receipt, bank: { reference: 'FT1' } } },
  { type: 'payment.asked', aggType: 'station', aggId: GIVEN_UP, aggRev: 1, body: { paymentId: GIVEN_UP, amount: 3000, method: 'transfer' } },
  { type: 'payment.reversed', aggType: 'station', aggId: GIVEN_UP, aggRev: 2, body: { paymentId: GIVEN_UP, day: DAY } },
  { type: 'payment.bank-said', aggType: 'station', aggId: GIVEN_UP, aggRev: 3, body: { paymentId: GIVEN_UP, bank: { reference: 'FT2' }, amount: 3000, found: 'reversed' } },
  { type: 'payday.closed', aggType: 'station', aggId: 'payday-2026-07-13', aggRev: 1, body: { day: DAY, cash: 0, transfers: 2000, reversedCash: 0, reversedTransfers: 0, receipts: [{ used: 1 }] } },
];
export const moneyAnswer = { paymentId: PAID, amount: 2000, receipt };

export const stationMoney: StationMoney = {
  payments: [
    { paymentId: PAID, visitId: 'v1', method: 'transfer', amount: 2000, isConfirmed: true, isReversed: false, confirmedDay: DAY, reversedDay: null, number: 1 },
    { paymentId: GIVEN_UP, visitId: 'v2', method: 'transfer', amount: 3000, isConfirmed: false, isReversed: true, confirmedDay: null, reversedDay: DAY, number: null },
  ],
  gaps: [], closed: [{ day: DAY, taken: 2000, givenBack: 0, receipts: 1 }], openDays: [], listed: [{ paymentId: GIVEN_UP, reference: 'FT2', code: 'reversed' }], owed: [],
};

export const accountOfBank: readonly BankLine[] = [{ reference: 'FT1', amount: 2000, bills: [billNumberOf(PAID)] }, { reference: 'FT2', amount: 3000, bills: [billNumberOf(GIVEN_UP)] }, { reference: 'FT3', amount: 50_000, bills: [] }];

export const cityMoney: CityMoney = {
  payments: stationMoney.payments.map(({ confirmedDay: _confirmed, reversedDay: _reversed, number: _number, ...payment }) => ({ ...payment, station: 'K1', bill: billNumberOf(payment.paymentId) })),
  seen: [{ paymentId: PAID, reference: 'FT1', answer: 'confirmed' }, { paymentId: GIVEN_UP, reference: 'FT2', answer: 'reversed' }],
  lines: accountOfBank.map((line, place) => ({ ...line, outcome: place < 2 ? 'confirmed' : 'no-purpose', paymentId: [PAID, GIVEN_UP][place] ?? null, isSettled: false })),
  listed: ['FT2', 'FT3'], visits: [{ visitId: 'v1', dossierId: 'd1' }],
};

interface Planted {
  readonly property: string;
  readonly what: string;
  /** `money` is what the station wrote of it. */
  readonly change: (record: HistoryRecord, money: readonly MadeEvent[]) => HistoryRecord;
}

const atStation = (change: Partial<StationMoney>): Planted['change'] => (record) => ({ ...record, stations: record.stations.map((state) => ({ ...state, money: { ...state.money, ...change } })) });
const atCity = (change: Partial<CityMoney>): Planted['change'] => (record) => ({ ...record, city: { ...record.city, money: { ...record.city.money, ...change } } });
/** The city has one of the events once more, as a fact of its own. */
const again = (type: string, change: Readonly<Record<string, unknown>> = {}): Planted['change'] => (record, money) => {
  const more = money.filter((event) => event.type === type).map((event) => ({ ...event, opId: 'op-again', body: { ...event.body, ...change } }));
  return { ...record, city: { ...record.city, events: [...record.city.events, ...more] } };
};
/** The station's log says something else in the place of one event. */
const inLog = (type: string, change: Partial<MadeEvent>): Planted['change'] => (record) => ({ ...record, stations: record.stations.map((state) => ({ ...state, events: state.events.map((event) => (event.type === type ? { ...event, ...change } : event)) })) });
const first = <Item>(items: readonly Item[], change: Partial<Item>): readonly Item[] => items.map((item, place) => (place === 0 ? { ...item, ...change } : item));

export const plantedMoney: readonly Planted[] = [
  { property: 'P18 money', what: 'a payment is confirmed twice', change: again('payment.confirmed') },
  { property: 'P18 money', what: 'a payment is given back twice', change: again('payment.reversed') },
  { property: 'P18 money', what: 'two lives confirm a payment, and nobody at the city is told', change: (record, money) => ({ ...again('payment.confirmed')(record, money), faults: ['clones'] }) },
  { property: 'P18 money', what: 'two payments stand for one visit', change: atStation({ payments: stationMoney.payments.map((payment) => ({ ...payment, visitId: 'v1', isReversed: false })) }) },
  { property: 'P18 money', what: 'an officer was told of another number than was written', change: (record) => ({ ...record, acks: record.acks.map((ack) => (ack.requestId === 'r3' ? { ...ack, output: { ...moneyAnswer, receipt: { ...receipt, number: 2 } } } : ack)) }) },
  { property: 'P19 receipts', what: 'a number is given twice', change: again('payment.confirmed', { paymentId: GIVEN_UP }) },
  { property: 'P19 receipts', what: 'a number has no account', change: atStation({ payments: first(stationMoney.payments, { number: 2 }) }) },
  { property: 'P20 closed days', what: 'money is added to a closed day', change: atStation({ closed: [{ day: DAY, taken: 0, givenBack: 0, receipts: 0 }] }) },
  { property: 'P20 closed days', what: 'a confirmation is written into a day after it was closed', change: (record, money) => ({ ...record, stations: record.stations.map((state) => ({ ...state, events: [...state.events, ...money.filter(({ type }) => type === 'payment.confirmed').map((event) => ({ ...event, opId: 'op-late' }))] })) }) },
  { property: 'P20 closed days', what: 'a day that another past changed is on no list', change: (record, money) => ({ ...atStation({ closed: [{ day: DAY, taken: 0, givenBack: 0, receipts: 0 }] })(record, money), faults: ['restores'] }) },
  { property: 'P21 bank once', what: 'one transfer confirms two payments', change: atCity({ lines: cityMoney.lines.map((line) => ({ ...line, reference: 'FT1' })) }) },
  { property: 'P21 bank once', what: 'a payment is confirmed by two transfers', change: atCity({ lines: cityMoney.lines.map((line) => ({ ...line, paymentId: PAID })) }) },
  { property: 'P21 bank once', what: 'another amount confirms', change: atCity({ payments: first(cityMoney.payments, { amount: 9000 }) }) },
  { property: 'P21 bank once', what: 'another payment’s number confirms', change: atCity({ lines: first(cityMoney.lines, { bills: [billNumberOf(GIVEN_UP)] }) }) },
  { property: 'P21 bank once', what: 'a word has two effects', change: again('payment.bank-said') },
  { property: 'P21 bank once', what: 'a station heard what the city never said', change: again('payment.bank-said', { bank: { reference: 'FT9' } }) },
  { property: 'P21 bank once', what: 'a payment that was given up is confirmed', change: inLog('payment.bank-said', { type: 'payment.confirmed', body: { paymentId: GIVEN_UP, day: DAY, seen: 3000, receipt: { ...receipt, number: 2 }, bank: { reference: 'FT2' } } }) },
  { property: 'P21 bank once', what: 'a word is said to have met something else than it did', change: inLog('payment.bank-said', { body: { paymentId: GIVEN_UP, bank: { reference: 'FT2' }, amount: 3000, found: 'confirmed-before' } }) },
  { property: 'P21 bank lists', what: 'a line still waits for a payment that the city knows by now', change: atCity({ lines: cityMoney.lines.map((line) => ({ ...line, outcome: 'unknown-purpose' })), listed: ['FT1', 'FT2', 'FT3'] }) },
  { property: 'P21 bank lists', what: 'a line is passed over', change: (record) => ({ ...record, bank: [...record.bank, { reference: 'FT4', amount: 1, bills: [] }] }) },
  { property: 'P21 bank lists', what: 'a line that matched nothing is on no list', change: atCity({ listed: ['FT2'] }) },
  { property: 'P21 bank lists', what: 'a word gets no answer', change: atCity({ seen: first(cityMoney.seen, { answer: null }) }) },
  { property: 'P21 bank lists', what: 'a contradicting answer is on no list of the city', change: atCity({ listed: ['FT3'] }) },
  { property: 'P21 bank lists', what: 'a word that met something else is on no list of the point', change: atStation({ listed: [] }) },
  { property: 'P22 money agrees', what: 'the city has it as not paid', change: atCity({ payments: first(cityMoney.payments, { isConfirmed: false }) }) },
  { property: 'P22 money agrees', what: 'the city has a payment that no station has', change: atStation({ payments: stationMoney.payments.slice(0, 1) }) },
  { property: 'P22 money agrees', what: 'the payment is of no dossier at the city', change: atCity({ visits: [] }) },
  { property: 'P22 money agrees', what: 'who has paid is said to owe', change: atStation({ owed: [{ dossierId: 'd1', amount: 2000 }] }) },
  { property: 'P22 money agrees', what: 'who has not paid is on no list', change: (record, money) => atStation({ payments: [] })(atCity({ payments: [] })(record, money), money) },
];
