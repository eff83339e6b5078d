// The access log: of the day at first, of other days when asked, and as a file that is itself an entry.

import { afterEach, expect, test, vi } from 'vitest';
import { emptyOutbox, goodHealth } from '../../../../tests/gallery/desk/example-model.ts';
import { examplePoint } from '../../../../tests/gallery/desk/example-point.ts';
import { exampleAccess, goodNumbers, plainHistory } from '../../../../tests/gallery/desk/example-store.ts';
import { refusal, scriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import type { ScriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import { stage } from '../../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../../tests/fakes/stage.tsx';
import { AdminScreen } from '../admin-screen.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
  vi.restoreAllMocks();
});

async function access(): Promise<readonly [Stage, ScriptedClient]> {
  const client = scriptedClient({
    'health.read': () => goodHealth, 'outbox.read': () => emptyOutbox, 'print.list': () => ({ jobs: [] }), 'dossier.list': () => ({ dossiers: [] }), 'dead-letter.list': () => ({ letters: [] }), 'notice.list': () => ({ notices: [] }),
    'backup.list': () => ({ backups: [] }), 'store.history': () => plainHistory, 'numbers.read': () => goodNumbers, 'access.list': () => exampleAccess,
  });
  open = await stage(<AdminScreen point={examplePoint('admin')} />, { client });
  await open.press('Nhật ký truy cập');
  return [open, client];
}
const days = (screen: Stage): readonly HTMLInputElement[] => [...screen.root.querySelectorAll<HTMLInputElement>('.access-days input')];

test('who, when, which dossier and what for, in words', async () => {
  const [screen, client] = await access();
  expect(client.inputsOf('access.list')[0]).toEqual({ from: '2026-11-24', to: '2026-11-24', dossierId: null });
  const rows = [...screen.root.querySelectorAll('tbody tr')].map((row) => [...row.children].slice(1).map((cell) => cell.textContent));
  expect(rows.at(-1)).toEqual(['Quầy 2', 'Nhiều hồ sơ', 'Tìm trong danh sách hồ sơ']);
  expect(rows.slice(0, 3)).toEqual([['Quản trị', 'Cả nhật ký', 'Xuất tệp'], ['Quầy 1', 'H26.149-261124-0002', 'Xem hồ sơ'], ['Quầy 3', 'H26.149-261124-0003', 'Sửa thông tin']]);
});

test('other days are asked for only when both are days, in order', async () => {
  const [screen, client] = await access();
  const [from, to] = days(screen);
  if (from === undefined || to === undefined) return expect.fail('there are two days');
  await screen.type(from, '31/02/2026');
  expect([screen.button(/^Xem$/u).disabled, screen.words().includes('Không có ngày này trong lịch.')]).toEqual([true, true]);
  await screen.type(from, '25/11/2026');
  expect([screen.button(/^Xem$/u).disabled, screen.words().includes('Phải từ «Từ ngày» trở đi.')]).toEqual([true, true]);
  await screen.type(from, '01/11/2026');
  client.answer({ 'access.list': () => ({ entries: [], total: 0 }) });
  await screen.press(/^Xem$/u);
  expect(client.inputsOf('access.list').at(-1)).toEqual({ from: '2026-11-01', to: '2026-11-24', dossierId: null });
  expect(screen.words()).toContain('Không có lần xem nào trong những ngày này.');
  expect(days(screen).map(({ value }) => value)).toEqual(['01/11/2026', '24/11/2026']);
});

test('the file is saved in the page under the name that the station gave, and a refusal is said', async () => {
  const [screen, client] = await access();
  const saved: { name: string; text: Promise<string> }[] = [];
  let text: Promise<string> = Promise.resolve('');
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    text = (blob as Blob).text();
    return 'blob:saved';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, text });
  });
  client.answer({ 'access.export': () => { throw refusal('access.too-many', { most: 50_000 }); } });
  await screen.press('Xuất tệp CSV');
  expect([saved.length, screen.words().includes('access.too-many')]).toEqual([0, true]);
  client.answer({ 'access.export': () => ({ name: 'truy-cap-2026-11-24.csv', text: 'lúc,ai' }) });
  await screen.press('Xuất tệp CSV');
  expect([saved.map(({ name }) => name), await saved[0]?.text, screen.words().includes('Đã tạo tệp truy-cap-2026-11-24.csv.')]).toEqual([['truy-cap-2026-11-24.csv'], 'lúc,ai', true]);
});
