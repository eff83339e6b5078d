// What the city did not take, in the hands of a person: put right and sent again, given up with a reason, never gone by itself.

import { act } from 'react';
import { afterEach, describe, expect, test } from 'vitest';
import { must } from '../../../shared/base/must.ts';
import { exampleFields, exampleLetters } from '../../../tests/gallery/desk/example-care.ts';
import { emptyOutbox, goodHealth } from '../../../tests/gallery/desk/example-model.ts';
import { examplePoint, goodSync } from '../../../tests/gallery/desk/example-point.ts';
import { refusal, scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import type { ScriptedClient } from '../../../tests/fakes/scripted-client.ts';
import { scriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { AdminScreen } from '../../screens/admin/admin-screen.tsx';
import { CounterScreen } from '../../screens/counter/counter-screen.tsx';
import { fieldName, shownValue, storedValue, withoutHidden } from './field-words.ts';
import { textsOf } from '../texts/use-texts.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

const first = must(exampleLetters[0], 'the example has letters');

function station(): ScriptedClient {
  return scriptedClient({
    'health.read': () => goodHealth,
    'outbox.read': () => emptyOutbox,
    'print.list': () => ({ jobs: [] }),
    'dossier.list': () => ({ dossiers: [] }),
    'notice.list': () => ({ notices: [] }),
    'dead-letter.list': () => ({ letters: [...exampleLetters] }),
    'dead-letter.read': () => ({ letter: first, fields: [...exampleFields] }),
  });
}
async function outbox(client: ScriptedClient): Promise<Stage> {
  open = await stage(<AdminScreen point={examplePoint('admin')} />, { client });
  await open.press('Hàng chờ gửi');
  return open;
}
const field = (screen: Stage, label: string): HTMLInputElement => {
  const found = [...screen.root.querySelectorAll('dialog label')].find((one) => one.textContent === label);
  const input = found?.parentElement?.querySelector('input');
  return input ?? expect.fail(`a field called ${label}`);
};

describe('in the admin window', () => {
  test('each has its reason, what to do, whose it is, and only what may be done', async () => {
    const screen = await outbox(station());
    const rows = [...screen.root.querySelectorAll('.letter')];
    expect(rows.map((row) => [...row.querySelectorAll('button')].map((button) => button.textContent))).toEqual([
      ['Sửa và gửi lại', 'Rút mục này'], ['Rút mục này'], ['Sửa và gửi lại', 'Rút mục này'], [], ['Sửa và gửi lại', 'Rút mục này'],
    ]);
    expect(rows[0]?.textContent).toContain('Nội dung có mục Thành phố không đọc được.');
    expect(rows[0]?.textContent).toContain('Việc cần làm: Xem ô được đánh dấu, sửa lại cho đúng rồi gửi lại.');
    expect(rows[0]?.textContent).toContain('Quầy 1 · số 3973');
    expect(rows[1]?.textContent).toContain('Chờ mục số 3973');
    expect(rows[3]?.textContent).toContain('Chờ Thành phố nâng cấp');
    expect(rows[4]?.textContent).toContain('(mã dossier.lost-in-space)');
  });

  test('what is at fault comes first and marked; only what was changed is sent, in the shape of the log', async () => {
    const client = station();
    const screen = await outbox(client);
    await screen.press(`Sửa và gửi lại: Tiếp nhận hồ sơ ${first.label}`);
    expect(client.inputsOf('dead-letter.read')).toEqual([{ opId: first.opId }]);
    const fields = [...screen.root.querySelectorAll('dialog .field')];
    expect(fields[0]?.textContent).toContain('Họ và tênThành phố không nhận ô này');
    expect(fields.filter((one) => one.querySelector('[aria-invalid="true"]') !== null)).toHaveLength(1);
    expect([field(screen, 'Ngày sinh').value, field(screen, 'Thời điểm tiếp nhận').value]).toEqual(['24/11/1985', '24/11/2026 07:50']);
    expect(screen.button(/^Gửi lại$/u).disabled).toBe(true);
    await screen.type(field(screen, 'Họ và tên'), 'TRẦN THỊ ÁNH');
    await screen.type(field(screen, 'Thời điểm tiếp nhận'), '23/11/2026 09:00');
    client.answer({ 'dead-letter.resend': () => ({ letters: exampleLetters.slice(1) }) });
    await screen.press(/^Gửi lại$/u);
    expect(client.inputsOf('dead-letter.resend')).toMatchObject([{ opId: first.opId, changes: { 'applicant.fullName': 'TRẦN THỊ ÁNH', receivedAt: '2026-11-23 09:00' } }]);
    expect(screen.root.querySelector('dialog')).toBeNull();
    expect(screen.words()).toContain(`Đã gửi lại: ${first.label}.`);
    expect(screen.root.querySelectorAll('.letter')).toHaveLength(exampleLetters.length - 1);
  });

  test('a correction that the station refuses stays in front with its place marked, and its words are kept', async () => {
    const client = station();
    const screen = await outbox(client);
    await screen.press(`Sửa và gửi lại: Tiếp nhận hồ sơ ${first.label}`);
    client.answer({ 'dead-letter.resend': () => { throw refusal('dead-letter.invalid', { path: 'applicant.birthDate' }); } });
    await screen.type(field(screen, 'Ngày sinh'), '31/31/1985');
    await screen.press(/^Gửi lại$/u);
    expect(screen.words()).toContain('Ô này vẫn chưa đúng.');
    expect(field(screen, 'Ngày sinh').value).toBe('31/31/1985');
    expect(screen.root.querySelectorAll('.letter')).toHaveLength(exampleLetters.length);
  });

  test('a character that nobody can see is left out, which is a change, and is said', async () => {
    const client = station();
    client.answer({ 'dead-letter.read': () => ({ letter: first, fields: [{ path: 'applicant.fullName', value: 'TRẦN\u0007THỊ ÁNH', isAtFault: true }] }), 'dead-letter.resend': () => ({ letters: [] }) });
    const screen = await outbox(client);
    await screen.press(`Sửa và gửi lại: Tiếp nhận hồ sơ ${first.label}`);
    expect(screen.words()).toContain('Đã bỏ ký tự lạ không nhìn thấy được.');
    await screen.press(/^Gửi lại$/u);
    expect(client.inputsOf('dead-letter.resend')[0]?.changes).toEqual({ 'applicant.fullName': 'TRẦN THỊ ÁNH' });
  });

  test('withdrawing wants a reason, and is not done twice where its outcome is not known', async () => {
    const client = station();
    const screen = await outbox(client);
    await screen.press(`Rút mục này: Tiếp nhận hồ sơ ${first.label}`);
    expect(client.inputsOf('dead-letter.read')).toEqual([]);
    const confirm = (): HTMLButtonElement => screen.find('dialog .dialog-actions button:last-child');
    expect(confirm().disabled).toBe(true);
    await screen.type(field(screen, 'Lý do rút'), 'Mở nhầm');
    client.answer({ 'dead-letter.withdraw': () => { throw refusal('station.unreachable'); } });
    await screen.press(confirm());
    expect(screen.words()).toContain('Chưa liên lạc được');
    client.answer({ 'dead-letter.withdraw': () => ({ letters: exampleLetters.slice(2) }) });
    await screen.press(confirm());
    const asked = client.inputsOf('dead-letter.withdraw');
    expect([asked.length, new Set(asked.map(({ requestId }) => requestId)).size, asked[0]?.reason]).toEqual([2, 1, 'Mở nhầm']);
    expect(screen.words()).toContain(`Đã rút: ${first.label}.`);
  });

  test('one that somebody else has settled meanwhile is said to be gone, and the list is read again', async () => {
    const client = station();
    const screen = await outbox(client);
    client.answer({ 'dead-letter.read': () => { throw refusal('dead-letter.not-found'); }, 'dead-letter.list': () => ({ letters: [] }) });
    await screen.press(`Sửa và gửi lại: Tiếp nhận hồ sơ ${first.label}`);
    expect(screen.words()).toContain('Mục này không còn trong danh sách');
    await screen.press('Để sau');
    expect(screen.words()).not.toContain('Bị Thành phố trả lại');
  });
});

describe('in a counter window', () => {
  test('only its own are told, and Alt 5 opens them wherever the focus is', async () => {
    const desk = scriptedDesk();
    desk.client.answer({ 'dead-letter.list': () => ({ letters: [...exampleLetters] }), 'dead-letter.read': () => ({ letter: first, fields: [...exampleFields] }) });
    const screen = (open = await stage(<CounterScreen point={examplePoint('counter')} />, { client: desk.client }));
    expect(screen.words()).toContain('1 mục của quầy bị Thành phố trả lại.');
    await screen.key('5', { altKey: true, code: 'Digit5' });
    expect([...screen.root.querySelectorAll('.letter')].map((row) => row.textContent.includes('Quầy 1'))).toEqual([true, true]);
    await screen.press(`Sửa và gửi lại: Tiếp nhận hồ sơ ${first.label}`);
    await screen.key('F2');
    expect(desk.client.inputsOf('queue.next')).toEqual([]);
    await screen.press('Để sau');
    expect(screen.words()).toContain('Việc cần xử lý của quầy số 1');
  });

  test('a new one appears when the station tells of it', async () => {
    const desk = scriptedDesk();
    const screen = (open = await stage(<CounterScreen point={examplePoint('counter')} />, { client: desk.client }));
    expect(screen.words()).not.toContain('bị Thành phố trả lại.');
    expect(screen.root.querySelector('[aria-label="Việc cần xử lý"]')).toBeNull();
    desk.client.answer({ 'dead-letter.list': () => ({ letters: [first] }) });
    await act(async () => desk.client.emit('sync.changed', { ...goodSync, deadLetters: 1 }));
    await screen.settle();
    expect(screen.words()).toContain('1 mục của quầy bị Thành phố trả lại.');
  });
});

test('values are shown as officers write them and go back as they are stored', () => {
  const vi = textsOf('vi', () => undefined);
  for (const stored of ['1985-11-24', '2026-11-24 07:50', 'TRẦN', '', '2026-11-24 tối', '99']) expect(storedValue(shownValue(stored))).toBe(stored);
  expect([shownValue('2026-11-24 07:50'), shownValue('2026-13')]).toEqual(['24/11/2026 07:50', '2026-13']);
  expect(['applicant.fullName', 'fields.address.to', 'reason', 'colour'].map((place) => fieldName(place, vi))).toEqual(['Họ và tên', 'Nơi thường trú', 'Lý do', 'colour']);
  expect([withoutHidden('A\u0000B\ud800'), withoutHidden('A  B ')]).toEqual(['A B', 'A  B ']);
});
