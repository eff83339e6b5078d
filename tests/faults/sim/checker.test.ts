// The judge is judged: a sound history passes, and each property finds what was planted against it, under its own name.

import { expect, it } from 'vitest';
import { judge, PROPERTIES } from './checker.ts';
import { accountOfBank, cityMoney, moneyAnswer, moneyEvents, plantedMoney, stationMoney } from './sound-money.ts';
import type { CityState, HistoryRecord, MadeEvent, StationState } from './record.ts';

type Change = (record: HistoryRecord) => HistoryRecord;

const DOSSIER = '019f58e1-8368-79aa-9f47-6b64576381c9';
const OPERATION = '019f58e1-8368-79aa-9f47-6b64576381ca';
const STEP = '019f58e1-8368-79aa-9f47-6b64576381cb';
const zero = '0'.repeat(64);
const hashOf = (seq: number): string => String(seq).padStart(64, 'a');

function made(seq: number, type: string, aggType: string, aggId: string, aggRev: number, body: Readonly<Record<string, unknown>>): MadeEvent {
  return { station: 'K1', opId: `op-${seq}`, seq, incarnation: 1, type, aggType, aggId, aggRev, prevHash: seq === 1 ? zero : hashOf(seq - 1), hash: hashOf(seq), content: `content-${seq}`, body, seenAt: seq * 100, life: 'K1#1' };
}

const issued = (seq: number, ticket: string, number: string): MadeEvent => made(seq, 'ticket.issued', 'ticket', ticket, 1, { day: '2026-07-13', number, field: 'A' });
const opened = (seq: number, dossier: string, officialCode: string | null): MadeEvent => made(seq, 'dossier.opened', 'dossier', dossier, 1, { officialCode });

const correction: MadeEvent = { ...made(8, 'dossier.corrected', 'dossier', DOSSIER, 2, {}), opId: OPERATION };
/** A result that was given out after the city had said that it is done. */
const step: MadeEvent = { ...made(3, 'dossier.moved', 'dossier', DOSSIER, 2, { from: 9, to: 10 }), station: 'K9', opId: STEP };
const events: readonly MadeEvent[] = [
  issued(1, 't1', 'A001'), issued(2, 't2', 'A002'),
  made(3, 'ticket.called', 'ticket', 't1', 2, { counterId: 1 }),
  opened(4, 'd1', 'H26.149-260713-0005'),
  made(5, 'ticket.served', 'ticket', 't1', 3, { counterId: 1 }),
  made(6, 'ticket.called', 'ticket', 't2', 2, { counterId: 1 }),
  opened(7, 'bad', null),
  correction,
];

/** What the same station wrote of money after that. */
const money = moneyEvents.map(({ type, aggType, aggId, aggRev, body }, place) => made(events.length + 1 + place, type, aggType, aggId, aggRev, body));
const last = events.length + money.length;

