// Results that do not go to whoever filed: by post where that was wished, with the day's list for the post, and to the owner of somebody else's filing.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { BIRTH, LAN } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { DossierId } from '../../../../shared/base/ids.ts';
import type { CommandInput } from '../../../../shared/contract/commands.ts';
import { readOperations } from '../../store/event-log.ts';
import { redactDossier } from '../../store/redaction.ts';
import { lifeHandlers } from './life-handlers.ts';

const HANDLERS = lifeHandlers([{ year: 2026, closed: [], working: [] }]);
const PRINTER = { kind: 'system', name: 'van-phong' } as const;
const COUNTER = atCounter(1);
const DELIVERY = { recipient: 'Nguyễn Thị Lan', phone: '0900000001', address: 'Thôn Mẫu, xã Phú Xuyên, Hà Nội', payer: 'recipient' } as const;
const OWNER = { kind: 'person', fullName: 'Nguyễn Văn Bé', idNumber: '001210000045', birthDate: '', address: '', phone: '' } as const;
let station: TestStation;
beforeEach(() => {
  station = new TestStation({ procedures: [BIRTH] });
});
afterEach(() => station[Symbol.asyncDispose]());

/** Handed over, and its result is here. */
async function withResult(options: Parameters<typeof openDossier>[1]): Promise<DossierId> {
  const { dossierId } = await openDossier(station, options);
  await station.call('handover.make', HANDLERS['handover.make'], COUNTER, { unit: 'Phòng Mẫu', toName: '', dossierIds: [dossierId], printer: null, slips: false });
  station.clock.advance(60_000);
  await station.call('result.arrive', HANDLERS['result.arrive'], COUNTER, { dossierIds: [dossierId], kind: 'paper', place: 'Hộp bưu điện', number: '', abstract: '', reason: '' });
  return dossierId;
}
const giveOut = (dossierId: DossierId, give: CommandInput<'result.return'>['give']) => station.call('result.return', HANDLERS['result.return'], COUNTER, { dossierId, give, papersBack: ['Giấy chứng sinh'], unpaidReason: '', printer: PRINTER });
const print = () => station.call('post.print', HANDLERS['post.print'], COUNTER, { printer: PRINTER });
const papers = () => station.context.database.read((store) => store.all(z.object({ paper: z.string() }), `SELECT paper FROM print_job WHERE what = 'form' ORDER BY rowid`, {})).map(({ paper }) => JSON.parse(paper) as { form: string; copyNumber: number; values: { lists: Record<string, Record<string, string>[]> } });

it('goes by post with the number that the post prints, without a slip, and stands on the day’s list, whose second print is marked', async () => {
  const dossierId = await withResult({ delivery: DELIVERY });
  const lists = () => station.call('result.lists', HANDLERS['result.lists'], COUNTER, {});
  expect(await lists()).toMatchObject({ waiting: [{ dossierId, byPost: true }] });
  await expect(giveOut(dossierId, { manner: 'by-post', tracking: 'số 1' })).rejects.toMatchObject({ code: 'result.tracking' });
  expect(await giveOut(dossierId, { manner: 'by-post', tracking: 'eb 123 456 789 vn' })).toMatchObject({ line: { status: 10 }, returned: { manner: 'by-post', toName: DELIVERY.recipient, tracking: 'EB123456789VN' }, slip: null });
  expect(await lists()).toMatchObject({ waiting: [], returned: [{ dossierId, manner: 'by-post', tracking: 'EB123456789VN' }] });
  await expect(station.call('result.sign', HANDLERS['result.sign'], COUNTER, { dossierId })).rejects.toMatchObject({ code: 'result.not-returned' });
  await print();
  station.context.database.write((store) => store.run(`UPDATE print_job SET state = 'printed', may_exist = 1`));
  await print();
  expect(papers().map(({ form, copyNumber, values }) => [form, copyNumber, values.lists['hồ sơ']?.[0]?.['ghi chú']])).toEqual([['result-list', 1, 'EB123456789VN'], ['result-list', 2, 'EB123456789VN']]);
});

it('goes to the owner by the owner’s own number, where somebody else filed', async () => {
  const dossierId = await withResult({ behalf: { relation: 'parent', owner: OWNER } });
  const find = async (text: string) => (await station.call('result.find', HANDLERS['result.find'], COUNTER, { text })).found.map((line) => line.dossierId);
  for (const text of [OWNER.idNumber, 'van be']) expect([text, await find(text)]).toEqual([text, [dossierId]]);
  expect(await find('van bi')).toEqual([]);
  const give = { manner: 'by-hand', to: 'owner', toName: '', proof: '', receipt: 'lost' } as const;
  await expect(giveOut(dossierId, { ...give, shown: LAN.idNumber })).rejects.toMatchObject({ code: 'result.wrong-person' });
  await giveOut(dossierId, { ...give, shown: OWNER.idNumber });
  expect(station.context.database.read((store) => readOperations(store, 0, 500)).findLast(({ type }) => type === 'dossier.result-returned')?.body).toMatchObject({ to: 'owner', toName: OWNER.fullName, papersBack: ['Giấy chứng sinh'], receipt: 'lost' });
});

it('forgets with the person who took it and by which paper, and keeps that it was given out', async () => {
  const dossierId = await withResult({});
  await giveOut(dossierId, { manner: 'by-hand', to: 'other', toName: 'Trần Thị Mẫu', shown: '001080000034', proof: 'Ủy quyền số 12', receipt: 'taken-back' });
  station.context.database.write((store) => redactDossier(store, dossierId, { reason: 'erased', at: station.clock.now(), upTo: Number.MAX_SAFE_INTEGER }));
  const left = JSON.stringify(station.context.database.read((store) => readOperations(store, 0, 500)).filter(({ aggId }) => aggId === dossierId));
  for (const word of ['Trần Thị Mẫu', '001080000034', 'Ủy quyền', 'Giấy chứng sinh']) expect([word, left.includes(word)]).toEqual([word, false]);
  expect(left).toContain('"manner":"by-hand"');
  expect(station.context.database.read((store) => store.get(z.object({ at: z.int() }), 'SELECT returned_at AS at FROM dossier_result'))).not.toBeNull();
  expect(papers()).toEqual([]);
});
