// Paper opinion slips over a real store: of a visit or of none, once, with who entered them; counted in the table apart and together, and in index 766 as what was said on a screen.

import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { projectedRows } from '../../../../tests/fakes/projected-rows.ts';
import { BIRTH } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, displayOf, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { BusinessDay, EpochMs, TicketId } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import type { CommandInput } from '../../../../shared/contract/commands.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { Petition } from '../../../../shared/contract/feedback.ts';
import type { OpinionSlip } from '../../../../shared/contract/opinion.ts';
import type { Officer } from '../../../../shared/contract/staff.ts';
import { loadHolidays } from '../../catalogue/load-holidays.ts';
import { readOperations } from '../../store/event-log.ts';
import { forgetOpinionWords } from '../../store/opinions.ts';
import { renewProjections } from '../../store/projections/replay.ts';
import { reportedDossiers } from '../../store/report-facts.ts';
import { visitAtCounter } from '../../store/visits.ts';
import type { CommandContext } from '../context.ts';
import { counterOf } from '../visit/own-visit.ts';
import { opinionHandlers } from './opinion-handlers.ts';
import { petitionHandlers } from './petition-handlers.ts';
import { ratingHandlers } from './rating-handlers.ts';

const holidays = loadHolidays(path.join(import.meta.dirname, '../../../../resources/holidays'));
const [opinions, petitions] = [opinionHandlers(holidays), petitionHandlers(holidays)];
const ADMIN = { role: 'admin' } as const;
const LAN: Officer = { officerId: '00000000-0000-4000-8000-000000000002', name: 'Nguyễn Thị Lan' };
const MAI: Officer = { officerId: '00000000-0000-4000-8000-000000000003', name: 'Hoàng Thị Mai' };
const DAY = '2026-07-13' as BusinessDay;
const STRETCH = { from: '2026-07-01' as BusinessDay, to: '2026-07-31' as BusinessDay };

let station: TestStation;
let plain: CommandContext;
const as = (officer: Officer | null): void => {
  station.context = officer === null ? plain : { ...plain, acting: { windowId: 'admin', officer }, identity: { ...plain.identity, officer } };
};
type Slip = Omit<CommandInput<'opinion.enter'>, 'requestId'>;
const enter = (more: Partial<Slip> = {}) =>
  station.call('opinion.enter', opinions['opinion.enter'], ADMIN, { code: '', day: DAY, level: 'satisfied', pace: 'unsaid', manner: 'unsaid', flaws: [], words: '', wordsAre: 'remark', about: 'other', contactName: '', contactPhone: '', ...more });
const refused = (more: Partial<Slip>): Promise<unknown> => enter(more).then(() => 'accepted', (error: unknown) => (error instanceof Refusal ? error.code : error));
const slips = async (): Promise<OpinionSlip[]> => (await station.call('opinion.list', opinions['opinion.list'], ADMIN, STRETCH)).slips;
const table = async (by: 'day' | 'officer' | 'field' | 'counter') => (await station.call('rating.list', ratingHandlers['rating.list'], ADMIN, { ...STRETCH, by })).rows;
const received = async (): Promise<readonly Petition[]> => (await station.call('petition.list', petitions['petition.list'], ADMIN, {})).petitions;
async function visit(counterId: number): Promise<TicketId> {
  await station.serve(counterId);
  const { ticketId } = must(station.context.database.read((store) => visitAtCounter(store, counterOf(atCounter(counterId)))), 'somebody is there');
  await station.finish(counterId);
  return ticketId;
}

beforeEach(() => {
  station = new TestStation({ procedures: [BIRTH] });
  plain = station.context;
});
afterEach(() => station[Symbol.asyncDispose]());

