// Finding a dossier without its receipt: by what an officer types letter by letter, and by what the reader reads while the search is open.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { BIRTH, LAN } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { BusinessDay, CounterId } from '../../../../shared/base/ids.ts';
import type { Dossier, ReaderWork } from '../../../../shared/contract/dossier.ts';
import { MOST_MORE, READER_AGAIN_MS } from '../../../../shared/contract/dossier.ts';
import { formatCoverSheet } from '../../../../shared/domain/card/cover-sheet.ts';
import { ALL_DOSSIERS } from '../../store/accesses.ts';
import { applyOfficialCode } from '../../store/city-dossiers.ts';
import { applyStanding } from '../../store/city-standing.ts';
import { BY_CODE, BY_WORDS, COUNT_BY_WORDS } from '../../store/find-dossiers.ts';
import { reproject } from '../../store/projections/replay.ts';
import { accessHandlers as access } from '../access/access-handlers.ts';
import { actorOf } from '../queue/step.ts';
import { readPayload } from '../reader/read-payload.ts';
import { visitHandlers } from '../visit/visit-handlers.ts';
import { createScanSessions } from '../visit/scan-sessions.ts';
import { dossierHandlers } from './dossier-handlers.ts';
import { dossierLifeHandlers as life } from './dossier-life.ts';
import { receiptQrOf } from './receipt-paper.ts';

const COUNTER = atCounter(1);
const MAI = { ...LAN, idNumber: '001185000013', fullName: 'Trần Thị Đào', phone: '0912000013' };
const OFFICIAL = 'H26.149-260713-0042';
const CARD = '001085000021||Phạm Văn Quét|01011985|Nam|Thôn Mẫu|02012022';

let station: TestStation;
let ofLan: Dossier;
let ofMai: Dossier;
beforeEach(async () => {
  station = new TestStation({ procedures: [BIRTH] });
  ofLan = await openDossier(station);
  station.clock.advance(60_000);
  ofMai = await openDossier(station, { person: MAI, behalf: { relation: 'parent', owner: { kind: 'person', fullName: 'Hoàng Đức Ẩn', idNumber: '001085000034', birthDate: '', address: '', phone: '0987000034' } } });
});
afterEach(() => station[Symbol.asyncDispose]());

const handlers = () => dossierHandlers(createScanSessions(station.context, (error) => expect.fail(String(error))), [{ year: 2026, closed: [], working: [] }]);
const answer = (text: string) => station.call('dossier.find', handlers()['dossier.find'], COUNTER, { text });
const find = async (text: string) => (await answer(text)).dossiers.map(({ dossierId }) => dossierId);
const correct = (fields: Readonly<Record<string, string>>) => station.call('dossier.correct', life['dossier.correct'], COUNTER, { dossierId: ofMai.dossierId, revision: 0, fields, reason: 'nhập nhầm' });

describe('whoever searches is in the access log', () => {
  const looks = async (caller = COUNTER) => (await station.call('access.list', access['access.list'], { role: 'admin' }, { from: '2026-07-13' as BusinessDay, to: '2026-07-14' as BusinessDay, dossierId: null })).entries.filter(({ actor }) => actor === actorOf(caller)).map(({ purpose, label }) => [purpose, label]);

  it('once in ten minutes however many letters are typed, and each window for itself', async () => {
    for (const text of ['d', 'da', 'dao', 'dao tran', '0912000013']) await answer(text);
    expect(await looks()).toEqual([['list', '*']]);
    await station.call('dossier.find', handlers()['dossier.find'], atCounter(2), { text: 'dao' });
    expect([await looks(), await looks(atCounter(2))]).toEqual([[['list', '*']], [['list', '*']]]);
    station.clock.advance(10 * 60_000 - 1);
    await answer('dao');
    expect(await looks()).toHaveLength(1);
    station.clock.advance(1);
    await answer('dao');
    expect(await looks()).toHaveLength(2);
  });

  it('only once something is shown, and with no word of what was typed', async () => {
    await answer('không ai');
    expect(await looks()).toEqual([]);
    await answer('tran dao');
    const bodies = station.context.database.read((store) => store.all(z.object({ body: z.string() }), `SELECT json(body) AS body FROM event WHERE type = 'access.noted'`));
    expect(bodies.map(({ body }) => JSON.parse(body) as unknown)).toEqual([{ dossierId: ALL_DOSSIERS, purpose: 'list' }]);
  });

  it('before anything of it is told: a store that takes no entry shows nobody', async () => {
    station.context.database.write((store) => store.run(`CREATE TRIGGER full BEFORE INSERT ON event WHEN new.type = 'access.noted' BEGIN SELECT RAISE(ABORT, 'full'); END`));
    await expect(answer('dao')).rejects.toThrow('full');
  });
});

