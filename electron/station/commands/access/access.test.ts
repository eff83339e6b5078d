// Who looked at whose data: what is noted and what is not, the list of it, and the file that the head of the point takes along.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { BIRTH, LAN } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { BusinessDay, EpochMs } from '../../../../shared/base/ids.ts';
import type { Dossier } from '../../../../shared/contract/dossier.ts';
import { newestDossiers } from '../../store/dossiers.ts';
import { listedDossier } from '../dossier/dossier-view.ts';
import { dossierLifeHandlers as life } from '../dossier/dossier-life.ts';
import { printReceipt } from '../dossier/print-receipt.ts';
import { accessCsv } from './access-csv.ts';
import { accessHandlers as access } from './access-handlers.ts';

const ADMIN = { role: 'admin' } as const;
const MONDAY = '2026-07-13' as BusinessDay;
let station: TestStation;
let dossier: Dossier;
beforeEach(async () => {
  station = new TestStation({ procedures: [BIRTH] });
  dossier = await openDossier(station);
});
afterEach(() => station[Symbol.asyncDispose]());

const read = (caller = atCounter(1)) => station.call('dossier.read', life['dossier.read'], caller, { dossierId: dossier.dossierId });
const list = (span: { readonly from?: BusinessDay; readonly to?: BusinessDay; readonly dossierId?: Dossier['dossierId'] } = {}) => station.call('access.list', access['access.list'], ADMIN, { from: MONDAY, to: MONDAY, dossierId: null, ...span });

describe('the access log', () => {
  it('has an entry for whoever reads a dossier, corrects it or prints its receipt', async () => {
    expect(await list()).toEqual({ entries: [], total: 0 });
    await read();
    station.clock.advance(1000);
    await station.call('receipt.print', printReceipt, atCounter(2), { dossierId: dossier.dossierId });
    await station.call('dossier.correct', life['dossier.correct'], ADMIN, { dossierId: dossier.dossierId, revision: 0, fields: { phone: '0900000000' }, reason: 'thiếu' });
    expect((await list()).entries.map(({ actor, purpose, label }) => [actor, purpose, label])).toEqual([
      ['admin', 'correction', dossier.provisionalCode], ['counter-2', 'receipt', dossier.provisionalCode], ['counter-1', 'detail', dossier.provisionalCode],
    ]);
  });

  it('is asked for by days, both of them in it, and by dossier', async () => {
    await read();
    station.clock.advance(24 * 3_600_000);
    const other = await openDossier(station);
    await station.call('dossier.read', life['dossier.read'], ADMIN, { dossierId: other.dossierId });
    const tuesday = '2026-07-14' as BusinessDay;
    expect((await list()).total).toBe(1);
    expect((await list({ to: tuesday })).entries.map(({ actor }) => actor)).toEqual(['admin', 'counter-1']);
    expect((await list({ to: tuesday, dossierId: other.dossierId })).total).toBe(1);
    await expect(list({ from: '2026-02-30' as BusinessDay })).rejects.toMatchObject({ code: 'request.invalid', params: { field: 'from' } });
  });

  it('counts what was written once more under a new incarnation as one look', async () => {
    await read();
    station.context.database.write((store) => {
      store.run(`INSERT INTO birth (incarnation, at, reason, base, first_seq, last_seen) VALUES (2, 0, 'forked', 1, 100, 99)`);
      store.run(`INSERT INTO event (seq, op_id, incarnation, agg_type, agg_id, agg_rev, type, type_version, body, at, monotonic_ms, boot_id, actor, clock, base_rev, refers_to, prev_hash, hash) SELECT seq + 100, op_id, 2, agg_type, agg_id, agg_rev, type, type_version, body, at, monotonic_ms, boot_id, actor, clock, base_rev, refers_to, prev_hash, hash FROM event WHERE type = 'access.noted'`);
    });
    expect(await list()).toMatchObject({ total: 1, entries: [{ actor: 'counter-1' }] });
  });

  it('goes into a file with the code of the dossier and no word of the person, and the taking along is an entry', async () => {
    await read();
    const given = await station.call('access.export', access['access.export'], ADMIN, { from: MONDAY, to: MONDAY, dossierId: null });
    expect(given.name).toBe('nhat-ky-truy-cap-2026-07-13-2026-07-13.csv');
    expect(given.text).toBe(`\u{FEFF}"Thời điểm","Người xem","Mã hồ sơ","Mục đích"\r\n"2026-07-13 09:00:00","counter-1","${dossier.provisionalCode}","xem hồ sơ"\r\n`);
    for (const word of [LAN.fullName, LAN.idNumber]) expect(given.text).not.toContain(word);
    expect((await list()).entries[0]).toMatchObject({ actor: 'admin', purpose: 'export', label: '*' });
  });

  it('says of a search what it was, and lets no value become a formula or break its line', () => {
    const row = { at: Date.parse('2026-07-13T09:00:00+07:00') as EpochMs, actor: '=1+1', officer: '', dossierId: dossier.dossierId, label: '@a,"b"\r\nc', purpose: '-x' };
    expect(accessCsv([{ ...row, label: '*', purpose: 'list' }])).toContain('"*","tìm trong danh sách hồ sơ"');
    expect(accessCsv([row]).split('\r\n"2026')[1]).toBe(`-07-13 09:00:00","'=1+1","'@a,""b""\r\nc","'-x"\r\n`);
  });
});

describe('the list of dossiers', () => {
  it('shows family names with initials, so that reading it is no look at anybody', async () => {
    const [row] = station.context.database.read((store) => newestDossiers(store, 5).map((each) => listedDossier(store, each)));
    expect(row?.applicantName).toBe('Nguyễn T. L.');
    expect(row?.applicantIdMasked).toBe('001******012');
    expect((await read()).dossier.applicantName).toBe(LAN.fullName);
  });
});
