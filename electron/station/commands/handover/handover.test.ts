// Hand-over lists: one durable list with each dossier's step, on paper once and marked from then on, signed for by the other side, and no dossier on two of them.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { BIRTH, LAN } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { BusinessDay, DossierId, RequestId } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import type { ItemRefusal } from '../../../../shared/contract/handover.ts';
import { readOperations } from '../../store/event-log.ts';
import { redactDossier } from '../../store/redaction.ts';
import { lifeHandlers } from './life-handlers.ts';

const HANDLERS = lifeHandlers([{ year: 2026, closed: [], working: [] }]);
const PRINTER = { kind: 'system', name: 'van-phong' } as const;
let station: TestStation;
let first: DossierId;
let second: DossierId;
beforeEach(async () => {
  station = new TestStation({ procedures: [BIRTH] });
  first = (await openDossier(station)).dossierId;
  second = (await openDossier(station, { person: { ...LAN, idNumber: '001185000014' } })).dossierId;
});
afterEach(() => station[Symbol.asyncDispose]());

const read = () => station.call('handover.read', HANDLERS['handover.read'], atCounter(1), {});
const make = (dossierIds: readonly DossierId[], more: { readonly printer?: typeof PRINTER | null; readonly slips?: boolean; readonly requestId?: RequestId; readonly caller?: Caller } = {}) =>
  station.call('handover.make', HANDLERS['handover.make'], more.caller ?? atCounter(1), {
    unit: 'Phòng Văn hóa – Xã hội', toName: '', dossierIds: [...dossierIds], printer: more.printer ?? null, slips: more.slips ?? false, ...(more.requestId === undefined ? {} : { requestId: more.requestId }),
  });
const receive = (listId: string, refused: readonly { readonly dossierId: DossierId; readonly why: ItemRefusal; readonly note: string }[] = []) =>
  station.call('handover.receive', HANDLERS['handover.receive'], atCounter(1), { listId, receivedBy: 'Trần Văn Mẫu', refused: [...refused] });
const move = (dossierId: DossierId, to: 4 | 5 | 7, reason = 'mẫu') => station.call('dossier.move', HANDLERS['dossier.move'], atCounter(1), { dossierId, to, reason });
const heardFromCity = (dossierId: DossierId, status: number): void =>
  station.context.database.write((store) => {
    store.runOne('UPDATE sync SET acked_seq = (SELECT max(seq) FROM event)');
    store.runOne(`INSERT INTO city_dossier (dossier_id, revision, status, owner) VALUES ($dossierId, 9, $status, 'city')`, { dossierId, status });
  });
const events = () => station.context.database.read((store) => readOperations(store, 0, 500)).filter(({ type }) => type === 'dossier.moved' || type.startsWith('handover.'));
const jobRow = z.object({ ofId: z.string(), paper: z.string() });
const jobs = () => station.context.database.read((store) => store.all(jobRow, `SELECT of_id AS ofId, paper FROM print_job WHERE what = 'form' ORDER BY rowid`, {})).map(({ ofId, paper }) => ({ of: ofId.split('/')[1], ...(JSON.parse(paper) as { copyNumber: number; values: { texts: Record<string, string>; lists: Record<string, Record<string, string>[]> } }) }));