describe('an officer finds a dossier', () => {
  it('by a part of a name, of whoever filed or owns it, in any order and without accents, by a telephone or by a whole number', async () => {
    for (const text of ['dao', 'tran dao', 'Đào Trần', 'TRẦN THỊ Đ', 'hoang duc an', '0912000', '0912000013', '0987000034', '001185000013', '001 185 000 013', '001085000034']) expect([text, await find(text)]).toEqual([text, [ofMai.dossierId]]);
  });

  it('by its running number, the beginning of a code or a piece of it, whoever gave the code', async () => {
    station.context.database.write((store) => applyOfficialCode(store, ofMai.dossierId, ofMai.provisionalCode, OFFICIAL));
    const own = ofMai.provisionalCode;
    for (const text of [OFFICIAL, OFFICIAL.slice(0, -1), '260713-0042', '42', '0042', own, own.slice(0, -2), `0${String(Number(own.split('-')[2]))}`]) expect([text, await find(text)]).toEqual([text, [ofMai.dossierId]]);
  });

  it('the newest first, and finds nothing by one letter, by a part of an ID number, or by words of two people', async () => {
    expect(await find('thi')).toEqual([ofMai.dossierId, ofLan.dossierId]);
    for (const text of ['t', '00118500001', 'dao lan', '§001185000013', '"* OR a', 'không ai']) expect([text, await find(text)]).toEqual([text, []]);
  });

  it('by the name that was corrected, here or by the city, and no more by a number that was a slip', async () => {
    await correct({ fullName: 'Trần Thị Mơ', idNumber: '001185000047' });
    expect([await find('tran mo'), await find('001185000047'), await find(MAI.idNumber)]).toEqual([[ofMai.dossierId], [ofMai.dossierId], []]);
    station.context.database.write((store) => applyStanding(store, { dossierId: ofLan.dossierId, revision: 3, status: 2, dueAt: null, isVoided: false, isErased: false, owner: 'station', fields: { fullName: 'Nguyễn Thị Liễu' } }, null, station.clock.now()));
    expect(await find('lieu')).toEqual([ofLan.dossierId]);
  });

  it('with the name cut and the number masked, which is a look at no single dossier', async () => {
    const said = JSON.stringify(await answer('dao'));
    expect([said.includes('Trần T. Đ.'), said.includes(MAI.fullName), said.includes(MAI.idNumber), said.includes(MAI.phone)]).toEqual([true, false, false, false]);
    expect(station.context.database.read((store) => store.get(z.object({ looks: z.int() }), `SELECT count(*) AS looks FROM event WHERE agg_type = 'access' AND agg_id <> $all`, { all: ALL_DOSSIERS }))).toEqual({ looks: 0 });
  });

  it('whose rows were made anew out of the log just as before, and nobody whose person was erased', async () => {
    const kept = () => station.context.database.read((store) => store.all(z.record(z.string(), z.unknown()), 'SELECT * FROM dossier_find ORDER BY place'));
    await correct({ fullName: 'Trần Thị Mơ' });
    const before = kept();
    station.context.database.write((store) => reproject(store, { type: 'dossier', id: ofMai.dossierId }));
    expect(kept()).toEqual(before);
    expect(await find('tran mo')).toEqual([ofMai.dossierId]);
    station.context.database.write((store) => store.run(`UPDATE dossier SET words = '' WHERE dossier_id = $id`, { id: ofMai.dossierId }));
    expect([await find('tran'), JSON.stringify(kept()).includes('tran')]).toEqual([[], false]);
    expect(station.context.database.write((store) => store.run(`INSERT INTO dossier_word (dossier_word) VALUES ('integrity-check')`))).toBeGreaterThanOrEqual(0);
  });
});

