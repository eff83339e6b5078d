// Index 766 out of a real store: what is counted here, what only the portal knows, readings that last, and acts that give what they promise.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { projectedRows } from '../../../../tests/fakes/projected-rows.ts';
import { BIRTH, MARRIAGE } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import { must } from '../../../../shared/base/must.ts';
import type { BlobHash, DossierId, PageId, ProcedureCode } from '../../../../shared/base/ids.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { CommandInput } from '../../../../shared/contract/commands.ts';
import type { Procedure } from '../../../../shared/contract/procedure.ts';
import { applyStanding } from '../../store/city-standing.ts';
import { renewProjections } from '../../store/projections/replay.ts';
import { record } from '../../store/record.ts';
import { dossierLifeHandlers } from '../dossier/dossier-life.ts';
import { petitionHandlers } from '../feedback/petition-handlers.ts';
import { indexHandlers } from './index-handlers.ts';

const ADMIN = { role: 'admin' } as const;
const handlers = indexHandlers([]);
const idRow = z.object({ id: z.string() });
let station: TestStation;
beforeEach(() => {
  station = new TestStation({ procedures: [{ ...BIRTH, timeLimit: { unit: 'working-day', amount: 2, text: '' } }] });
  const { status } = station.context;
  station.context = { ...station.context, status: () => ({ ...status(), sync: { ...status().sync, kind: 'idle' } }) };
});
afterEach(() => station[Symbol.asyncDispose]());

const read = (period = '2026-07') => station.call('index.read', handlers['index.read'], ADMIN, { period });
const enter = (reading: Partial<Omit<CommandInput<'index.enter-reading'>, 'requestId'>>) =>
  station.call('index.enter-reading', handlers['index.enter-reading'], ADMIN, { period: '2026-07', of: 'TDGQ', hundredths: 1953, readOn: '2026-07-13', place: null, ...reading });
const row = async (id: string, period = '2026-07') => must((await read(period)).groups.flatMap(({ rows }) => rows).find((own) => own.id === id), 'the row is there');
const atCity = (dossierId: DossierId): boolean => station.context.database.write((store) => applyStanding(store, { dossierId, revision: 1, status: 2, dueAt: null, isVoided: false, isErased: false, owner: 'station', fields: {} }, station.clock.now(), station.clock.now()));
/** Four dossiers: one done in time, one late and open, one in time and open, and only the first at the city. */
async function fourDossiers(): Promise<void> {
  const first = await openDossier(station);
  atCity(first.dossierId);
  await openDossier(station);
  station.clock.set('2026-07-16T09:00:00+07:00');
  await openDossier(station);
  await openDossier(station);
  for (const to of [4, 9] as const) await station.call('dossier.move', dossierLifeHandlers['dossier.move'], atCounter(1), { dossierId: first.dossierId, to, reason: 'x' });
}

describe('the index', () => {
  it('counts what this station knows and says of everything else how far it may reach', async () => {
    await fourDossiers();
    // The first was done a day late, the second is late and open; two of four are in time.
    expect(await row('2.1')).toMatchObject({ source: 'local', numerator: 2, denominator: 4, percent: 50, low: 10, high: 10 });
    // One of four has arrived at the city, which does not say that the portal has it.
    expect(await row('1.4')).toMatchObject({ source: 'at-most', numerator: 1, denominator: 4, low: 0, high: 1.5 });
    expect(await row('5.4')).toMatchObject({ source: 'at-most', low: 0, high: 3.33 });
    expect(await row('4.5a')).toMatchObject({ source: 'granted', low: 2, high: 2 });
    expect(await row('4.4')).toMatchObject({ source: 'unknown', low: 0, high: 4 });
    const { low, high, groups, dossiers } = await read();
    expect({ low, high, dossiers }).toEqual({ low: 14, high: 80.83, dossiers: 4 });
    expect(groups.map(({ max }) => max)).toEqual([18, 20, 12, 10, 22, 18]);
  });

  it('goes by the points and thresholds that the unit corrected, also for what is entered', async () => {
    await fourDossiers();
    const { point } = station.context;
    station.context = { ...station.context, point: { ...point, index766: { rows: [{ row: '1.4', points: 4, fullAt: 50 }, { row: '1.1', points: 8, fullAt: 100 }], granted: ['1.1'] } } };
    expect(await row('1.4')).toMatchObject({ low: 0, high: 2, max: 4, isSure: true });
    expect([await row('1.1'), await row('4.5a')]).toMatchObject([{ source: 'granted', low: 8, max: 8 }, { source: 'unknown', low: 0 }]);
    expect((await read()).groups.map(({ max }) => max)).toEqual([18, 20, 12, 10, 22, 18]);
    await expect(enter({ of: '1.4', hundredths: 401 })).rejects.toMatchObject({ code: 'reading.too-high', params: { max: 4 } });
  });

  it('has no cases in a month without any, and does not know what is at the portal without a city', async () => {
    await fourDossiers();
    expect(await row('2.1', '2026-06')).toMatchObject({ source: 'no-cases', low: 0, high: 20 });
    expect(await row('2.1', '2026-Q3')).toMatchObject({ source: 'local', denominator: 4 });
    expect(await row('2.1', '2026')).toMatchObject({ source: 'local', denominator: 4 });
    station.reopen();
    expect(await row('1.4')).toMatchObject({ source: 'unknown', low: 0, high: 6 });
    expect(await row('3.3')).toMatchObject({ source: 'unknown', low: 0, high: 6 });
  });

  it('promises for each act what the index then has', async () => {
    await fourDossiers();
    const before = await read();
    const send = must(before.moves.find(({ kind }) => kind === 'send'), 'three are not at the city');
    expect(send).toMatchObject({ count: 3, points: 4.5 });
    expect(before.moves.map(({ kind, count }) => [kind, count])).toEqual(expect.arrayContaining([['late-open', 1], ['late-ended', 1], ['keep', 2]]));
    const { database } = station.context;
    const ids = database.read((store) => store.all(idRow, 'SELECT dossier_id AS id FROM dossier'));
    for (const { id } of ids) atCity(id as DossierId);
    const after = await read();
    expect(after.high).toBeCloseTo(before.high + send.points, 2);
    expect(after.low).toBeCloseTo(before.low, 2);
  });
});

