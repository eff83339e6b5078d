// Somebody goes without a dossier: what was said stands in the log without a name, the paper is in the printer's line with the end of the visit, and is found and printed again.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { LAN, MARRIAGE } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { VisitId } from '../../../../shared/base/ids.ts';
import type { FormPaper } from '../../../../shared/domain/paper/paper-words.ts';
import { forgetTurnAwayWords, TURN_AWAY_WORDS_KEPT_MS } from '../../store/turned-away.ts';
import { createScanSessions, type ScanSessions } from './scan-sessions.ts';
import { turnAwayHandlers } from './turn-away.ts';
import { visitHandlers } from './visit-handlers.ts';

const COUNTER = atCounter(1);
const OFFICE = { kind: 'system', name: 'van-phong' } as const;
let station: TestStation;
let scans: ScanSessions;
let visitId: VisitId;

beforeEach(async () => {
  station = new TestStation({ procedures: [MARRIAGE] });
  scans = createScanSessions(station.context, (error) => expect.fail(String(error)));
  visitId = await begin();
});
afterEach(async () => {
  await scans[Symbol.asyncDispose]();
  await station[Symbol.asyncDispose]();
});

/** Lan stands at the counter for a marriage, with one of its two papers. */
async function begin(): Promise<VisitId> {
  const visits = visitHandlers(scans);
  const visit = await station.serve(1);
  await station.call('visit.set-person', visits['visit.set-person'], COUNTER, { visitId: visit, person: LAN });
  await station.call('visit.choose-procedure', visits['visit.choose-procedure'], COUNTER, { visitId: visit, procedureCode: MARRIAGE.code });
  await station.call('visit.check-paper', visits['visit.check-paper'], COUNTER, { visitId: visit, paperId: 'to-khai', originals: 1, copies: 0 });
  return visit;
}
const handlers = () => turnAwayHandlers(scans);
const turnAway = (more: { readonly form?: 'supplement' | 'refusal'; readonly reason?: string; readonly paperIds?: string[]; readonly printer?: typeof OFFICE | null } = {}) =>
  station.call('visit.turn-away', handlers()['visit.turn-away'], COUNTER, { visitId, form: 'supplement', reason: 'Thiếu giấy xác nhận', paperIds: ['tinh-trang-hon-nhan'], printer: OFFICE, ...more });
const list = (number = '') => station.call('turn-away.list', handlers()['turn-away.list'], COUNTER, { number });
const printAgain = () => station.call('turn-away.print', handlers()['turn-away.print'], COUNTER, { visitId, printer: OFFICE });
const papers = (): readonly FormPaper[] => station.context.database.read((store) => store.all(z.object({ paper: z.string() }), `SELECT paper FROM print_job WHERE what = 'form' ORDER BY rowid`)).map(({ paper }) => JSON.parse(paper) as FormPaper);
const log = (): string => station.context.database.read((store) => store.all(z.object({ body: z.string() }), 'SELECT body FROM event ORDER BY seq')).map(({ body }) => body).join('\n');
const print = (state: 'printed' | 'failed') => station.context.database.write((store) => store.run(`UPDATE print_job SET state = $state, may_exist = $exists WHERE state = 'queued'`, { state, exists: state === 'printed' ? 1 : 0 }));

it('offers the papers that are missing', async () => {
  expect((await station.call('visit.offer-turn-away', handlers()['visit.offer-turn-away'], COUNTER, { visitId })).papers).toEqual([{ paperId: 'to-khai', name: 'Tờ khai', isMissing: false }, { paperId: 'tinh-trang-hon-nhan', name: 'Giấy xác nhận tình trạng hôn nhân', isMissing: true }]);
});

it('ends the visit, and its paper is in the line of the printer in the same commit', async () => {
  const { turnedAway } = await turnAway();
  expect(turnedAway).toMatchObject({ visitId, form: 'supplement', procedureName: 'Đăng ký kết hôn', reason: 'Thiếu giấy xác nhận', papers: ['Giấy xác nhận tình trạng hôn nhân'], isPrintable: true, print: { state: 'queued' } });
  expect(await station.call('visit.read', visitHandlers(scans)['visit.read'], COUNTER, {})).toBeNull();
  const left = await station.afterPowerCut(({ database }) => Promise.resolve(database.read((store) => store.all(z.object({ state: z.string() }), `SELECT state FROM print_job WHERE what = 'form'`))));
  expect(left).toEqual([{ state: 'queued' }]);
  expect(papers()[0]?.values).toMatchObject({ texts: { 'người nộp': LAN.fullName, 'lý do': 'Thiếu giấy xác nhận' }, lists: { 'giấy tờ': [{ tt: '1', 'tên giấy tờ': 'Giấy xác nhận tình trạng hôn nhân', 'bản chính': '1' }] } });
});