it('of many it shows twenty and says how many others there are, as far as anybody would count', async () => {
  const more = async (all: number) => {
    station.context.database.write((store) =>
      store.run(
        `INSERT OR IGNORE INTO dossier (dossier_id, visit_id, provisional_code, procedure_code, procedure_name, applicant_name, applicant_id, ticket_number, counter_id, status, received_at, opened_op, words)
         WITH RECURSIVE c (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM c WHERE n < $all)
         SELECT printf('%08x-0003-7000-8000-%012x', n, n), printf('%08x-0002-7000-8000-%012x', n, n), printf('T149-K9-%06d-X', n), '1.001193', 'Đăng ký khai sinh', 'Vũ Ví Dụ', '', 'A001', 1, 2, n, printf('%08x-0010-7000-8000-%012x', n, n), 'vu vi du' FROM c`,
        { all },
      ),
    );
    const { dossiers, more: others } = await answer('vu du');
    return [dossiers.length, others];
  };
  expect([await more(20), await more(27), await more(700)]).toEqual([[20, 0], [20, 7], [20, MOST_MORE]]);
  expect((await answer('T149-K9-')).more).toBe(MOST_MORE);
});

it('no keystroke walks through the dossiers: every question is answered out of an index', () => {
  const plan = (sql: string) => station.context.database.read((store) => store.all(z.object({ detail: z.string() }), `EXPLAIN QUERY PLAN ${sql}`, sql === BY_CODE ? { from: 'T', to: 'T~', limit: 20 } : { asked: '"dao"*', limit: 20 })).map(({ detail }) => detail);
  for (const sql of [BY_WORDS, COUNT_BY_WORDS, BY_CODE]) expect(plan(sql).filter((step) => /^SCAN (?!.*(?:VIRTUAL TABLE INDEX|\(subquery|SUBQUERY|CONSTANT))/.test(step))).toEqual([]);
  expect(plan(BY_CODE).filter((step) => /USING (?:COVERING )?INDEX/.test(step))).toHaveLength(4);
});

describe('while the search of a counter is open', () => {
  const say = (work: ReaderWork) => station.call('reader.work-for', handlers()['reader.work-for'], COUNTER, { work });
  const read = (text: string) => readPayload(station.context, 1 as CounterId, new TextEncoder().encode(text)).kind;
  const visit = () => station.call('visit.read', visitHandlers(createScanSessions(station.context, () => undefined))['visit.read'], COUNTER, {});

  it('a card is looked for and leaves the visit behind it as it is; a receipt opens its dossier; what is neither is refused to nobody’s harm', async () => {
    await station.serve(1);
    await say('search');
    const before = await visit();
    station.told.length = 0;
    expect([CARD, '001085000021', receiptQrOf(ofLan), 'gì đó'].map(read)).toEqual(['opened', 'opened', 'opened', 'refused']);
    expect(station.told).toEqual([
      { event: 'reader.searched', payload: { counterId: 1, idNumber: '001085000021' } }, { event: 'reader.searched', payload: { counterId: 1, idNumber: '001085000021' } },
      { event: 'reader.dossier', payload: { counterId: 1, dossierId: ofLan.dossierId } }, { event: 'reader.refused', payload: { counterId: 1, code: 'card.foreign' } },
    ]);
    expect(await visit()).toEqual(before);
  });

  it('while another dialog is in front neither a card nor a sheet of its visit does anything behind it, and why is told', async () => {
    const visitId = await station.serve(1);
    await say('nothing');
    const before = await visit();
    station.told.length = 0;
    expect([CARD, formatCoverSheet({ of: 'visit', visitId, paperId: 'to-khai' }) ?? '', 'gì đó'].map(read)).toEqual(['refused', 'refused', 'refused']);
    expect(station.told.map(({ payload }) => payload)).toEqual(['card.in-front', 'card.in-front', 'card.foreign'].map((code) => ({ counterId: 1, code })));
    expect(await visit()).toEqual(before);
    expect(read(receiptQrOf(ofLan))).toBe('opened');
  });

  it('and once it is closed, or its window has fallen silent, a card is the visit’s again', async () => {
    await station.serve(1);
    await say('search');
    await say('visit');
    expect(read(CARD)).toBe('stored');
    await say('search');
    station.clock.advance(3 * READER_AGAIN_MS);
    expect(read(CARD)).toBe('stored');
  });
});