describe('a hand-over list', () => {
  it('is one event, with one step of each dossier beside it; the same request twice makes one', async () => {
    expect((await read()).groups.map(({ field, dossiers }) => [field, dossiers.length])).toEqual([['A', 2]]);
    const requestId = station.requestId();
    const list = await make([first, second], { requestId });
    expect(await make([first, second], { requestId })).toEqual(list);
    // Due at 17:00 of the same day; of so short a limit the desk takes half.
    expect(list.items.map(({ backAt }) => backAt)).toEqual([Date.parse('2026-07-13T14:00:00+07:00'), Date.parse('2026-07-13T14:00:00+07:00')]);
    expect(list).toMatchObject({ name: '1/2026', unit: 'Phòng Văn hóa – Xã hội', madeBy: station.point.counters[0]?.officerName, received: null, items: [{ dossierId: first, status: 4, refused: null }, { dossierId: second, status: 4 }] });
    expect(events().map(({ type, aggId }) => [type, aggId])).toEqual([['handover.made', list.listId], ['dossier.moved', first], ['dossier.moved', second]]);
    expect(await read()).toMatchObject({ groups: [], lists: [{ listId: list.listId }], units: ['Phòng Văn hóa – Xã hội'] });
  });

  it('counts on within the year, also after a number of it came back from elsewhere', async () => {
    await make([first]);
    station.context.database.write((store) => store.run('UPDATE handover_list SET number = 2'));
    expect((await make([second])).name).toBe('3/2026');
  });

  it('counts in the year that the city knows, where the machine’s own clock has lost it', async () => {
    station.context = { ...station.context, trueDay: () => ({ day: '2027-01-01' as BusinessDay, isSuspect: true }) };
    expect((await make([first])).name).toBe('1/2027');
  });

  it('takes no dossier that is on another one, and then takes none of the others either', async () => {
    await make([first]);
    const before = events().length;
    await expect(make([second, first])).rejects.toMatchObject({ code: 'handover.on-list', params: { list: '1/2026' } });
    expect(events()).toHaveLength(before);
    expect((await read()).groups.map(({ dossiers }) => dossiers.map(({ dossierId }) => dossierId))).toEqual([[second]]);
  });

  it('takes none that was given up, or that stands where nobody hands over', async () => {
    await station.call('dossier.void', HANDLERS['dossier.void'], atCounter(1), { dossierId: first, reason: 'nhầm' });
    await expect(make([first])).rejects.toMatchObject({ code: 'dossier.voided' });
    await move(second, 4);
    await move(second, 7);
    await expect(make([second])).rejects.toMatchObject({ code: 'dossier.illegal-move' });
  });

  it('does not move a second time what was moved by hand', async () => {
    await move(first, 4);
    await make([first]);
    expect(events().filter(({ type }) => type === 'dossier.moved')).toHaveLength(1);
  });

  it('takes a dossier again that came back for papers and was completed', async () => {
    await make([first]);
    station.clock.advance(60_000);
    await move(first, 5);
    await move(first, 4);
    // It is offered again, since nobody who works on it has it.
    expect((await read()).groups.flatMap(({ dossiers }) => dossiers.map(({ dossierId }) => dossierId))).toContain(first);
    expect((await make([first])).name).toBe('2/2026');
    expect((await read()).groups.flatMap(({ dossiers }) => dossiers.map(({ dossierId }) => dossierId))).not.toContain(first);
  });

  it('takes it again though the clock was put back in between, and once: not a second time beside the list that it is on', async () => {
    station.clock.set('2026-07-13T15:00:00+07:00');
    await make([first]);
    station.clock.set('2026-07-13T09:30:00+07:00');
    await move(first, 5);
    await move(first, 4);
    const offered = async () => (await read()).groups.flatMap(({ dossiers }) => dossiers.map(({ dossierId }) => dossierId));
    expect(await offered()).toContain(first);
    expect((await make([first])).name).toBe('2/2026');
    station.clock.set('2026-07-13T16:00:00+07:00');
    expect(await offered()).not.toContain(first);
    await expect(make([first])).rejects.toMatchObject({ code: 'handover.on-list', params: { list: '2/2026' } });
    expect((await station.call('result.lists', HANDLERS['result.lists'], atCounter(1), {})).working.map(({ listName }) => listName)).toEqual(['2/2026']);
  });

  it('takes none again that came back while the clock was ahead and is on a list since', async () => {
    await make([first]);
    station.clock.set('2026-07-14T09:00:00+07:00');
    await move(first, 5);
    await move(first, 4);
    station.clock.set('2026-07-13T11:00:00+07:00');
    await make([first]);
    expect((await read()).groups.flatMap(({ dossiers }) => dossiers.map(({ dossierId }) => dossierId))).not.toContain(first);
    await expect(make([first])).rejects.toMatchObject({ code: 'handover.on-list' });
  });

  it('takes again one for which the city asked for the papers, and which was completed here', async () => {
    await make([first]);
    station.clock.advance(60_000);
    heardFromCity(first, 5);
    await move(first, 4);
    expect((await read()).groups.flatMap(({ dossiers }) => dossiers.map(({ dossierId }) => dossierId))).toContain(first);
    expect((await make([first])).name).toBe('2/2026');
  });
});

