// Care of the data: a copy on demand, the past in sentences, numbers nobody knows, and a rebuild only after a person has said so.

import { afterEach, expect, test } from 'vitest';
import { emptyOutbox, goodHealth } from '../../../../tests/gallery/desk/example-model.ts';
import { examplePoint } from '../../../../tests/gallery/desk/example-point.ts';
import { badNumbers, exampleBackups, longHistory } from '../../../../tests/gallery/desk/example-store.ts';
import { endless, refusal, scriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import type { ScriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import { stage } from '../../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../../tests/fakes/stage.tsx';
import { AdminScreen } from '../admin-screen.tsx';
import { rangeWords } from './store-past.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

function station(): ScriptedClient {
  return scriptedClient({
    'health.read': () => goodHealth, 'outbox.read': () => emptyOutbox, 'print.list': () => ({ jobs: [] }), 'dossier.list': () => ({ dossiers: [] }), 'dead-letter.list': () => ({ letters: [] }), 'notice.list': () => ({ notices: [] }),
    'backup.list': () => ({ backups: [...exampleBackups] }), 'store.history': () => longHistory, 'numbers.read': () => badNumbers,
  });
}
async function data(client: ScriptedClient): Promise<Stage> {
  open = await stage(<AdminScreen point={examplePoint('admin')} />, { client });
  await open.press('Dữ liệu');
  return open;
}

test('the newest copy stands first, with where it lies and how far it reaches', async () => {
  const screen = await data(station());
  const rows = [...screen.root.querySelectorAll('[aria-label="Bản sao lưu"] tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent));
  expect(rows[0]).toEqual(['08:00', 'Hằng giờ', 'Ổ đĩa khác', '4.100', '4,1 MB']);
  expect(rows.at(-1)?.slice(1, 3)).toEqual(['Trước khi nâng cấp', 'Cùng ổ đĩa']);
});

test('a copy is made now under one request id, however often its outcome was not known', async () => {
  const client = station();
  const screen = await data(client);
  client.answer({ 'backup.make': () => { throw refusal('station.unreachable'); } });
  await screen.press('Sao lưu ngay');
  expect(screen.words()).toContain('Chưa liên lạc được');
  client.answer({ 'backup.make': () => ({ backups: exampleBackups.slice(0, 1) }) });
  await screen.press('Sao lưu ngay');
  expect(new Set(client.inputsOf('backup.make').map(({ requestId }) => requestId)).size).toBe(1);
  expect(screen.root.querySelectorAll('[aria-label="Bản sao lưu"] tbody tr')).toHaveLength(1);
});

test('the past says what is missing by its ranges, and numbers that nobody knows stand by name', async () => {
  const screen = await data(station());
  for (const words of ['bản sao có đến việc số 3950, trước đó máy đã làm đến việc số 4010.', 'Đã lấy lại từ Thành phố 56 việc.', 'Còn thiếu 4 việc, số 3987–3989, 4010.']) expect(screen.words()).toContain(words);
  expect(screen.words()).toContain('A014, A015, H26.149-261124-0007');
  expect(screen.words()).toContain('128–227, 229');
  expect(screen.find('[role="tab"][aria-selected="true"] .tab-count').textContent).toBe('4');
  expect([rangeWords([{ from: 1, to: 1 }]), rangeWords([])]).toEqual(['1', '']);
});

test('a rebuild is asked about first, cannot be asked twice, and says which rows were wrong', async () => {
  const client = station();
  const screen = await data(client);
  await screen.press(/^Dựng lại$/u);
  expect(client.inputsOf('store.rebuild')).toEqual([]);
  await screen.press('Để sau');
  expect(screen.root.querySelector('dialog')).toBeNull();
  let answer = (): void => undefined;
  client.answer({ 'store.rebuild': () => new Promise((resolve) => { answer = () => resolve({ events: 4_112, tables: [{ table: 'ticket', rows: 20, differed: 2 }, { table: 'strange', rows: 1, differed: 1 }, { table: 'dossier', rows: 9, differed: 0 }] }); }) });
  await screen.press(/^Dựng lại$/u);
  await screen.press(screen.find('dialog .dialog-actions button:last-child'));
  expect(screen.button('Đang đọc nhật ký…').disabled).toBe(true);
  answer();
  await screen.settle();
  expect(screen.words()).toContain('Đã đọc 4.112 việc trong nhật ký và sửa các dòng sai: số thứ tự: 2; strange: 1.');
  expect(client.inputsOf('store.rebuild')).toHaveLength(1);
});

test('a list that cannot be read leaves the others as they are', async () => {
  const client = station();
  client.answer({ 'backup.list': () => { throw refusal('internal'); }, 'numbers.read': endless });
  const screen = await data(client);
  expect(screen.words()).toContain('Chưa đọc được');
  expect(screen.words()).toContain('Còn thiếu 4 việc');
  expect(screen.words()).toContain('Đang đọc…');
});