const station: StationState = {
  station: 'K1', events: [...events, ...money], ackedSeq: last, pulledNumber: 6, deadLetters: [{ opId: 'op-7', code: 'dossier.impossible-day', isOpen: true }, { opId: 'op-0', code: 'dossier.unknown', isOpen: true }], returned: ['op-0'], missing: [], notices: [{ dossierId: DOSSIER, kind: 'field', field: 'phone', lost: '0901', opId: OPERATION }, { dossierId: 'd1', kind: 'code', field: 'T149-K1-000001-8', lost: 'T149-K1-000001-8', opId: '' }],
  dossiers: [{ dossierId: 'd1', provisionalCode: 'T149-K1-000001-8', officialCode: 'H26.149-260713-0005', status: 2 }],
  tickets: [{ ticketId: 't1', day: '2026-07-13', number: 'A001' }, { ticketId: 't2', day: '2026-07-13', number: 'A002' }],
  leases: [{ series: 'ticket/A', day: '2026-07-13', lo: 1, hi: 100, next: 3, incarnation: 1, state: 'open' }],
  blobs: [{ sha256: 'page', state: 'verified', bytes: 10, hasFile: true }],
  money: stationMoney,
};
const received = '{"type":"dossier.received","dossierId":"d1","takenCodes":["T149-K1-000001-8"]}';
const verified = '{"type":"blob.verified","sha256":"page"}';
const changedTo = (number: number, change: object): CityState['feed'][number] => ({
  number, type: 'dossier.changed', subject: DOSSIER,
  words: JSON.stringify({ type: 'dossier.changed', dossierId: DOSSIER, revision: number, status: 4, dueAt: null, isVoided: false, isErased: false, owner: 'city', fields: {}, opId: null, overruled: {}, reason: '', ...change }),
});
const city: CityState = {
  events: [...events, { ...made(1, 'counter.waved', 'counter', '1', 1, {}), station: 'K9', opId: 'old-1' }, { ...made(2, 'dossier.opened', 'dossier', DOSSIER, 1, {}), station: 'K9', opId: 'old-2' }, step, ...money],
  chains: [{ station: 'K1', incarnation: 1, highSeq: last, headHash: hashOf(last) }],
  inbox: [...[...events, ...money].map(({ opId }) => opId), 'old-1', 'old-2', STEP],
  dossiers: [{ dossierId: 'd1', station: 'K1', provisionalCode: 'T149-K1-000001-8', officialCode: 'H26.149-260713-0005', status: 2 }, { dossierId: DOSSIER, station: 'K9', provisionalCode: 'T149-K9-000001-8', officialCode: 'H26.149-260713-0006', status: 10 }],
  pages: [{ dossierId: 'd1', sha256: 'page' }],
  blobs: [{ sha256: 'page', bytes: 10, held: 'page' }],
  feed: [{ number: 1, words: received, type: 'dossier.received', subject: 'd1' }, { number: 2, words: verified, type: 'blob.verified', subject: 'page' }, changedTo(3, { opId: OPERATION }), changedTo(4, { opId: OPERATION, overruled: { phone: '0901' } }), changedTo(5, { status: 9 }), changedTo(6, { status: 10, opId: STEP })],
  leases: [{ station: 'K1', incarnation: 1, agency: 'H26.149', day: '2026-07-13', lo: 1, hi: 20 }, { station: 'K2', incarnation: 1, agency: 'H26.149', day: '2026-07-13', lo: 21, hi: 40 }],
  unsettled: [
    { opId: 'op-7', station: 'K1', seq: 7, kind: 'rejected', code: 'dossier.impossible-day', isWithdrawn: false },
    { opId: 'op-0', station: 'K1', seq: 0, kind: 'rejected', code: 'dossier.unknown', isWithdrawn: false },
  ],
  incidents: [],
  money: cityMoney,
};
const sound: HistoryRecord = {
  seed: 1, mode: 'heals', faults: [], made: [...events, ...money], rotten: [], bank: accountOfBank,
  acks: [{ at: 150, station: 'K1', command: 'ticket.issue', requestId: 'r1', opIds: ['op-1'], output: { number: 'A001' } }, { at: 450, station: 'K1', command: 'dossier.open', requestId: 'r2', opIds: ['op-4'], output: {} }, { at: 9000, station: 'K1', command: 'payment.confirm', requestId: 'r3', opIds: money.map(({ opId }) => opId), output: moneyAnswer }],
  prints: [{ at: 200, station: 'K1', what: 'ticket', of: 'A001' }, { at: 500, station: 'K1', what: 'receipt', of: 'd1' }],
  pulls: [{ station: 'K1', life: 'K1#1', after: 0, numbers: [1, 2], words: [received, verified] }],
  old: [{ opId: 'old-1', isConfirmed: true }, { opId: 'old-2', isConfirmed: true }, { opId: STEP, isConfirmed: true }], poison: ['op-7'], stations: [station], city,
  rest: { isReached: true, tookMs: 1000, boundMs: 60_000 }, bugs: [],
};