describe('the lists that are shown', () => {
  it('have the newest among them however many wait for the other side’s word, and say how many older ones do', async () => {
    await make([first]);
    station.context.database.write((store) => {
      for (let number = 100; number < 160; number += 1) {
        store.run(`INSERT INTO handover_list (list_id, year, number, unit, to_name, made_at, made_by) VALUES ($listId, 2025, $number, 'Phòng Mẫu', '', $number, '')`, { listId: `0190a8b0-0000-4000-8000-000000000${number}`, number });
      }
    });
    station.clock.advance(60_000);
    const { listId } = await make([second]);
    const shown = await read();
    expect(shown.lists[0]?.listId).toBe(listId);
    expect([shown.lists.length, shown.olderOpen]).toEqual([40, 22]);
  });
});

describe('the other side', () => {
  it('signs once, and what it sends back may go onto another list', async () => {
    const { listId } = await make([first, second]);
    station.clock.advance(60_000);
    const list = await receive(listId, [{ dossierId: second, why: 'wrong-unit', note: '' }]);
    expect(list).toMatchObject({ received: { by: 'Trần Văn Mẫu' }, items: [{ refused: null }, { refused: { why: 'wrong-unit' } }] });
    await expect(receive(listId)).rejects.toMatchObject({ code: 'handover.received' });
    expect((await read()).groups.flatMap(({ dossiers }) => dossiers.map(({ dossierId }) => dossierId))).toEqual([second]);
    const next = await make([second]);
    expect(next.name).toBe('2/2026');
    expect((await read()).groups).toEqual([]);
  });

  it('sends one back that was on an earlier list, and it is offered again all the same', async () => {
    await receive((await make([first])).listId);
    station.clock.advance(60_000);
    await move(first, 5);
    await move(first, 4);
    station.clock.advance(60_000);
    const { listId } = await make([first]);
    await receive(listId, [{ dossierId: first, why: 'paper-missing', note: '' }]);
    expect((await read()).groups.flatMap(({ dossiers }) => dossiers.map(({ dossierId }) => dossierId))).toContain(first);
  });

  it('is not asked about lists nobody knows, nor about dossiers that are on another', async () => {
    await expect(receive('0190a8b0-0000-4000-8000-000000000001')).rejects.toMatchObject({ code: 'handover.unknown' });
    const { listId } = await make([first]);
    await expect(receive(listId, [{ dossierId: second, why: 'other', note: '' }])).rejects.toMatchObject({ code: 'handover.not-on-list' });
  });
});

describe('on paper', () => {
  it('the list and the control slips are queued with it, and name to whom they went; a second print is marked', async () => {
    const { listId } = await make([first, second], { printer: PRINTER, slips: true });
    const queued = jobs();
    expect(queued.map(({ of, copyNumber }) => [of, copyNumber])).toEqual([['handover', 1], ['control', 1], ['control', 1]]);
    expect(queued[0]?.values.texts).toMatchObject({ 'số phiếu': '1/2026', 'bên nhận': 'Phòng Văn hóa – Xã hội', 'số hồ sơ': '2' });
    expect(queued[1]?.values.lists['bàn giao']?.[0]).toMatchObject({ 'bên nhận': 'Phòng Văn hóa – Xã hội', lúc: '09:00 ngày 13/07/2026' });
    const again = () => station.call('handover.print', HANDLERS['handover.print'], atCounter(1), { listId, printer: PRINTER });
    await expect(again()).rejects.toMatchObject({ code: 'print.wrong-state' });
    station.context.database.write((store) => store.run(`UPDATE print_job SET state = 'printed', may_exist = 1`));
    await again();
    expect(jobs().at(-1)).toMatchObject({ of: 'handover', copyNumber: 2 });
  });

  it('comes out after a power cut between the commit and the paper', async () => {
    await make([first], { printer: PRINTER });
    await station.afterPowerCut(async ({ database }) => {
      const left = (sql: string) => database.read((store) => store.get(z.object({ count: z.int() }), sql))?.count;
      expect([left('SELECT count(*) AS count FROM handover_list'), left(`SELECT count(*) AS count FROM print_job WHERE state = 'queued' AND what = 'form'`), left('SELECT count(*) AS count FROM dossier WHERE status = 4')]).toEqual([1, 1, 1]);
      await Promise.resolve();
    });
  });

  it('is forgotten with a person who stands on it', async () => {
    await make([first], { printer: PRINTER });
    expect(jobs()).toHaveLength(1);
    station.context.database.write((store) => redactDossier(store, first, { reason: 'outdated', at: station.clock.now(), upTo: Number.MAX_SAFE_INTEGER }));
    expect(jobs()).toEqual([]);
  });
});
