// What keeps a turn from being lost or opened in the wrong name: another card, words not saved, doubts, a hasty key.

import { act } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { scriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import type { ScriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { checkedVisit, examplePerson, examplePoint, servingDesk } from '../../../tests/gallery/desk/example-point.ts';
import { CounterScreen } from './counter-screen.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

async function counter(desk: ScriptedDesk): Promise<Stage> {
  open = await stage(<CounterScreen point={examplePoint('counter')} />, { client: desk.client });
  return open;
}
async function then(screen: Stage, happens: () => void): Promise<void> {
  await act(async () => happens());
  await screen.settle();
}
/** Somebody is served, and a name is typed that nobody has saved. */
async function typing(desk: ScriptedDesk): Promise<Stage> {
  const screen = await counter(desk);
  await screen.key('F2');
  await screen.press('Nhập bằng tay');
  await screen.type(screen.find<HTMLInputElement>('.person-wide input'), 'LÊ THỊ MẪU');
  return screen;
}
const ready = (): ScriptedDesk => scriptedDesk({ desk: servingDesk, visit: checkedVisit({ 'to-khai': [1, 0], 'giay-chung-sinh': [1, 0] }) });
const stranger = { ...examplePerson, idNumber: '001085000013', fullName: 'LÊ QUANG HUY' };

describe('a second card', () => {
  test('opens the person’s step again, and F12 opens nothing until the officer has agreed', async () => {
    const desk = ready();
    const screen = await counter(desk);
    await then(screen, () => desk.readCard(stranger));
    expect(screen.words()).toContain('Xem lại người nộp: vừa đọc thẻ của LÊ QUANG HUY');
    expect(screen.find('.step[data-open="true"]').dataset['number']).toBe('1');
    expect(document.activeElement?.tagName).not.toBe('BUTTON');
    await screen.key('F12');
    expect(desk.client.inputsOf('dossier.open')).toHaveLength(0);
    expect(screen.words()).toContain('Còn thiếu: Xem lại người nộp');
    await screen.press('Đúng, tiếp tục');
    await screen.key('F12');
    expect(desk.client.inputsOf('dossier.open')).toHaveLength(1);
  });

  test('of the same person changes nothing', async () => {
    const desk = ready();
    const screen = await counter(desk);
    await then(screen, () => desk.readCard(desk.state.visit?.person ?? stranger));
    await screen.key('F12');
    expect(desk.client.inputsOf('dossier.open')).toHaveLength(1);
  });
});

describe('words that are not saved', () => {
  test.each([['F9', 'ticket.finish'], ['F4', 'ticket.skip']] as const)('%s asks before they go', async (key, command) => {
    const desk = scriptedDesk();
    const screen = await typing(desk);
    await screen.key(key);
    expect(screen.words()).toContain('Hồ sơ của A012 chưa được tiếp nhận');
    expect(desk.client.inputsOf(command)).toHaveLength(0);
  });

  test('F6 says that they must be saved first, also from the question', async () => {
    const desk = scriptedDesk();
    const screen = await typing(desk);
    await screen.key('F6');
    expect(screen.words()).toContain('Lưu phần đang sửa của người nộp trước khi tạm giữ');
    expect(screen.root.querySelector('dialog')).toBeNull();
    await screen.key('F9');
    await screen.press(screen.find('.dialog-actions button:nth-child(2)'));
    expect(screen.root.querySelector('dialog')).toBeNull();
    expect(screen.find<HTMLInputElement>('.person-wide input').value).toBe('LÊ THỊ MẪU');
  });

  test('F7 warns of them', async () => {
    const screen = await typing(scriptedDesk());
    await screen.key('F7');
    expect(screen.words()).toContain('Bỏ thông tin và chuyển');
  });
});

test('passing on has nothing chosen, and can only be done once something is', async () => {
  const desk = scriptedDesk();
  const screen = await counter(desk);
  await screen.key('F2');
  await screen.key('F7');
  const confirm = (): HTMLButtonElement => screen.find('.dialog-actions button:last-child');
  expect(screen.root.querySelectorAll('.choice input:checked')).toHaveLength(0);
  expect(confirm().disabled).toBe(true);
  await screen.press(screen.find('.choice input'));
  expect([confirm().disabled, confirm().textContent]).toEqual([false, 'ChuyểnEnter']);
});

test('a typed number with a doubt is asked about once, beside it, and keeps its mark once it is left so', async () => {
  const screen = await typing(scriptedDesk());
  await screen.type(screen.find<HTMLInputElement>('.person-fields .field:nth-child(2) input'), '999185000012');
  await screen.press(screen.find('.person-foot [type="submit"]'));
  expect(screen.find('.person-fields .field:nth-child(2)').textContent).toContain('Ba số đầu');
  await screen.press(screen.find('.person-foot [type="submit"]'));
  expect(screen.find('.step[data-open="true"]').dataset['number']).toBe('2');
  expect(screen.find('.step[data-number="1"]').textContent).toContain('Có chỗ cần đối chiếu');
});

test('a number that no card has is refused beside its field with what to do, and what was typed stays', async () => {
  const desk = scriptedDesk();
  const screen = await typing(desk);
  const number = screen.find<HTMLInputElement>('.person-fields .field:nth-child(2) input');
  await screen.type(number, '00118500001');
  await screen.press(screen.find('.person-foot [type="submit"]'));
  expect(number.closest('.field')?.textContent).toContain('Đối chiếu với thẻ và nhập lại');
  expect([number.value, desk.client.inputsOf('visit.set-person')]).toEqual(['00118500001', []]);
});

test('F12 with something missing says what, and puts the keyboard there', async () => {
  const desk = scriptedDesk({ desk: servingDesk, visit: checkedVisit({ 'to-khai': [1, 0] }) });
  const screen = await counter(desk);
  await screen.key('1', { altKey: true });
  await screen.key('F12');
  expect(screen.words()).toContain('Còn thiếu: ');
  await vi.waitFor(() => expect(document.activeElement?.closest('.paper')?.getAttribute('data-state')).toBe('missing'));
});

test('after a call the keyboard is where the person is typed, and after the turn on the next call', async () => {
  const screen = await counter(scriptedDesk());
  await screen.key('F2');
  expect(document.activeElement?.textContent).toContain('Nhập bằng tay');
  await screen.key('F9');
  expect(document.activeElement?.textContent).toContain('Gọi số tiếp theo');
});