const ofCity = (change: Partial<CityState>): Change => (record) => ({ ...record, city: { ...record.city, ...change } });
const ofStation = (change: Partial<StationState>): Change => (record) => ({ ...record, stations: [{ ...station, ...change }] });
const without = <Item>(items: readonly Item[], place: number): readonly Item[] => items.filter((_item, index) => index !== place);
const changed = <Item>(items: readonly Item[], place: number, change: Partial<Item>): readonly Item[] => items.map((item, index) => (index === place ? { ...item, ...change } : item));

const planted: readonly (readonly [property: string, what: string, change: Change])[] = [
  ['P1 no loss', 'an answered operation is not at the city', ofCity({ events: without(city.events, 0) })],
  ['P1 no loss', 'an answered operation is no more in the log', ofStation({ events: without(events, 3) })],
  ['P1 no loss', 'what was confirmed to an old program is not there', ofCity({ events: without(city.events, 8) })],
  ['P2 once only', 'an operation stands twice in one chain', ofCity({ events: [...city.events, made(10, 'ticket.issued', 'ticket', 't9', 1, {})].map((event) => (event.seq === 10 ? { ...event, opId: 'op-1' } : event)) })],
  ['P2 once only', 'a dossier was received twice', ofCity({ feed: [...city.feed, { number: 7, words: received, type: 'dossier.received', subject: 'd1' }] })],
  ['P2 once only', 'an applied operation opened nothing', ofCity({ unsettled: [] })],
  ['P2 once only', 'one request got two answers', (record) => ({ ...record, acks: [...record.acks, { at: 160, station: 'K1', command: 'ticket.issue', requestId: 'r1', opIds: [], output: { number: 'A003' } }] })],
  ['P3 no phantom', 'the city has what nobody wrote', ofCity({ events: [...city.events, made(91, 'ticket.issued', 'ticket', 't8', 1, {})] })],
  ['P3 no phantom', 'it says something else at the city', ofCity({ events: changed(city.events, 1, { content: 'forged' }) })],
  ['P3 no phantom', 'a dossier came out of nothing', ofCity({ dossiers: [...city.dossiers, { dossierId: 'd9', station: 'K1', provisionalCode: 'x', officialCode: 'y', status: 2 }] })],
  ['P4 convergence', 'the heads differ', ofCity({ chains: [{ station: 'K1', incarnation: 1, highSeq: 6, headHash: hashOf(6) }] })],
  ['P4 convergence', 'the codes differ', ofStation({ dossiers: changed(station.dossiers, 0, { officialCode: null }) })],
  ['P4 convergence', 'the feed was not read to its end', ofStation({ pulledNumber: 1 })],
  ['P5 order', 'a revision is missing', ofCity({ events: changed(city.events, 4, { aggRev: 5 }) })],
  ['P5 order', 'the chain is broken', ofCity({ events: changed(city.events, 2, { prevHash: zero }) })],
  ['P6 feed', 'a number is missing', ofCity({ feed: changed(city.feed, 1, { number: 9 }) })],
  ['P6 feed', 'a reader got a page with a hole', (record) => ({ ...record, pulls: [{ station: 'K1', life: 'K1#1', after: 0, numbers: [2], words: [verified] }] })],
  ['P6 feed', 'a reader was told something else', (record) => ({ ...record, pulls: [{ station: 'K1', life: 'K1#1', after: 0, numbers: [1], words: [verified] }] })],
  ['P7 unique codes', 'a code belongs to two', ofCity({ dossiers: [...city.dossiers, { dossierId: 'd2', station: 'K2', provisionalCode: 'p2', officialCode: 'H26.149-260713-0005', status: 2 }] })],
  ['P7 unique codes', 'a number was minted that nobody lent', ofCity({ leases: without(city.leases, 0) })],
  ['P7 unique codes', 'a number was lent twice', ofCity({ leases: changed(city.leases, 1, { lo: 20 }) })],
  ['P8 tickets', 'a number was given twice', ofStation({ tickets: [...station.tickets, { ticketId: 't3', day: '2026-07-13', number: 'A002' }] })],
  ['P8 tickets', 'a copy of the disk gives a number of its day again', (record) => ofStation({ tickets: [...station.tickets, { ticketId: 't3', day: '2026-07-13', number: 'A002' }] })({ ...record, faults: ['clones'] })],
  ['P8 tickets', 'a number has no account', ofStation({ tickets: [...station.tickets, { ticketId: 't3', day: '2026-07-13', number: 'A004' }], leases: changed(station.leases, 0, { next: 5 }) })],
  ['P8 tickets', 'a later ticket has a lower number', (record) => ({ ...record, made: changed(record.made, 1, { body: { day: '2026-07-13', number: 'A000', field: 'A' } }) })],
  ['P9 one counter', 'a ticket is called to a second counter', ofStation({ events: [...events, made(9, 'ticket.called', 'ticket', 't2', 3, { counterId: 2 })] })],
  ['P9 one counter', 'a counter gets a second ticket', ofStation({ events: changed(events, 4, { type: 'ticket.recalled' }) })],
  ['P10 city decides', 'a station moves on what was handed over', ofCity({ feed: changed(city.feed, 4, changedTo(5, { status: 9, opId: OPERATION })) })],
  ['P10 city decides', 'a step holds that was taken from elsewhere', ofCity({ events: changed(city.events, 10, { body: { from: 4, to: 10 } }) })],
  ['P10 city decides', 'a step is overruled that was taken from where it stands', ofCity({ feed: changed(city.feed, 5, changedTo(6, { status: 9, opId: STEP, overruled: { status: '10' } })), dossiers: changed(city.dossiers, 1, { status: 9 }) })],
  ['P10 city decides', 'a station gives another due date after the hand-over', ofCity({ feed: changed(city.feed, 3, changedTo(4, { dueAt: 7, opId: OPERATION, overruled: { phone: '0901' } })) })],
  ['P10 city decides', 'a step from elsewhere brings another due date', ofCity({ events: changed(city.events, 10, { body: { from: 4, to: 5 } }), feed: changed(city.feed, 5, changedTo(6, { status: 9, dueAt: 7, opId: STEP })), dossiers: changed(city.dossiers, 1, { status: 9 }) })],
  ['P10 city decides', 'a station ends what was handed over', ofCity({ feed: changed(city.feed, 5, changedTo(6, { status: 10, opId: STEP, isVoided: true })) })],
  ['P10 city decides', 'a dossier is taken back from the city', ofCity({ feed: changed(city.feed, 5, changedTo(6, { status: 10, opId: STEP, owner: 'station' })) })],
  ['P10 city decides', 'the city has another status than it said', ofCity({ dossiers: changed(city.dossiers, 1, { status: 4 }) })],
  ['P11 notices', 'a value is lost and nobody is told', ofStation({ notices: [] })],
  ['P11 taken codes', 'a code on paper is another\'s and nobody is told', ofStation({ notices: without(station.notices, 1) })],
  ['P12 dead letters', 'a refused operation is on no list', ofStation({ deadLetters: [] })],
  ['P12 dead letters', 'others wait behind it', ofStation({ ackedSeq: 7 })],
  ['P12 dead letters', 'poison had an effect', ofCity({ unsettled: [] })],
  ['P12 lists', 'a letter is left that waits for nothing', ofCity({ unsettled: without(city.unsettled, 0) })],
  ['P12 lists', 'a refused operation of the log is on no list', ofStation({ deadLetters: without(station.deadLetters, 0) })],
  ['P12 came back', 'a refused operation that came back is on no list', ofStation({ deadLetters: without(station.deadLetters, 1) })],
  ['P13 paper', 'a ticket was printed before it was written', (record) => ({ ...record, prints: changed(record.prints, 0, { at: 50 }) })],
  ['P13 paper', 'a receipt is on paper of which no log knows', (record) => ({ ...record, prints: changed(record.prints, 1, { of: 'd7' }) })],
  ['P14 pages', 'a damaged page is not said to be damaged', (record) => ofStation({ blobs: changed(station.blobs, 0, { hasFile: false, state: 'purged' }) })(ofCity({ blobs: [] })({ ...record, rotten: ['page'] }))],
  ['P14 pages', 'a page is nowhere', (record) => ofStation({ blobs: changed(station.blobs, 0, { hasFile: false }) })(ofCity({ blobs: [] })(record))],
  ['P14 pages', 'the city holds other bytes', ofCity({ blobs: changed(city.blobs, 0, { held: 'other' }) })],
  ['P14 pages', 'a page still waits', ofStation({ blobs: changed(station.blobs, 0, { state: 'waiting' }) })],
  ['P15 clocks', 'the log was written in another order', (record) => ({ ...record, made: changed(record.made, 2, { seenAt: 50 }) })],
  ['P15 clocks', 'a place in the log holds something else in the end', (record) => ({ ...record, made: changed(record.made, 2, { hash: hashOf(99) }) })],
  ['P16 versions', 'an old operation is not stored', ofCity({ events: without(city.events, 8) })],
  ['P17 rest', 'it does not come to rest', (record) => ({ ...record, rest: { isReached: false, tookMs: 60_000, boundMs: 60_000 } })],
  ...plantedMoney.map(({ property, what, change }) => [property, what, (record: HistoryRecord) => change(record, money)] as const),
  ['no bugs', 'the program failed by itself', (record) => ({ ...record, bugs: ['TypeError'] })],
];

