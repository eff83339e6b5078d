// What the officer sees and what is sent when the station refuses, does not answer, or something arrives in between.

import { act } from 'react';
import { afterEach, describe, expect, test } from 'vitest';
import { scriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import type { ScriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { checkedVisit, COUNTER, examplePerson, examplePoint, servingDesk } from '../../../tests/gallery/desk/example-point.ts';
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
/** Something happens at the station, and the window hears of it. */
async function then(screen: Stage, happens: () => void): Promise<void> {
  await act(async () => happens());
  await screen.settle();
}
/** Somebody is served, and all that is required lies there. */
function ready(): ScriptedDesk {
  return scriptedDesk({ desk: servingDesk, visit: checkedVisit({ 'to-khai': [1, 0], 'giay-chung-sinh': [1, 0] }) });
}
const banner = (screen: Stage): string => screen.root.querySelector('.counter-lost')?.textContent ?? '';

describe('a station that does not answer', () => {
  test('opening is not known, is said in the banner, and is repeated under the same request id', async () => {
    const desk = ready();
    const screen = await counter(desk);
    desk.failNext('dossier.open', 'station.unreachable');
    await screen.key('F12');
    expect(banner(screen)).toContain('Chưa xác nhận: «Tiếp nhận hồ sơ»');
    await screen.press('Thử lại');
    const [first, second] = desk.client.inputsOf('dossier.open').map(({ requestId }) => requestId);
    expect(second).toBe(first);
    expect(banner(screen)).toBe('');
    expect(screen.words()).toContain('Đã tiếp nhận hồ sơ');
    expect(desk.client.inputsOf('receipt.print')).toHaveLength(1);
  });

  test('pressing the key again is the same intent, and no second press goes out while the first is under way', async () => {
    const desk = ready();
    const screen = await counter(desk);
    desk.failNext('dossier.open', 'station.unreachable');
    await screen.key('F12');
    desk.failNext('dossier.open', 'endless');
    await screen.key('F12');
    await screen.key('F12');
    const ids = desk.client.inputsOf('dossier.open').map(({ requestId }) => requestId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(screen.button('Tiếp nhận và in giấy hẹn').disabled).toBe(true);
  });

  test('a call that was not confirmed is not repeated once the queue has moved on', async () => {
    const desk = scriptedDesk();
    const screen = await counter(desk);
    desk.failNext('queue.next', 'station.unreachable');
    await screen.key('F2');
    // It had taken effect all the same: the desk says so.
    desk.state.desk = servingDesk;
    await then(screen, () => desk.client.emit('queue.changed', {}));
    expect(banner(screen)).toBe('');
    await screen.key('F9');
    await screen.key('F2');
    const ids = desk.client.inputsOf('queue.next').map(({ requestId }) => requestId);
    expect(new Set(ids).size).toBe(2);
  });

  test('a lost station is told with the age of what stands on the screen, and all is read again when it is back', async () => {
    const desk = ready();
    const screen = await counter(desk);
    desk.failNext('desk.read', 'station.unreachable');
    await then(screen, () => {
      desk.client.connect('connecting', 0);
      desk.client.emit('queue.changed', {});
    });
    expect(banner(screen)).toContain('Mất kết nối với trạm làm việc từ');
    expect(banner(screen)).toContain('vẫn được giữ');
    expect(screen.words()).toContain('A012');
    const readBefore = desk.client.inputsOf('visit.read').length;
    await then(screen, () => desk.client.connect('open', 0));
    expect(banner(screen)).toBe('');
    expect(desk.client.inputsOf('visit.read').length).toBeGreaterThan(readBefore);
  });

  test('a receipt that was not queued leaves the dossier opened and can be asked for again', async () => {
    const desk = ready();
    const screen = await counter(desk);
    desk.failNext('receipt.print', 'store.disk-full');
    await screen.key('F12');
    expect(screen.words()).toContain('Đã tiếp nhận hồ sơ');
    expect(screen.words()).toContain('Ổ đĩa đã đầy');
    await screen.press('In giấy hẹn');
    expect(desk.client.inputsOf('dossier.open')).toHaveLength(1);
    expect(screen.words()).toContain('Đang in giấy hẹn');
  });
});

describe('a refusal stands where the officer looks', () => {
  test('a torn card, with what to do, in the step of the person', async () => {
    const desk = scriptedDesk();
    const screen = await counter(desk);
    await screen.key('F2');
    if (desk.state.visit !== null) desk.state.visit = { ...desk.state.visit, readerRefusal: { code: 'card.torn', at: desk.state.visit.startedAt } };
    await then(screen, () => desk.tellVisit());
    expect(screen.find('.person').textContent).toContain('Mã trên thẻ đọc bị thiếu');
    await then(screen, () => desk.readCard(examplePerson));
    expect(screen.words()).not.toContain('Mã trên thẻ đọc bị thiếu');
  });

  test('a card without a visit, where nobody stands', async () => {
    const desk = scriptedDesk();
    const screen = await counter(desk);
    await then(screen, () => desk.client.emit('reader.refused', { counterId: COUNTER, code: 'card.no-visit' }));
    expect(screen.find('.visit-none').textContent).toContain('Chưa gọi ai đến quầy');
  });

  test('a key of the keypad that did nothing, below the keys of the screen', async () => {
    const desk = scriptedDesk();
    const screen = await counter(desk);
    await then(screen, () => desk.client.emit('keypad.pressed', { counterId: COUNTER, asks: null, code: 'queue.empty', params: {} }));
    expect(screen.find('.desk-keys').textContent).toContain('Hiện không có ai chờ.');
    await screen.key('F2');
    expect(screen.find('.desk-keys').textContent).not.toContain('Hiện không có ai chờ.');
  });

  test('a key of the keypad that would throw away what was entered is asked about here', async () => {
    const desk = ready();
    const screen = await counter(desk);
    await then(screen, () => desk.client.emit('keypad.pressed', { counterId: COUNTER, asks: 'finish', code: null, params: {} }));
    expect(desk.client.inputsOf('ticket.finish')).toEqual([]);
    expect(screen.find('[role=dialog], dialog').textContent).toContain('bỏ thông tin');
  });

  test('doubts about a card beside their own fields', async () => {
    const desk = scriptedDesk();
    const screen = await counter(desk);
    await screen.key('F2');
    await then(screen, () => desk.readCard(examplePerson, ['id-sex', 'id-province']));
    expect(screen.find('[data-field="sex"]').textContent).toContain('không khớp với giới tính');
    expect(screen.find('[data-field="idNumber"]').textContent).toContain('mã tỉnh');
  });

  test('a jam beside the paper that was being scanned', async () => {
    const desk = ready();
    const screen = await counter(desk);
    await screen.key('F8');
    await then(screen, () => {
      desk.pageArrives();
      desk.endScan('scanner.jam');
    });
    expect(screen.find('.paper[data-focused="true"]').textContent).toContain('Máy quét bị kẹt giấy');
    expect(screen.find('.paper[data-focused="true"]').textContent).toContain('Đã giữ 1 trang');
  });

  test('a scanner that is not there beside the paper, before any scan began', async () => {
    const desk = ready();
    const screen = await counter(desk);
    desk.failNext('visit.scan', 'scanner.absent');
    await screen.key('F8');
    expect(screen.find('.paper[data-focused="true"]').textContent).toContain('Không thấy máy quét');
  });

  test('a count that could not be saved stays as typed, holds the dossier back, and is saved again', async () => {
    const desk = ready();
    const screen = await counter(desk);
    desk.failNext('visit.check-paper', 'store.disk-full');
    await screen.key('+', { on: screen.find('[aria-label="Bản sao: Giấy chứng nhận kết hôn của cha, mẹ"][role="spinbutton"]') });
    expect(screen.find('.paper[data-state="enough"] .notice').textContent).toContain('Chưa lưu được số bản');
    expect(screen.button('Tiếp nhận và in giấy hẹn').disabled).toBe(true);
    await screen.press(screen.find('.paper .notice button'));
    expect(new Set(desk.client.inputsOf('visit.check-paper').map(({ requestId }) => requestId)).size).toBe(1);
    expect(screen.button('Tiếp nhận và in giấy hẹn').disabled).toBe(false);
  });

  test('the queue’s own refusals below its keys', async () => {
    const desk = scriptedDesk();
    const screen = await counter(desk);
    desk.failNext('queue.next', 'counter.paused');
    await screen.key('F2');
    expect(screen.find('.desk-keys').textContent).toContain('Quầy đang tạm dừng. Mở lại quầy');
  });
});

describe('what arrives in between', () => {
  test('a card read while the officer types shows both and overwrites nothing', async () => {
    const desk = scriptedDesk();
    const screen = await counter(desk);
    await screen.key('F2');
    await screen.press('Nhập bằng tay');
    const name = screen.find<HTMLInputElement>('.person-wide input');
    await screen.type(name, 'LÊ THỊ MẪU');
    await then(screen, () => desk.readCard(examplePerson));
    expect(screen.find<HTMLInputElement>('.person-wide input').value).toBe('LÊ THỊ MẪU');
    expect(screen.words()).toContain(`Vừa đọc được thẻ của ${examplePerson.fullName}`);
    await screen.press('Dùng thông tin thẻ');
    expect(screen.find('.person-name').textContent).toContain(examplePerson.fullName);
    expect(desk.client.inputsOf('visit.set-person')).toHaveLength(0);
  });

  test('quick counts are all kept, though each waits for the one before', async () => {
    const desk = ready();
    const screen = await counter(desk);
    const field = (): HTMLElement => screen.find('[aria-label="Bản sao: Giấy chứng nhận kết hôn của cha, mẹ"][role="spinbutton"]');
    const release = desk.holdNext('visit.check-paper');
    await screen.key('+', { on: field() });
    await screen.key('+', { on: field() });
    await screen.key('+', { on: field() });
    expect(desk.client.inputsOf('visit.check-paper').map(({ copies }) => copies)).toEqual([1]);
    await then(screen, release);
    expect(desk.client.inputsOf('visit.check-paper').map(({ copies }) => copies)).toEqual([1, 3]);
    expect(desk.state.visit?.papers[2]?.copies).toBe(3);
  });

  test('a phone number is saved with the person when the officer agrees', async () => {
    const desk = scriptedDesk();
    const screen = await counter(desk);
    await screen.key('F2');
    await then(screen, () => desk.readCard(examplePerson));
    await screen.type(screen.find<HTMLInputElement>('.person-phone input'), '0912 000 001');
    await screen.press('Đúng, tiếp tục');
    expect(desk.client.inputsOf('visit.set-person').map(({ person }) => person)).toEqual([{ ...examplePerson, phone: '0912 000 001' }]);
    expect(screen.root.querySelector('[role="combobox"]')).not.toBeNull();
  });
});