describe('rows of which a part is known here', () => {
  const online = { timeLimit: null, feeText: null, channel: 'online' as const };
  const write = (sql: string, values: Readonly<Record<string, string | number>> = {}) => station.context.database.write((store) => store.run(sql, values));
  const begin = (...procedures: readonly Procedure[]): void => {
    const { catalogue } = station.context;
    station.context = { ...station.context, catalogue: { ...catalogue, portalPages: () => procedures } };
  };

  it('1.4 of a period that is over is measured by last year’s dossiers ÷ 12 or ÷ 4 where those are more, and says so; one that runs only says that it will be', async () => {
    for (let own = 0; own < 12; own += 1) await openDossier(station);
    write('UPDATE dossier SET received_at = received_at - $year', { year: 365 * 86_400_000 });
    atCity((await openDossier(station)).dossierId);
    expect(await row('1.4', '2026-Q3')).toMatchObject({ source: 'at-most', numerator: 1, denominator: 1, high: 6 });
    expect((await read('2026-Q3')).usual).toEqual({ lastYear: 12, received: 3, isTaken: false });
    station.clock.set('2026-10-01T09:00:00+07:00');
    expect([await row('1.4'), await row('1.4', '2026-Q3'), await row('1.4', '2026')]).toMatchObject([
      { numerator: 1, denominator: 1, high: 6 }, { source: 'at-most', numerator: 1, denominator: 3, percent: 33.33, low: 0, high: 2 }, { numerator: 1, denominator: 1, high: 6 },
    ]);
    expect([(await read()).usual, (await read('2026-Q3')).usual, (await read('2026')).usual]).toEqual([null, { lastYear: 12, received: 3, isTaken: true }, null]);
    // Nothing was received in the quarter before, so nothing is missing there.
    expect(await row('1.4', '2026-Q2')).toMatchObject({ source: 'no-cases', high: 6 });
    // A reading of the portal says what is so.
    await enter({ of: '1.4', hundredths: 590, period: '2026-Q3' });
    expect(await row('1.4', '2026-Q3')).toMatchObject({ source: 'entered', high: 5.9 });
    expect((await read('2026-Q3')).usual).toBeNull();
  });

  it('3.2 and 3.3 are at least what was filed online here, 3.3 as far as the city has it and its result is a file', async () => {
    begin({ ...BIRTH, channels: [online] }, { ...MARRIAGE, channels: [online] }, { ...MARRIAGE, code: '2.000528' as ProcedureCode, channels: [] });
    const [first] = [await openDossier(station), await openDossier(station)];
    expect([await row('3.2'), await row('3.3')]).toMatchObject([{ source: 'at-least', numerator: 0, denominator: 2, low: 0, high: 4 }, { source: 'at-least', numerator: 0, denominator: 2, low: 0, high: 6 }]);
    write(`UPDATE dossier SET channel = 'online' WHERE dossier_id = $dossierId`, { dossierId: first.dossierId });
    expect([await row('3.2'), await row('3.3')]).toMatchObject([{ numerator: 1, denominator: 2, percent: 50, low: 2, high: 4 }, { numerator: 0, denominator: 2 }]);
    const { database, identity, clock } = station.context;
    const page = { pageId: clock.uuid() as PageId, sha256: 'a'.repeat(64) as BlobHash, bytes: 10, mime: 'image/jpeg' as const, scannedAt: clock.now() };
    database.write((store) => record(store, identity, clock, { type: 'dossier.page-added', aggregate: 'dossier', aggregateId: first.dossierId, actor: 'counter-1', baseRev: 1, body: { dossierId: first.dossierId, paperId: 'ket-qua', page } }));
    expect(await row('3.3')).toMatchObject({ numerator: 0, denominator: 2 });
    atCity(first.dossierId);
    // One of two online, and half of all at the city: a quarter, of which fifty percent is wanted.
    expect(await row('3.3')).toMatchObject({ source: 'at-least', numerator: 0.5, denominator: 2, percent: 25, low: 3, high: 6 });
    await enter({ of: '3.3', hundredths: 600 });
    expect(await row('3.3')).toMatchObject({ source: 'entered', low: 6, high: 6 });
  });

  it('1.3, 3.5b and 3.6 tell what is seen here and narrow nothing: pages that say papers and time, fees that were not paid in cash', async () => {
    begin(BIRTH, { ...MARRIAGE, timeLimit: { unit: 'unstated', text: '1' } }, { ...MARRIAGE, code: '2.000528' as ProcedureCode, papers: [] });
    const dossiers = [await openDossier(station), await openDossier(station), await openDossier(station)];
    // Of the last one no fee was entered: nothing is known of it.
    await openDossier(station);
    expect([await row('1.3'), await row('3.5b'), await row('3.6')]).toMatchObject([{ source: 'part', numerator: 1, denominator: 3, percent: 33.33, low: 0, high: 2 }, { source: 'no-cases' }, { source: 'no-cases' }]);
    for (const [place, { dossierId }] of dossiers.entries()) write(`INSERT INTO dossier_fee (dossier_id, visit_id, lines, total, manner) SELECT dossier_id, visit_id, '[]', $total, 'now' FROM dossier WHERE dossier_id = $dossierId`, { dossierId, total: place === 2 ? 0 : 8000 });
    expect([await row('3.5b'), await row('3.6')]).toMatchObject([{ source: 'part', numerator: 1, denominator: 1, low: 0, high: 2 }, { source: 'part', numerator: 2, denominator: 2, low: 0, high: 6 }]);
    const pay = (index: number, method: string) => write(`INSERT INTO payment (payment_id, visit_id, method, amount, lines, asked_at, officer_name, confirmed_day) SELECT 'p' || $index, visit_id, $method, 8000, '[]', 1, 'x', '2026-07-13' FROM dossier_fee WHERE dossier_id = $dossierId`, { index, method, dossierId: dossiers[index]?.dossierId ?? '' });
    pay(0, 'cash');
    expect(await row('3.6')).toMatchObject({ source: 'part', numerator: 1, denominator: 2, percent: 50, low: 0, high: 6 });
    pay(1, 'transfer');
    expect([await row('3.5b'), await row('3.6')]).toMatchObject([{ numerator: 1, denominator: 1 }, { numerator: 1, denominator: 2 }]);
    write(`UPDATE payment SET reversed_day = '2026-07-13', reversed_at = 2`);
    expect(await row('3.6')).toMatchObject({ numerator: 2, denominator: 2 });
    write(`UPDATE payment SET reversed_day = NULL, method = 'cash'`);
    expect([await row('3.5b'), await row('3.6')]).toMatchObject([{ numerator: 0, denominator: 1, low: 0, high: 2 }, { numerator: 0, denominator: 2, low: 0, high: 6 }]);
    expect((await read()).moves.map(({ kind }) => kind)).not.toContain('scan');
  });
});

