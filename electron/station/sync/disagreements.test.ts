// Where the city decided otherwise: its word is taken in by revision, nothing that an officer wrote is lost without a notice, and what is unknown is kept.

import { afterEach, beforeEach, expect, it } from 'vitest';
import type { OperationId } from '../../../shared/base/ids.ts';
import type { Dossier } from '../../../shared/contract/dossier.ts';
import { feedItemSchema } from '../../../shared/wire/feed.ts';
import { BIRTH, LAN } from '../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../tests/fakes/test-station.ts';
import { dossierHandlers } from '../commands/dossier/dossier-handlers.ts';
import { dossierLifeHandlers, moveDossierHandler } from '../commands/dossier/dossier-life.ts';
import { dueCareHandlers } from '../commands/dossier/due-care.ts';
import { noticeHandlers } from '../commands/notice/notice-handlers.ts';
import { createScanSessions } from '../commands/visit/scan-sessions.ts';
import { visitHandlers } from '../commands/visit/visit-handlers.ts';
import { dossierById, dossiersByCode } from '../store/dossiers.ts';
import { readOperations } from '../store/event-log.ts';
import { countUnread, readableNow } from '../store/unread-changes.ts';
import { mergeFeed, mergeUnread } from './merge.ts';

const COUNTER = atCounter(1);
let station: TestStation;
let number = 0;
beforeEach(() => {
  station = new TestStation({ procedures: [BIRTH] });
  number = 0;
});
afterEach(() => station[Symbol.asyncDispose]());

const item = (change: object) => feedItemSchema.parse({ number: (number += 1), at: 1000 + number, change });
const say = (change: object) => mergeFeed(station.context.database, station.clock, station.point.station, [item(change)]);
const acknowledge = () => station.context.database.write((store) => store.run('UPDATE sync SET acked_seq = (SELECT max(seq) FROM event)'));
const rowOf = ({ dossierId }: Dossier) => station.context.database.read((store) => dossierById(store, dossierId)) ?? expect.fail('the dossier is there');
const newest = (type: string) => station.context.database.read((store) => readOperations(store, 0, 200)).findLast((operation) => operation.type === type);
const standing = ({ dossierId }: Dossier, revision: number, more: object = {}) => ({
  type: 'dossier.changed', dossierId, revision, status: 2, dueAt: null, isVoided: false, isErased: false, owner: 'station', fields: {}, opId: null, overruled: {}, reason: '', ...more,
});
const notices = async () => (await station.call('notice.list', noticeHandlers['notice.list'], COUNTER, { values: true })).notices;

async function open(): Promise<Dossier> {
  await using scans = createScanSessions(station.context, (error) => expect.fail(String(error)));
  const visits = visitHandlers(scans);
  const visitId = await station.serve(1);
  await station.call('visit.set-person', visits['visit.set-person'], COUNTER, { visitId, person: LAN });
  await station.call('visit.choose-procedure', visits['visit.choose-procedure'], COUNTER, { visitId, procedureCode: BIRTH.code });
  for (const paperId of ['to-khai', 'giay-chung-sinh']) await station.call('visit.check-paper', visits['visit.check-paper'], COUNTER, { visitId, paperId, originals: 1, copies: 0 });
  return await station.call('dossier.open', dossierHandlers(scans, [{ year: 2026, closed: [], working: [] }])['dossier.open'], COUNTER, { visitId });
}

async function correctPhone(dossier: Dossier, phone: string): Promise<OperationId> {
  await station.call('dossier.correct', dossierLifeHandlers['dossier.correct'], COUNTER, { dossierId: dossier.dossierId, fields: { phone }, reason: 'mẫu', revision: rowOf(dossier).revision });
  return newest('dossier.corrected')?.opId ?? expect.fail('it was written');
}

it('another day for papers that the city has already taken in is told, and not sent again as a second request', async () => {
  const dossier = await open();
  const { dossierId } = dossier;
  const move = moveDossierHandler([{ year: 2026, closed: [], working: [] }]);
  for (const to of [4, 5] as const) await station.call('dossier.move', move, COUNTER, { dossierId, to, reason: 'thiếu giấy' });
  acknowledge();
  const seen = rowOf(dossier).supplementBy;
  await station.call('dossier.move-supplement-day', dueCareHandlers([{ year: 2026, closed: [], working: [] }])['dossier.move-supplement-day'], COUNTER, { dossierId, seen, day: '14/08/2026', reason: 'chậm' });
  const { opId } = newest('dossier.moved') ?? expect.fail('it was written');
  acknowledge();
  say(standing(dossier, 5, { status: 4, owner: 'city', opId, overruled: { status: '5' } }));
  expect(rowOf(dossier)).toMatchObject({ status: 4, supplementBy: null });
  const [notice] = await notices();
  expect(notice).toMatchObject({ kind: 'status', kept: '4', lost: '5' });
  const settle = (decision: 'keep-city' | 'propose-mine') => station.call('notice.settle', noticeHandlers['notice.settle'], COUNTER, { noticeId: notice?.noticeId ?? 0, decision });
  await expect(settle('propose-mine')).rejects.toMatchObject({ code: 'supplement.day-not-running' });
  await settle('keep-city');
  expect([(await notices()).length, newest('dossier.moved')?.opId]).toEqual([0, opId]);
});