it('a slip without a code is counted as paper, of nobody, and says who entered it', async () => {
  as(MAI);
  const { opinionId, petition } = await enter({ level: 'dissatisfied', pace: 'late', manner: 'bad', flaws: ['long-wait', 'long-wait', 'unclear'], words: 'Cô Lan ở bàn đầu rất tận tình' });
  expect(petition).toBeNull();
  expect(await slips()).toEqual([{
    opinionId, day: DAY, level: 'dissatisfied', pace: 'late', manner: 'bad', flaws: ['long-wait', 'unclear'], number: '', counterId: null, aboutOfficer: '', words: 'Cô Lan ở bàn đầu rất tận tình', petitionCode: '',
    enteredAt: station.clock.now(), enteredBy: MAI.name, isOwn: false, struck: null,
  }]);
  for (const by of ['day', 'officer', 'field', 'counter'] as const) {
    expect(await table(by)).toMatchObject([{ known: 'unknown', counterId: null, served: 0, levels: { dissatisfied: 1 }, paper: { dissatisfied: 1 } }]);
  }
});

it('a slip of a visit counts for whoever served it, and one that the same officer entered is marked', async () => {
  as(LAN);
  await visit(1);
  await visit(1);
  await enter({ code: 'A001', level: 'very-satisfied' });
  as(MAI);
  await enter({ code: ' a002 ' });
  expect((await slips()).map(({ number, counterId, aboutOfficer, enteredBy, isOwn }) => [number, counterId, aboutOfficer, enteredBy, isOwn]).toSorted(([one], [other]) => String(one).localeCompare(String(other)))).toEqual([['A001', 1, LAN.name, LAN.name, true], ['A002', 1, LAN.name, MAI.name, false]]);
  expect(await table('officer')).toMatchObject([{ name: LAN.name, known: 'known', served: 2, levels: { 'very-satisfied': 1, satisfied: 1 }, paper: { 'very-satisfied': 1, satisfied: 1 }, own: 1 }]);
});

it('a visit is rated once, on paper or on a screen, and by its dossier’s code as well', async () => {
  const { provisionalCode } = await openDossier(station);
  await enter({ code: provisionalCode.toLowerCase(), level: 'dissatisfied' });
  const { dossiers } = plain.database.read((store) => reportedDossiers(store, { receivedAt: 0 as EpochMs, dossierId: '' }, (station.clock.now() + 1) as EpochMs, 9, () => ''));
  expect(dossiers.map(({ fact }) => fact.isComplainedOf)).toEqual([true]);
  const ticketId = await visit(1);
  await station.call('rating.give', ratingHandlers['rating.give'], displayOf(1), { ticketId, level: 'satisfied', via: 'citizen-display' });
  const kiosk = station.call('rating.find', ratingHandlers['rating.find'], { role: 'kiosk' }, { by: 'number', number: 'A001' }).then(() => 'found', (error: unknown) => (error instanceof Refusal ? error.code : error));
  expect([await refused({ code: provisionalCode }), await refused({ code: 'A002' }), await kiosk]).toEqual(['rating.already', 'rating.already', 'rating.already']);
});

it('what cannot be is refused, and nothing of it is kept', async () => {
  await station.serve(1);
  expect([
    await refused({ code: 'A001' }), await refused({ code: 'A077' }), await refused({ code: 'T149-K1-000099-9' }), await refused({ day: '2026-07-14' as BusinessDay }), await refused({ day: '2025-07-01' as BusinessDay }), await refused({ wordsAre: 'complaint' }),
    await refused({ code: 'A001', wordsAre: 'complaint', words: 'Chờ lâu' }),
  ]).toEqual(['rating.not-served', 'ticket.not-found', 'dossier.not-found', 'opinion.wrong-day', 'opinion.wrong-day', 'words.missing', 'rating.not-served']);
  expect([await slips(), await received()]).toEqual([[], []]);
});

it('a slip that complains is a petition with its clocks as well, from paper, and no slip comes out', async () => {
  const { petition } = await enter({ words: 'Chờ từ 8 giờ đến 10 giờ', wordsAre: 'complaint', about: 'delay', contactPhone: '0900000001' });
  const [complaint] = await received();
  expect(complaint).toMatchObject({ code: petition?.code, kind: 'complaint', about: 'delay', text: 'Chờ từ 8 giờ đến 10 giờ', via: 'paper', clocks: [{ step: 'refuse' }, { step: 'ask' }, { step: 'handle', dueAt: petition?.handleBy }] });
  expect([await slips(), station.woken.includes('printer')]).toMatchObject([[{ petitionCode: petition?.code, words: '' }], false]);
});

