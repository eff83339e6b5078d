// Erasing a person: who may when, and that the name stands nowhere afterwards, in no table, in no file, and in no log of the machine.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FakeScanner } from '../../../../tests/fakes/fake-scanner.ts';
import { openDossier } from '../../../../tests/fakes/opened-dossier.ts';
import { BIRTH, LAN } from '../../../../tests/fakes/test-procedures.ts';
import { atCounter, TestStation } from '../../../../tests/fakes/test-station.ts';
import type { RequestId } from '../../../../shared/base/ids.ts';
import type { Dossier } from '../../../../shared/contract/dossier.ts';
import { findBrokenSeal } from '../../store/seals.ts';
import { findByCodeAndNumber } from '../../store/lookup.ts';
import { FIRST_FACT } from '../../store/projections/facts.ts';
import { PROJECTED_TABLES } from '../../store/projections/project.ts';
import { projectFrom } from '../../store/projections/replay.ts';
import { dossierLifeHandlers as life } from './dossier-life.ts';
import { erasureHandlers } from './erase-dossier.ts';
import { printReceipt } from './print-receipt.ts';

const COUNTER = atCounter(1);
const ADMIN = { role: 'admin' } as const;
/** Invented, and found in no other word of the program. */
const ANH = { ...LAN, fullName: 'Trịnh Ngọc Ẩn', idNumber: '001185000077', address: 'Ngõ Không Có, xã Phú Xuyên', phone: '0900000077', email: 'ngoc.an@example.vn' };
const TRACES = [ANH.fullName, ANH.idNumber, ANH.address, ANH.phone, ANH.email, 'chị Ẩn'];

let scanner: FakeScanner;
let station: TestStation;
let dossier: Dossier;
beforeEach(async () => {
  scanner = new FakeScanner();
  station = new TestStation({ procedures: [BIRTH], scanners: new Map([[1, scanner]]) });
  dossier = await openDossier(station, { person: ANH, scan: { scanner, pages: [1, 2], settled: over } });
});
afterEach(() => station[Symbol.asyncDispose]());

async function over(isScanning: () => boolean): Promise<void> {
  for (const end = performance.now() + 10_000; isScanning() && performance.now() < end; ) await sleep(5);
}
const erase = (reason = 'theo đơn', given: { readonly requestId?: RequestId; readonly dossierId?: Dossier['dossierId'] } = {}) =>
  station.call('dossier.erase', erasureHandlers['dossier.erase'], ADMIN, { dossierId: dossier.dossierId, ...given, reason });
const giveUp = (of = dossier) => station.call('dossier.void', life['dossier.void'], COUNTER, { dossierId: of.dossierId, reason: 'chị Ẩn xin rút' });
const acknowledge = (): void => station.context.database.write((store) => store.runOne('UPDATE sync SET acked_seq = (SELECT max(seq) FROM event)'));
const joined = (): void => {
  const status = station.context.status();
  station.context = { ...station.context, status: () => ({ ...status, sync: { ...status.sync, kind: 'idle' } }) };
};