it('an older word of the city than is known changes nothing', async () => {
  const dossier = await open();
  acknowledge();
  say(standing(dossier, 3, { fields: { fullName: 'Nguyễn Thị Mẫu' } }));
  say(standing(dossier, 2, { fields: { fullName: 'Nguyễn Thị Cũ' } }));
  expect([rowOf(dossier).applicantName, rowOf(dossier).revision]).toEqual(['Nguyễn Thị Mẫu', 3]);
});

it('what an officer has corrected is never seen to vanish and come back, from the writing until the city has said it', async () => {
  const dossier = await open();
  acknowledge();
  const phone = () => rowOf(dossier).fields.phone;
  const opId = await correctPhone(dossier, '0900000001');
  expect(phone()).toBe('0900000001');
  // Another change of the city comes while it is on its way, and then the answer.
  say(standing(dossier, 2, { fields: { address: 'Thôn Mẫu' } }));
  expect(phone()).toBe('0900000001');
  acknowledge();
  expect(phone()).toBe('0900000001');
  say(standing(dossier, 3, { fields: { phone: '0900000001' }, opId }));
  expect([phone(), await notices()]).toEqual(['0900000001', []]);
});

it('every value that lost is in a notice, once; what is proposed is sent again over the city\'s present one', async () => {
  const dossier = await open();
  const opId = await correctPhone(dossier, '0900000001');
  acknowledge();
  const overruled = standing(dossier, 2, { status: 4, owner: 'city', fields: { phone: '0900000099' }, opId, overruled: { phone: '0900000001', status: '3', dueAt: '' } });
  say(overruled);
  say(overruled);
  expect((await notices()).map(({ kind, field, kept, lost, actor }) => [kind, field, kept, lost, actor])).toEqual([
    ['field', 'phone', '0900000099', '0900000001', 'counter-1'], ['status', 'status', '4', '3', 'counter-1'], ['due-date', 'dueAt', '', '', 'counter-1'],
  ]);
  // For a badge nobody's words are needed, and nobody has looked.
  const lookedAt = () => station.context.database.read((store) => readOperations(store, 0, 1000)).filter(({ type }) => type === 'access.noted').length;
  const looks = lookedAt();
  const badge = await station.call('notice.list', noticeHandlers['notice.list'], COUNTER, { values: false });
  expect([badge.notices.find(({ kind }) => kind === 'field'), lookedAt()]).toMatchObject([{ kept: null, lost: null }, looks]);
  const [field, status] = await notices();
  await station.call('notice.settle', noticeHandlers['notice.settle'], COUNTER, { noticeId: field?.noticeId ?? 0, decision: 'propose-mine' });
  expect(newest('dossier.corrected')).toMatchObject({ baseRev: 2, body: { fields: { phone: { from: '0900000099', to: '0900000001' } } } });
  await station.call('notice.settle', noticeHandlers['notice.settle'], COUNTER, { noticeId: status?.noticeId ?? 0, decision: 'keep-city' });
  expect((await notices()).map(({ kind }) => kind)).toEqual(['due-date']);
  await expect(station.call('notice.settle', noticeHandlers['notice.settle'], COUNTER, { noticeId: field?.noticeId ?? 0, decision: 'keep-city' })).rejects.toMatchObject({ code: 'notice.not-found' });
});

it('a code on paper that is another dossier\'s by right still leads here, and the officer learns of it', async () => {
  const dossier = await open();
  acknowledge();
  say({ type: 'dossier.received', dossierId: dossier.dossierId, provisionalCode: dossier.provisionalCode, officialCode: 'H26.149-260713-0009', station: 'K1', takenCodes: ['H26.149-260713-0007'] });
  expect(station.context.database.read((store) => dossiersByCode(store, 'H26.149-260713-0007')).map(({ dossierId }) => dossierId)).toEqual([dossier.dossierId]);
  expect((await notices()).map(({ kind, kept, lost }) => [kind, kept, lost])).toEqual([['code', 'H26.149-260713-0009', 'H26.149-260713-0007']]);
});

it('an erasure takes the person out of the notices too', async () => {
  const dossier = await open();
  const opId = await correctPhone(dossier, '0900000001');
  acknowledge();
  say(standing(dossier, 2, { fields: { phone: '0900000099' }, opId, overruled: { phone: '0900000001' } }));
  say(standing(dossier, 3, { isErased: true }));
  expect(JSON.stringify(await notices())).not.toMatch(/09000000/);
  expect(rowOf(dossier).applicantName).toBe('');
});

it('F18: a kind of change that this program has not learned is kept by its number, and applied when it has', async () => {
  const dossier = await open();
  acknowledge();
  expect(say({ type: 'other', of: 'dossier.changed' })).toMatchObject({ kind: 'merged', items: 1 });
  const { database } = station.context;
  expect([database.read(countUnread), database.read((store) => readableNow(store, ['dossier.changed'])).map((unread) => unread.number), database.read((store) => readableNow(store, ['x']))]).toEqual([1, [1], []]);
  number = 0;
  mergeUnread(database, station.clock, station.point.station, item(standing(dossier, 2, { fields: { fullName: 'Nguyễn Thị Mẫu' } })));
  expect([database.read(countUnread), rowOf(dossier).applicantName]).toEqual([0, 'Nguyễn Thị Mẫu']);
});