describe('what is shown and earns nothing', () => {
  const move = (dossierId: DossierId, ...steps: readonly (4 | 5 | 9)[]) => steps.reduce<Promise<unknown>>((before, to) => before.then(() => station.call('dossier.move', dossierLifeHandlers['dossier.move'], atCounter(1), { dossierId, to, reason: 'x' })), Promise.resolve());

  it('is how long a procedure took, without the waits for papers, and what the petitions of the period are about', async () => {
    const quick = await openDossier(station);
    const asked = await openDossier(station);
    await openDossier(station);
    await move(asked.dossierId, 4, 5);
    station.clock.advance(2 * 86_400_000);
    await move(asked.dossierId, 4, 9);
    station.clock.advance(86_400_000);
    await move(quick.dossierId, 4, 9);
    for (const about of ['fee', 'delay', 'delay'] as const) await station.call('petition.receive', petitionHandlers([])['petition.receive'], atCounter(1), { kind: 'complaint', about, text: 'x', contactName: '', contactPhone: '' });
    const { averages, petitionKinds } = await read();
    // Three days for one and none but the wait for the other.
    expect(averages).toEqual([{ procedureCode: BIRTH.code, name: BIRTH.name, dossiers: 2, meanMs: expect.any(Number) as number }]);
    expect((averages[0]?.meanMs ?? 0) / 86_400_000).toBeCloseTo(1.5, 1);
    expect(petitionKinds).toEqual([{ kind: 'complaint', about: 'delay', count: 2 }, { kind: 'complaint', about: 'fee', count: 1 }]);
    expect(await read('2026-06')).toMatchObject({ averages: [], petitionKinds: [] });
  });
});

