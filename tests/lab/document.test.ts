// Ten sheets through the feeder of a virtual scanner become a PDF whose text can be searched, on a station that is cut off while it reads; nothing of it needs a network.

import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureTools } from '../../build/setup/system-tools.ts';
import type { PracticePoint } from '../../electron/practice/point.ts';
import type { DossierId, FieldCode } from '../../shared/base/ids.ts';
import { must } from '../../shared/base/must.ts';
import type { CommandOutput } from '../../shared/contract/commands.ts';
import { CallRefused, type Window } from '../morning/window.ts';
import { Machine, startDevices } from '../integration/station/machine.ts';

const SHEETS = 10;
/** For each page: less than the scanner's files have, and what these dense sheets can be brought to at 200 dpi. */
const PAGE_KILOBYTES = 210;
/** Of each sheet; the typeface is the program's own, of which the reader takes some small letters for others. */
const TITLE = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';

let practice: PracticePoint;
let machine: Machine;
let desk: Window;
beforeAll(async () => {
  expect(await ensureTools(['pdftotext'])).toBe(true);
  practice = await startDevices([1]);
  machine = new Machine({ devices: practice.deviceSettings(), documents: { pageKilobytes: PAGE_KILOBYTES } });
  await machine.start();
  desk = await machine.open('counter-1');
});
afterAll(async () => {
  await machine[Symbol.asyncDispose]();
  await practice[Symbol.asyncDispose]();
});

const scanner = () => must(practice.counters[0], 'counter 1 has devices').scanner;
const change = () => ({ requestId: randomUUID() });

async function dossierOfSheets(): Promise<DossierId> {
  const kiosk = await machine.open('kiosk');
  await kiosk.call('ticket.issue', { ...change(), field: 'A' as FieldCode, priority: 'none', procedureCode: null });
  const visitId = must((await desk.call('queue.next', change())).visitId, 'somebody was waiting');
  const { procedures } = await desk.call('procedure.search', { text: 'khai sinh', field: null, limit: 1 });
  const procedure = await desk.call('procedure.read', { code: must(procedures[0], 'the catalogue has it').code });
  await desk.call('visit.set-person', { ...change(), visitId, person: { idNumber: '001185000012', oldIdNumber: '', fullName: 'Nguyễn Thị Lựu Ví Dụ', birthDate: '', sex: 'female', address: '', issuedOn: '', phone: '' } });
  await desk.call('visit.choose-procedure', { ...change(), visitId, procedureCode: procedure.code });
  for (const { paperId } of procedure.papers) await desk.call('visit.check-paper', { ...change(), visitId, paperId, originals: 1, copies: 0 });
  await desk.until('the scanner', async () => ((await desk.call('status.read', {})).devices.some(({ device, kind }) => device === 'scanner' && kind === 'ready') ? true : null));
  scanner().load(SHEETS);
  await desk.call('visit.scan', { ...change(), visitId, paperId: must(procedure.papers[0], 'it asks for papers').paperId, source: 'feeder' });
  await desk.until('all pages', async () => {
    const visit = must(await desk.call('visit.read', {}), 'somebody is at the counter');
    return visit.scan.kind !== 'scanning' && visit.papers.some(({ pages }) => pages.length === SHEETS) ? true : null;
  });
  // Not while pages are still looked at for cover sheets.
  const opened = await desk.until('the dossier', async () => await desk.call('dossier.open', { ...change(), visitId }).catch((error: unknown) => {
    if (error instanceof CallRefused && error.failure.code === 'cover.reading') return null;
    throw error;
  }));
  return opened.dossierId;
}

async function documentOf(dossierId: DossierId): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let binding: string | null = null;
  for (let from = 0; ; ) {
    const given: CommandOutput<'dossier.document'> = await desk.call('dossier.document', { dossierId, part: 1, binding, from });
    const { bytes, missing, base64 } = given;
    if (bytes === null) continue;
    expect(missing).toBe(0);
    binding = given.binding;
    const piece = Buffer.from(base64, 'base64');
    pieces.push(piece);
    from += piece.length;
    if (from >= bytes) return Buffer.concat(pieces);
  }
}
/** Kilobytes that the station's process holds in memory. */
const resident = (): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${machine.stationPid}/status`, 'utf8'))?.[1]);

it('a dossier has its document at once, with the text of every page in the end, also over a power cut in between', { timeout: 600_000 }, async () => {
  const atRest = resident();
  const dossierId = await dossierOfSheets();
  const state = async () => (await desk.call('dossier.read', { dossierId })).document;
  expect(await state()).toMatchObject({ parts: 1, pages: SHEETS, gone: 0 });
  await desk.until('the first pages', async () => ((await state()).due <= SHEETS - 2 ? true : null), { limitMs: 200_000 });
  let most = resident();
  // What is not read yet goes in as it is.
  const early = await documentOf(dossierId);
  expect(early.subarray(0, 5).toString()).toBe('%PDF-');
  await machine.killStation();
  const before = (await state()).due;
  expect(before).toBeGreaterThan(0);
  await desk.until('the last page', async () => {
    most = Math.max(most, resident());
    return (await state()).due === 0 ? true : null;
  }, { limitMs: 400_000 });
  expect(await state()).toEqual({ parts: 1, pages: SHEETS, due: 0, unread: 0, asIs: 0, gone: 0, overBudget: 0 });
  const file = path.join(machine.folder, 'document.pdf');
  writeFileSync(file, await documentOf(dossierId));
  const pages = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).normalize('NFC').split('\f').slice(0, -1);
  expect(pages.map((text) => text.replaceAll(/\s+/g, ' ').includes(TITLE))).toEqual(Array.from({ length: SHEETS }, () => true));
  expect(machine.output).not.toContain('page.document');
  // A page's words take some 10 KB more.
  expect(readFileSync(file).length).toBeLessThan(SHEETS * (PAGE_KILOBYTES + 20) * 1_000);
  await desk.until('the memory', () => Promise.resolve(resident() < most - 50_000 ? true : null), { limitMs: 30_000 });
  process.stderr.write(`station: ${atRest} KB at rest, at most ${most} KB, ${resident()} KB afterwards; document ${readFileSync(file).length} bytes\n`);
});