it('finds nothing in a sound history, and every property has looked at something', () => {
  const { violations, asked } = judge(sound);
  expect(violations).toEqual([]);
  expect(PROPERTIES.filter((name) => asked[name] === 0)).toEqual([]);
});

it('does not ask two disks that know nothing of each other to keep off the numbers of a day on which their clocks are wrong', () => {
  const twice = ['t3', 't4'].map((ticketId) => ({ ticketId, day: '2015-07-16', number: 'B001' }));
  const said = (faults: readonly string[]) => judge(ofStation({ tickets: [...station.tickets, ...twice] })({ ...sound, faults })).violations.map(({ property }) => property);
  expect([said(['clones', 'clocks']), said(['clocks'])]).toEqual([[], ['P8 tickets']]);
});

it('takes the account of skipped numbers from the life that skipped them, and misses it where no life of that station has it', () => {
  const returned = { ...station, station: 'K1b', tickets: [{ ticketId: 't5', day: '2036-07-10', number: 'A003' }] };
  const skipped = { series: 'ticket/A', day: '2036-07-10', lo: 1, hi: 2, next: 1, incarnation: 2, state: 'void' };
  const said = (own: StationState) => judge({ ...sound, faults: ['clones', 'clocks'], stations: [own, returned] }).violations.filter(({ property }) => property === 'P8 tickets').map(({ words }) => words);
  expect(said({ ...station, leases: [...station.leases, skipped] })).toEqual([]);
  const missing = ['K1b: 2036-07-10 A has no account of 1', 'K1b: 2036-07-10 A has no account of 2'];
  expect([said(station), said({ ...station, station: 'K2', leases: [...station.leases, skipped] })]).toEqual([missing, missing]);
});

it('takes the second number of a payment that two lives have confirmed for accounted, and misses it where only one has', () => {
  const second = { ...made(90, 'payment.confirmed', 'station', moneyAnswer.paymentId, 9, { ...money.find(({ type }) => type === 'payment.confirmed')?.body, receipt: { volume: 'K1', number: 2 } }) };
  const later = { ...stationMoney, payments: stationMoney.payments.map((payment, place) => (place === 1 ? { ...payment, number: 3 } : payment)) };
  const said = (told: readonly MadeEvent[]) => judge({ ...sound, faults: ['clones'], stations: [{ ...station, money: later }], city: { ...city, events: [...city.events, ...told] } }).violations.filter(({ property }) => property === 'P19 receipts').map(({ words }) => words);
  expect([said([second]), said([])]).toEqual([[], ['book K1: 2 before 3 has no account']]);
});

it('has something planted against every property', () => {
  expect(new Set(planted.map(([property]) => property))).toEqual(new Set(PROPERTIES));
});

it.each(planted)('%s: %s', (property, _what, change) => {
  expect(judge(change(sound)).violations.map((violation) => violation.property)).toContain(property);
});