describe('digitisation in the index', () => {
  const page = (number: number) => ({ pageId: `0197a000-0000-7000-8000-00000000000${number}` as PageId, sha256: String(number).repeat(64) as BlobHash, bytes: 10, mime: 'image/jpeg' as const, scannedAt: station.clock.now() });
  const add = (dossierId: DossierId, paperId: string, number: number): void => {
    const { database, identity, clock } = station.context;
    database.write((store) => record(store, identity, clock, { type: 'dossier.page-added', aggregate: 'dossier', aggregateId: dossierId, actor: 'counter-1', baseRev: 1, body: { dossierId, paperId, page: page(number) } }));
  };
  const finish = async (): Promise<DossierId> => {
    const { dossierId } = await openDossier(station);
    for (const to of [4, 9] as const) await station.call('dossier.move', dossierLifeHandlers['dossier.move'], atCounter(1), { dossierId, to, reason: 'x' });
    return dossierId;
  };

  it('counts what is finished with a file of its result, and with one of every paper as well; a reading of the portal goes before it', async () => {
    const whole = await finish();
    const resultOnly = await finish();
    await finish();
    await openDossier(station);
    for (const [place, paperId] of ['to-khai', 'giay-chung-sinh', 'ket-qua'].entries()) add(whole, paperId, place + 1);
    add(resultOnly, 'ket-qua', 4);
    expect([await row('4.1'), await row('4.2')]).toMatchObject([{ source: 'at-least', numerator: 2, denominator: 3, percent: 66.67, low: 4, high: 6 }, { source: 'at-least', numerator: 1, denominator: 3, low: 1.67, high: 4 }]);
    const { database, identity, clock } = station.context;
    database.write((store) => record(store, identity, clock, { type: 'dossier.page-removed', aggregate: 'dossier', aggregateId: whole, actor: 'counter-1', baseRev: 1, body: { dossierId: whole, pageId: page(2).pageId, reason: 'x' } }));
    expect(await row('4.2')).toMatchObject({ numerator: 0, low: 0 });
    await enter({ of: '4.1', hundredths: 590 });
    expect(await row('4.1')).toMatchObject({ source: 'entered', low: 5.9, high: 5.9 });
  });

  it('says what scanning the results gives, and gives it', async () => {
    const ids = [await finish(), await finish()];
    for (const [place, dossierId] of ids.entries()) for (const [index, paperId] of ['to-khai', 'giay-chung-sinh'].entries()) add(dossierId, paperId, place * 2 + index + 1);
    const before = await read();
    expect(before.moves.find(({ kind }) => kind === 'scan')).toMatchObject({ count: 2, points: 10 });
    for (const [place, dossierId] of ids.entries()) add(dossierId, 'ket-qua', place + 6);
    const after = await read();
    expect([after.low - before.low, after.moves.map(({ kind }) => kind)]).toEqual([10, ['send']]);
  });
});

