// Values that lost against the city: shown beside the value that holds, until an officer has decided.

import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { CounterId } from '../../../shared/base/ids.ts';
import { exampleNotices } from '../../../tests/gallery/desk/example-care.ts';
import { emptyOutbox, goodHealth } from '../../../tests/gallery/desk/example-model.ts';
import { exampleDossier, examplePoint } from '../../../tests/gallery/desk/example-point.ts';
import { refusal, scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import type { ScriptedClient } from '../../../tests/fakes/scripted-client.ts';
import { scriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { AdminScreen } from '../../screens/admin/admin-screen.tsx';
import { CounterScreen } from '../../screens/counter/counter-screen.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

async function outbox(): Promise<readonly [Stage, ScriptedClient]> {
  const client = scriptedClient({
    'health.read': () => goodHealth, 'outbox.read': () => emptyOutbox, 'print.list': () => ({ jobs: [] }), 'dossier.list': () => ({ dossiers: [] }), 'dead-letter.list': () => ({ letters: [] }), 'backup.list': () => ({ backups: [] }),
    'notice.list': () => ({ notices: [...exampleNotices] }),
  });
  open = await stage(<AdminScreen point={examplePoint('admin')} />, { client });
  await open.press('Hàng chờ gửi');
  return [open, client];
}

test('both values stand side by side in words, and only what the point may propose can be proposed', async () => {
  const [screen] = await outbox();
  const rows = [...screen.root.querySelectorAll('.letter')];
  expect(rows.map((row) => [...row.querySelectorAll('dd')].map((value) => value.textContent))).toEqual([
    ['NGUYỄN VĂN ĐỨC', 'NGUYỄN VĂN ĐỰC'], ['(để trống)', '09/03/1985'], ['H26.149-261124-0051', 'H26.149-261124-0012'], ['Cần bổ sung giấy tờ', 'Đã có kết quả, mời đến nhận'], ['08:40 ngày 26/11/2026', 'Chưa xác định'], ['1.000894', '1.001193'], ['H26.149-261124-0007', 'H26.149-261124-0012'],
  ]);
  expect(rows.map((row) => [...row.querySelectorAll('button')].map((button) => button.textContent))).toEqual([
    ['Giữ theo Thành phố', 'Đề nghị theo quầy'], ['Giữ theo Thành phố', 'Đề nghị theo quầy'], ['Đã in lại giấy'], ['Giữ theo Thành phố', 'Đề nghị theo quầy'], ['Giữ theo Thành phố', 'Đề nghị theo quầy'], ['Đã xem'], ['Đã làm rõ'],
  ]);
  expect(screen.find('[role="tab"][aria-selected="true"] .tab-count').textContent).toBe('7');
});

test('values of people are asked for only while their list is looked at', async () => {
  const [screen, client] = await outbox();
  expect(client.inputsOf('notice.list').map(({ values }) => values)).toEqual([false, true]);
  await screen.press('In ấn');
  await act(async () => client.emit('dossiers.changed', {}));
  await screen.settle();
  expect(client.inputsOf('notice.list').at(-1)).toEqual({ values: false });
});

test('a value that was not asked for is not taken for an empty one', async () => {
  const [screen, client] = await outbox();
  client.answer({ 'notice.list': () => ({ notices: exampleNotices.slice(0, 2).map((notice) => ({ ...notice, kept: null, lost: null })) }) });
  await act(async () => client.emit('dossiers.changed', {}));
  await screen.settle();
  expect([...screen.root.querySelectorAll('.letter dd')].map((value) => value.textContent)).toEqual(['…', '…', '…', '…']);
});

test('a decision is sent once, said, and takes the row away', async () => {
  const [screen, client] = await outbox();
  client.answer({ 'notice.settle': ({ noticeId }) => ({ notices: exampleNotices.filter((notice) => notice.noticeId !== noticeId) }) });
  await screen.press('Đề nghị theo quầy: Họ và tên');
  expect(client.inputsOf('notice.settle')).toMatchObject([{ noticeId: 1, decision: 'propose-mine' }]);
  expect(screen.words()).toContain('Đã gửi đề nghị của quầy cho hồ sơ H26.149-261124-0001.');
  expect(screen.words()).not.toContain('NGUYỄN VĂN ĐỰC');
  await screen.press('Đã in lại giấy');
  expect(client.inputsOf('notice.settle')[1]).toMatchObject({ noticeId: 3, decision: 'keep-city' });
  expect(screen.words()).toContain('Nội dung của Thành phố được giữ.');
  // Of two codes the one known here stays.
  await screen.press('Đã làm rõ');
  expect(screen.words()).toContain('Mã ghi tại điểm vẫn được giữ nguyên.');
  expect(screen.words()).not.toContain('Nội dung của Thành phố được giữ.');
});

test('a refused decision stands beside its own row, and the row stays', async () => {
  const [screen, client] = await outbox();
  client.answer({ 'notice.settle': () => { throw refusal('notice.not-found'); } });
  await screen.press('Giữ theo Thành phố: Trạng thái');
  expect([...screen.root.querySelectorAll('.letter')].map((row) => row.textContent.includes('Thông báo này không còn'))).toEqual([false, false, false, true, false, false, false]);
});

test('a counter sees what it wrote, and what concerns its own dossiers or one that it does not know', async () => {
  const desk = scriptedDesk({ dossiers: [exampleDossier(3, { counterId: 3 as CounterId })] });
  desk.client.answer({ 'notice.list': () => ({ notices: [...exampleNotices] }) });
  const screen = (open = await stage(<CounterScreen point={examplePoint('counter')} />, { client: desk.client }));
  expect(screen.words()).toContain('5 chỗ Thành phố ghi khác với quầy.');
  desk.state.dossiers = [];
  await act(async () => desk.client.emit('dossiers.changed', {}));
  await screen.settle();
  expect(screen.words()).toContain('6 chỗ Thành phố ghi khác với quầy.');
  await screen.press('Xem và xử lý');
  expect(screen.root.querySelectorAll('.letter')).toHaveLength(6);
});