const nameRow = z.object({ name: z.string() });
const anyRow = z.record(z.string(), z.unknown());
/** Everything that any table says, as text. */
function everything(): string {
  return station.context.database.read((store) => {
    const tables = store.all(nameRow, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`);
    return tables.map(({ name }) => JSON.stringify([name, store.all(anyRow, `SELECT * FROM ${name}`)])).join('\n');
  });
}
const tracesLeft = () => TRACES.filter((trace) => everything().includes(trace));
const files = () => readdirSync(path.join(station.folder), { recursive: true, encoding: 'utf8' }).filter((name) => /^(?:pages|blobs)[/\\].*[0-9a-f]{64}$/.test(name));
const projected = () => station.context.database.read((store) => PROJECTED_TABLES.map(({ name, rowKey }) => store.all(anyRow, `SELECT * FROM ${name} ORDER BY ${rowKey}`)));

describe('erasing', () => {
  it('leaves the name in no table, no page file, and the log whole: what happened when can still be proven', async () => {
    await station.call('dossier.correct', life['dossier.correct'], COUNTER, { dossierId: dossier.dossierId, revision: 0, fields: { phone: '0900000078' }, reason: 'chị Ẩn nhắn' });
    await station.call('dossier.note', life['dossier.note'], COUNTER, { dossierId: dossier.dossierId, text: `${ANH.fullName} đã gọi lại` });
    await station.call('receipt.print', printReceipt, COUNTER, { dossierId: dossier.dossierId });
    await giveUp();
    station.context.database.write((store) =>
      store.run(`INSERT INTO notice (dossier_id, kind, field, kept, lost, op_id, at) VALUES ($id, 'field', 'fullName', $name, $name, 'x', 1)`, { id: dossier.dossierId, name: ANH.fullName }),
    );
    acknowledge();
    expect(tracesLeft()).toEqual(TRACES);
    expect(files()).toHaveLength(2);

    const detail = await erase();
    expect(detail).toMatchObject({ isErased: true, isVoided: true, applicant: {}, nextStatuses: [], dossier: { applicantName: '', applicantIdMasked: '', pages: 0, status: 2, receipt: null } });
    expect(detail.history.map(({ type, text }) => [type, text])).toEqual([
      ['dossier.opened', ''], ['dossier.corrected', '—'], ['dossier.noted', '—'], ['dossier.voided', '—'], ['dossier.erased', 'theo đơn'],
    ]);
    expect(tracesLeft()).toEqual([]);
    expect(everything()).not.toContain('0900000078');
    expect(files()).toEqual([]);
    expect(station.context.database.read((store) => findBrokenSeal(store, station.context.identity))).toBeNull();
    expect(station.context.database.read((store) => findByCodeAndNumber(store, dossier.provisionalCode, ANH.idNumber))).toBeNull();
    await expect(station.call('receipt.print', printReceipt, COUNTER, { dossierId: dossier.dossierId })).rejects.toMatchObject({ code: 'dossier.voided' });
    expect(JSON.stringify(station.notes)).not.toContain(ANH.fullName);
  });

  it('leaves nothing in the plain bytes of the store, its log of changes after a checkpoint, and the pages', async () => {
    await giveUp();
    acknowledge();
    await erase();
    station.reopen();
    for (const name of readdirSync(station.folder, { recursive: true, encoding: 'utf8' })) {
      const file = path.join(station.folder, name);
      if (!/\.(?:db|db-wal|sqlite|sqlite-wal)$|[0-9a-f]{64}$/.test(name)) continue;
      for (const trace of TRACES) expect(readFileSync(file).includes(trace)).toBe(false);
    }
    expect(tracesLeft()).toEqual([]);
  });

  it('leaves rows that are the same when they are made anew out of the log', async () => {
    await giveUp();
    acknowledge();
    await erase();
    const live = projected();
    const anew = station.context.database.write((store) => {
      for (const { name } of PROJECTED_TABLES) store.run(`DELETE FROM ${name}`);
      projectFrom(store, FIRST_FACT);
    });
    expect(anew).toBeUndefined();
    expect(projected()).toEqual(live);
  });

  it('keeps the page that another dossier has as well', async () => {
    const other = await openDossier(station, { scan: { scanner, pages: [2, 3], settled: over } });
    await giveUp();
    acknowledge();
    await erase();
    expect(files()).toHaveLength(2);
    expect(station.context.database.read((store) => store.all(nameRow, `SELECT page_id AS name FROM dossier_page WHERE dossier_id = $id`, { id: other.dossierId }))).toHaveLength(2);
  });

  it('removes after a crash the files that were to go', async () => {
    await giveUp();
    acknowledge();
    const { blobs } = station.context;
    const remove = blobs.removeUnless.bind(blobs);
    blobs.removeUnless = () => Promise.reject(new Error('the power is gone'));
    await expect(erase()).rejects.toThrow('the power is gone');
    expect([files().length, tracesLeft()]).toEqual([2, []]);
    blobs.removeUnless = remove;
    await erase('lần nữa', { requestId: station.requestId() });
    expect(files()).toEqual([]);
  });
});

describe('erasing is refused', () => {
  it('before the dossier has ended, while its person is at the counter, and where nobody knows it', async () => {
    await expect(erase()).rejects.toMatchObject({ code: 'dossier.not-ended' });
    await expect(erase('x', { dossierId: '0190a8b0-0000-7000-8000-000000000001' as Dossier['dossierId'] })).rejects.toMatchObject({ code: 'dossier.unknown' });
    await giveUp();
    station.context.database.write((store) => store.run(`UPDATE visit SET state = 'held'`));
    await expect(erase()).rejects.toMatchObject({ code: 'dossier.not-ended' });
    expect(tracesLeft()).not.toEqual([]);
  });

  it('while something of it is not at the city, or was refused there; a machine that works alone waits for nobody', async () => {
    await giveUp();
    joined();
    await expect(erase()).rejects.toMatchObject({ code: 'dossier.not-at-city' });
    acknowledge();
    station.context.database.write((store) => store.run(`INSERT INTO dead_letter (seq, op_id, state, code, detail, answered_at) SELECT seq, op_id, 'rejected', 'x', '', 1 FROM event WHERE type = 'dossier.opened'`));
    await expect(erase()).rejects.toMatchObject({ code: 'dossier.not-at-city' });
    station.context.database.write((store) => store.run(`INSERT INTO settled_letter (op_id, how, at) SELECT op_id, 'withdrawn', 1 FROM dead_letter`));
    expect((await erase()).isErased).toBe(true);
  });

  it('for a reason that would keep the name', async () => {
    await giveUp();
    for (const reason of [`đơn của bà ${ANH.fullName}`, 'don cua TRINH NGOC AN', `số ${ANH.idNumber}`, `thư từ ${ANH.email}`]) await expect(erase(reason)).rejects.toMatchObject({ code: 'dossier.names-person' });
  });

  it('never twice: the second time changes nothing', async () => {
    await giveUp();
    await erase();
    const before = everything();
    expect((await erase('lần nữa')).isErased).toBe(true);
    expect(everything().length - before.length).toBeLessThan(3000);
    expect(station.context.database.read((store) => store.all(nameRow, `SELECT op_id AS name FROM event WHERE type = 'dossier.erased'`))).toHaveLength(1);
  });
});

describe('the log', () => {
  it('lets nothing be changed but the person out of a body, once', async () => {
    const change = (sql: string) => () => station.context.database.write((store) => store.run(sql));
    for (const sql of [
      `UPDATE event SET body = '{}' WHERE type = 'dossier.opened'`,
      `UPDATE event SET redacted_at = 1 WHERE type = 'dossier.opened'`,
      `UPDATE event SET body = '{}', redacted_at = 1 WHERE type = 'dossier.opened'`,
      `UPDATE event SET redacted_at = 1 WHERE type = 'ticket.called'`,
      `UPDATE event SET body = json_set(body, '$.applicant.fullName', '—', '$.applicant.idNumber', '', '$.applicant.address', '', '$.applicant.phone', ''), redacted_at = 1, at = 1 WHERE type = 'dossier.opened'`,
      `UPDATE event SET body = json_set(body, '$.applicant.fullName', '—', '$.applicant.idNumber', '', '$.applicant.address', '', '$.applicant.phone', ''), redacted_at = 1 WHERE type = 'dossier.opened'`,
    ]) expect(change(sql)).toThrow('append-only');
    await giveUp();
    await erase();
    expect(change(`UPDATE event SET redacted_at = 2 WHERE type = 'dossier.opened'`)).toThrow('append-only');
    expect(change(`DELETE FROM event WHERE type = 'dossier.opened'`)).toThrow('append-only');
  });
});