describe('the people’s word in the index', () => {
  const petitions = petitionHandlers([]);
  const receive = () => station.call('petition.receive', petitions['petition.receive'], atCounter(1), { kind: 'complaint', about: 'delay', text: 'Chờ lâu', contactName: '', contactPhone: '' });

  it('takes points off by complaints that came late, and by those whose answer was disliked; the portal’s own reading goes before it', async () => {
    expect(await row('5.2')).toMatchObject({ source: 'no-cases', low: 0, high: 6 });
    await receive();
    station.clock.set('2026-07-20T09:00:00+07:00');
    await receive();
    const [late, disliked] = (await station.call('petition.list', petitions['petition.list'], ADMIN, {})).petitions;
    const move = (petitionId: string, step: 'answered' | 'published' | 'disliked') => station.call('petition.move', petitions['petition.move'], ADMIN, { petitionId, step, owner: '', words: 'Đã trả lời' });
    for (const step of ['answered', 'published', 'disliked'] as const) await move(must(disliked, 'two were received').petitionId, step);
    // The clock of the other one, fifteen working days, runs out in August.
    station.clock.set('2026-08-20T09:00:00+07:00');
    expect(must(late, 'two were received').code).not.toBe(disliked?.code);
    expect([await row('5.2'), await row('5.3')]).toMatchObject([{ source: 'at-most', numerator: 2, denominator: 2 }, { source: 'at-most', numerator: 1, denominator: 2, high: 3 }]);
    expect([await row('5.2', '2026-Q3'), await row('5.3', '2026-Q3')]).toMatchObject([{ numerator: 1, denominator: 2, low: 0, high: 3 }, { numerator: 0, denominator: 2, high: 0 }]);
    await enter({ of: '5.2', hundredths: 550, readOn: '2026-08-19' });
    expect(await row('5.2')).toMatchObject({ source: 'entered', low: 5.5, high: 5.5 });
  });

  it('counts a dossier whose visit was rated badly', async () => {
    const { dossierId } = await openDossier(station);
    expect(await row('5.4')).toMatchObject({ numerator: 1, denominator: 1 });
    const { database } = station.context;
    database.write((store) => store.run(`INSERT INTO rating (ticket_id, day, counter_id, level, via, rated_at) SELECT ticket_id, '2026-07-13', 1, 'dissatisfied', 'display', 1 FROM visit WHERE dossier_id = $dossierId`, { dossierId }));
    expect(await row('5.4')).toMatchObject({ source: 'at-most', numerator: 0, denominator: 1, high: 0 });
  });
});

describe('a reading of the portal', () => {
  it('stands beside our own number, the newest day first, and decides a row that is not known here', async () => {
    await enter({ of: 'total', hundredths: 7713, readOn: '2026-07-10', place: 2 });
    await enter({ of: 'total', hundredths: 9473, place: 1 });
    await enter({ of: '3.3', hundredths: 550 });
    await enter({ of: 'TDGQ', hundredths: 1953 });
    const view = await read();
    expect(view.portal).toMatchObject({ points: 94.73, place: 1, by: 'admin' });
    expect(view.groups.find(({ id }) => id === 'TDGQ')?.portal?.points).toBe(19.53);
    expect(await row('3.3')).toMatchObject({ source: 'entered', low: 5.5, high: 5.5, portal: 5.5 });
    await enter({ of: '1.4', hundredths: 420 });
    expect(await row('1.4')).toMatchObject({ source: 'entered', low: 4.2, high: 4.2 });
    expect(view.readings.map(({ points }) => points)).toEqual([77.13, 94.73, 5.5, 19.53]);
    expect(station.events('index.changed')).toHaveLength(5);
  });

  it('that was struck stays to be seen, counts no more, and is made anew out of the log', async () => {
    const { reading } = await enter({ of: '3.3', hundredths: 600 });
    station.clock.advance(1000);
    const strike = () => station.call('index.strike-reading', handlers['index.strike-reading'], ADMIN, { readingId: reading.readingId });
    const struck = (await strike()).reading;
    expect(struck.struckAt).toBe(station.clock.now());
    expect((await strike()).reading).toEqual(struck);
    expect(await row('3.3')).toMatchObject({ source: 'no-cases', portal: null });
    const { database } = station.context;
    const before = projectedRows(database);
    expect(before['index_reading']).toHaveLength(1);
    database.write((store) => store.run(`UPDATE meta SET value = 'older' WHERE name = 'projection-version'`));
    database.write((store) => store.run('UPDATE index_reading SET hundredths = 1'));
    renewProjections(database);
    expect(projectedRows(database)).toEqual(before);
  });

  it.each([
    ['more than the highest', { of: 'TDGQ', hundredths: 2001 }, 'reading.too-high'], ['more than a row has', { of: '3.3', hundredths: 601 }, 'reading.too-high'],
    ['a day that does not exist', { readOn: '2026-02-30' }, 'reading.no-such-day'], ['a day to come', { readOn: '2026-07-14' }, 'reading.in-future'],
  ] as const)('of %s is refused, and nothing is stored', async (_name, change, code) => {
    await expect(enter(change)).rejects.toThrow(Refusal);
    await expect(enter(change)).rejects.toMatchObject({ code });
    expect((await read()).readings).toEqual([]);
  });
});