it('words that ask for nothing are in no event and go after their time; the slip stays, also made anew out of the log', async () => {
  await enter({ words: 'Cảm ơn cô Lan', code: '' });
  expect(JSON.stringify(plain.database.read((store) => readOperations(store, 0, 100)))).not.toContain('Lan');
  const before = projectedRows(plain.database);
  plain.database.write((store) => {
    store.run(`INSERT INTO meta (name, value) VALUES ('projection-version', 'older') ON CONFLICT (name) DO UPDATE SET value = 'older'`);
    expect(forgetOpinionWords(store, station.clock.now() + 1)).toBe(1);
  });
  renewProjections(plain.database);
  expect([projectedRows(plain.database), (await slips()).map(({ words }) => words)]).toEqual([before, ['']]);
});

describe('a slip that was entered wrongly', () => {
  const strike = (opinionId: string, reason = 'Nhập nhầm số phiếu') => station.call('opinion.strike', opinions['opinion.strike'], ADMIN, { opinionId, reason });
  const levelsOf = async () => (await table('day')).map(({ levels: { satisfied, dissatisfied }, paper }) => [satisfied, dissatisfied, paper.dissatisfied]);
  const isComplainedOf = () => plain.database.read((store) => reportedDossiers(store, { receivedAt: 0 as EpochMs, dossierId: '' }, (station.clock.now() + 1) as EpochMs, 9, () => '')).dossiers.map(({ fact }) => fact.isComplainedOf);

  it('is struck with a reason and by whom, stays on the list, and counts nowhere', async () => {
    const { provisionalCode } = await openDossier(station);
    as(LAN);
    const { opinionId } = await enter({ code: provisionalCode, level: 'dissatisfied' });
    expect([await levelsOf(), isComplainedOf()]).toEqual([[[0, 1, 1]], [true]]);
    as(MAI);
    await strike(opinionId);
    expect((await slips()).map(({ level, enteredBy, struck }) => [level, enteredBy, struck])).toEqual([['dissatisfied', LAN.name, { at: station.clock.now(), by: MAI.name, reason: 'Nhập nhầm số phiếu' }]]);
    expect([await levelsOf(), isComplainedOf()]).toEqual([[[0, 0, 0]], [false]]);
    for (const by of ['officer', 'field', 'counter'] as const) expect((await table(by)).map(({ levels, paper }) => [...Object.values(levels), ...Object.values(paper)].filter((count) => count > 0))).toEqual([[]]);
  });

  it('leaves its visit to be rated once more, and that one counts', async () => {
    await visit(1);
    const { opinionId } = await enter({ code: 'A001', level: 'dissatisfied' });
    expect(await refused({ code: 'A001' })).toBe('rating.already');
    await strike(opinionId);
    await enter({ code: 'A001', level: 'satisfied' });
    expect([await levelsOf(), (await slips()).filter(({ struck }) => struck !== null).length]).toEqual([[[1, 0, 0]], 1]);
  });

  it('is struck once, and only one that is there', async () => {
    const { opinionId } = await enter();
    await strike(opinionId);
    await expect(strike(opinionId)).rejects.toMatchObject({ code: 'opinion.struck' });
    await expect(strike('0192a000-000a-7000-8000-000000000009')).rejects.toMatchObject({ code: 'opinion.not-found' });
  });

  it('leaves the complaint that was written on it with its clocks', async () => {
    const { opinionId, petition } = await enter({ words: 'Chờ lâu', wordsAre: 'complaint' });
    await strike(opinionId);
    expect([(await received()).map(({ code, clocks }) => [code, clocks.length]), (await slips()).map(({ petitionCode }) => petitionCode)]).toEqual([[[petition?.code, 3]], [petition?.code]]);
  });

  it('is struck in a store that is made anew out of the log as well', async () => {
    const { opinionId } = await enter();
    await strike(opinionId);
    const before = projectedRows(plain.database);
    plain.database.write((store) => store.run(`INSERT INTO meta (name, value) VALUES ('projection-version', 'older') ON CONFLICT (name) DO UPDATE SET value = 'older'`));
    renewProjections(plain.database);
    expect([projectedRows(plain.database), before['opinion']?.map((row) => row['struck_reason'])]).toEqual([before, ['Nhập nhầm số phiếu']]);
  });
});
