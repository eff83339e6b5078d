// A receipt on a page through the real processes: opened at a counter, looked at, and handed to `lp` as the PDF that it is, once also where the station dies over it or before it; the second one says that it is a reprint.

import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FieldCode } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import { Machine } from '../station/machine.ts';

let machine: Machine;
let bin: string;
beforeEach(() => {
  machine = new Machine();
  bin = path.join(machine.folder, 'bin');
  mkdirSync(bin);
  program('lpstat', 'printf "office\\n"');
  takes();
});
afterEach(() => machine[Symbol.asyncDispose]());

const program = (name: string, script: string): void => {
  writeFileSync(path.join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(bin, name), 0o755);
};
const change = () => ({ requestId: randomUUID() });

/** A machine with its printer, and a dossier that was just opened at its first counter. */
async function opened() {
  await machine.start([], { PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}` });
  const [kiosk, desk] = [await machine.open('kiosk'), await machine.open('counter-1')];
  await kiosk.call('ticket.issue', { ...change(), field: 'A' as FieldCode, priority: 'none', procedureCode: null });
  const visitId = must((await desk.call('queue.next', change())).visitId, 'somebody was waiting');
  const { procedures } = await desk.call('procedure.search', { text: 'khai sinh', field: null, limit: 1 });
  const procedure = await desk.call('procedure.read', { code: must(procedures[0], 'the catalogue has it').code });
  await desk.call('visit.set-person', { ...change(), visitId, person: { idNumber: '001185000012', oldIdNumber: '', fullName: 'Nguyễn Thị Lựu Ví Dụ', birthDate: '', sex: 'female', address: '', issuedOn: '', phone: '' } });
  await desk.call('visit.choose-procedure', { ...change(), visitId, procedureCode: procedure.code });
  for (const { paperId } of procedure.papers) await desk.call('visit.check-paper', { ...change(), visitId, paperId, originals: 1, copies: 0 });
  const { dossierId } = await desk.call('dossier.open', { ...change(), visitId });
  return { desk, dossierId };
}
const handedOver = (): number => (existsSync(path.join(bin, 'calls')) ? readFileSync(path.join(bin, 'calls'), 'utf8').trim().split('\n').length : 0);
const PRINTER = { kind: 'system', name: 'office' } as const;
/** A queue that takes what it gets, and one that never says so; it ends with the station. */
const takes = (): void => program('lp', `echo "$@" >> '${bin}/calls'; cat > '${bin}/printed.pdf'`);
const sticks = (): void => program('lp', `echo "$@" >> '${bin}/calls'; exec tail --pid=$PPID -f /dev/null`);

it('a receipt is shown, printed once as a PDF of A5, and printed again as a reprint', async () => {
  const { desk, dossierId } = await opened();
  const asked = { dossierId, form: 'receipt' as const, reason: '' };
  expect(await desk.call('form.offer', { dossierId })).toMatchObject({ forms: ['receipt', 'control', 'opinion'], printers: { system: [{ name: 'office', label: 'office' }] } });
  const page = await desk.call('form.preview', { ...asked, page: 0 });
  expect([Buffer.from(page.png, 'base64').subarray(1, 4).toString('latin1'), page.copyNumber, page.template]).toEqual(['PNG', 1, 'shipped']);
  const printed = async (): Promise<number> => {
    const { print } = await desk.call('form.print', { ...change(), ...asked, printer: PRINTER });
    expect(print.state).toBe('queued');
    await desk.until('the printer', async () => ((await desk.call('dossier.read', { dossierId })).dossier.receipt?.state === 'printed' ? true : null));
    return handedOver();
  };
  expect(await printed()).toBe(1);
  const pdf = readFileSync(path.join(bin, 'printed.pdf'), 'latin1');
  expect([pdf.startsWith('%PDF-'), /\/MediaBox\s*\[0 0 (419|420)(\.\d+)? 595(\.\d+)?\]/.test(pdf)]).toEqual([true, true]);
  const { base64 } = await desk.call('form.pdf', { ...asked, from: 0 });
  // The same words but for the band that says it is a reprint.
  expect((await desk.call('form.preview', { ...asked, page: 0 })).copyNumber).toBe(2);
  expect(Buffer.from(base64, 'base64').toString('latin1') === pdf).toBe(false);
  expect(await printed()).toBe(2);
  expect(readFileSync(path.join(bin, 'printed.pdf'), 'latin1')).toBe(Buffer.from(base64, 'base64').toString('latin1'));
}, 240_000);

it('a station that dies while its form is at the printer does not know what became of it, prints nothing by itself, and the next one says that it is a reprint', async () => {
  const { desk, dossierId } = await opened();
  sticks();
  const asked = { ...change(), dossierId, form: 'receipt' as const, reason: '', printer: PRINTER };
  await desk.call('form.print', asked);
  const receipt = async () => (await desk.call('dossier.read', { dossierId })).dossier.receipt;
  await desk.until('the job handed over', async () => (handedOver() === 1 && (await receipt())?.state === 'printing' ? true : null));
  await machine.killStation();
  expect(await desk.until('the station', receipt)).toMatchObject({ state: 'unknown', code: 'printer.interrupted' });
  // The window asks again what it never heard the end of: it is one paper.
  await desk.call('form.print', asked);
  takes();
  expect((await desk.call('form.preview', { dossierId, form: 'receipt', reason: '', page: 0 })).copyNumber).toBe(2);
  await desk.call('form.print', { ...asked, ...change() });
  await desk.until('the paper a person asked for', async () => ((await receipt())?.state === 'printed' ? true : null));
  expect([handedOver(), readFileSync(path.join(bin, 'printed.pdf'), 'latin1').startsWith('%PDF-')]).toEqual([2, true]);
}, 240_000);

it('a station that dies twice over a form with a number has drawn one number, and the next form has the next', async () => {
  const { desk, dossierId } = await opened();
  sticks();
  await desk.call('dossier.move', { ...change(), dossierId, to: 4, reason: '' });
  const ask = { ...change(), dossierId, to: 5 as const, reason: 'Tờ khai chưa có chữ ký' };
  const [moved] = await Promise.allSettled([desk.call('dossier.move', ask), machine.killStation()]);
  // Whether the answer came or not: the same request is the same step, under the same number.
  await desk.until('the station', async () => await desk.call('dossier.move', ask));
  expect(moved.status).toBe('fulfilled');
  const asked = { ...change(), dossierId, form: 'supplement' as const, reason: '', printer: PRINTER };
  await desk.call('form.print', asked);
  await desk.until('the job handed over', async () => (handedOver() === 1 ? true : null));
  await machine.killStation();
  takes();
  await desk.until('the station', async () => await desk.call('form.print', asked));
  await desk.call('form.print', { ...asked, ...change() });
  const admin = await machine.open('admin');
  expect((await admin.call('numbers.read', {})).forms).toMatchObject([{ form: 'supplement', last: 1, used: 1, unused: [] }]);
}, 240_000);

it('a form that waited behind another one when the station died was saved, and comes once by itself', async () => {
  const { desk, dossierId } = await opened();
  sticks();
  const asked = { dossierId, reason: '', printer: PRINTER };
  const first = await desk.call('form.print', { ...change(), ...asked, form: 'receipt' });
  await desk.until('the job handed over', async () => (handedOver() === 1 ? true : null));
  const waiting = { ...change(), ...asked, form: 'control' as const };
  const { print } = await desk.call('form.print', waiting);
  expect(print.state).toBe('queued');
  takes();
  await machine.killStation();
  await desk.until('the paper that waited', async () => (existsSync(path.join(bin, 'printed.pdf')) && handedOver() === 2 ? true : null));
  // The same request is the same paper, and the one that nobody knows of stays with a person.
  expect((await desk.call('form.print', waiting)).print).toMatchObject({ printJobId: print.printJobId });
  // There is no printer of tickets here, so the number of the citizen stands in the same list.
  const owed = async () => (await desk.call('print.list', {})).jobs.flatMap(({ printJobId, what, state, code }) => (what === 'ticket' ? [] : [{ printJobId, state, code }]));
  await expect.poll(owed, { timeout: 60_000 }).toEqual([{ printJobId: first.print.printJobId, state: 'unknown', code: 'printer.interrupted' }]);
  expect(handedOver()).toBe(2);
}, 240_000);