it('bears a number that stands in the log with it, on its reprint too, and a refused try uses none', async () => {
  await expect(turnAway({ reason: ' ' })).rejects.toMatchObject({ code: 'dossier.reason-missing' });
  await turnAway();
  print('printed');
  await printAgain();
  visitId = await begin();
  await turnAway({ form: 'refusal', paperIds: [], printer: null });
  visitId = await begin();
  await turnAway({ printer: null });
  expect(papers().map(({ values }) => values.texts['số phiếu'])).toEqual(['1/HDHS-K1', '1/HDHS-K1']);
  const drawn = log().split('\n').flatMap((body) => (body.includes('paperNumber') ? [(JSON.parse(body) as { paperNumber: unknown }).paperNumber] : []));
  expect(drawn).toEqual([
    { form: 'supplement', year: 2026, number: 1, text: '1/HDHS-K1' }, { form: 'refusal', year: 2026, number: 1, text: '1/TCHS-K1' }, { form: 'supplement', year: 2026, number: 2, text: '2/HDHS-K1' },
  ]);
});

it('leaves no name and no number of a person in the log', async () => {
  await turnAway({ form: 'refusal', paperIds: [] });
  expect(log()).toContain('"form":"refusal"');
  expect(log()).not.toContain(LAN.fullName);
  expect(log()).not.toContain(LAN.idNumber);
});

it('is found by the number of the ticket, and a second print is marked where the first may be on paper', async () => {
  await turnAway();
  const [{ number } = expect.fail('one was sent away')] = (await list()).turnedAway;
  expect([(await list(number.toLowerCase())).turnedAway.length, (await list('Z999')).turnedAway.length]).toEqual([1, 0]);
  await expect(printAgain()).rejects.toMatchObject({ code: 'print.wrong-state' });
  print('failed');
  await printAgain();
  print('printed');
  await printAgain();
  expect(papers().map(({ copyNumber }) => copyNumber)).toEqual([1, 1, 2]);
});

it('is printed later where there was no printer, and no more once its words are gone', async () => {
  expect((await turnAway({ printer: null })).turnedAway.print).toBeNull();
  expect((await printAgain()).turnedAway.print?.state).toBe('queued');
  print('printed');
  const gone = station.context.database.write((store) => forgetTurnAwayWords(store, station.clock.now() + 1));
  expect([gone, papers()]).toEqual([1, []]);
  expect((await list()).turnedAway).toMatchObject([{ isPrintable: false, reason: 'Thiếu giấy xác nhận' }]);
  await expect(printAgain()).rejects.toMatchObject({ code: 'print.not-found' });
  expect(TURN_AWAY_WORDS_KEPT_MS).toBe(30 * 86_400_000);
});

it.each([
  [{ reason: '  ' }, 'dossier.reason-missing'],
  [{ paperIds: ['giay-phep-lai-xe'] }, 'paper.unknown'],
])('refuses %o with %s, and the visit goes on', async (more, code) => {
  await expect(turnAway(more)).rejects.toMatchObject({ code });
  expect(await station.call('visit.read', visitHandlers(scans)['visit.read'], COUNTER, {})).toMatchObject({ visitId, person: { fullName: LAN.fullName } });
  expect((await list()).turnedAway).toEqual([]);
});

it('answers a request that comes twice the same, and nobody is sent away twice', async () => {
  const requestId = station.requestId();
  const once = () => station.call('visit.turn-away', handlers()['visit.turn-away'], COUNTER, { requestId, visitId, form: 'refusal', reason: 'Không thuộc thẩm quyền', paperIds: [], printer: OFFICE });
  const first = await once();
  expect(await once()).toEqual(first);
  expect((await list()).turnedAway).toHaveLength(1);
});
