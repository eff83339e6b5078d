// What a counter's reader does to its window: a receipt opens its dossier, and one in keyboard mode is kept out of the officer's fields and explained.

import { act } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { scriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import type { ScriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import { STAGE_NOW, stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { typeKeys } from '../../../tests/fakes/typing-reader.ts';
import { COUNTER, exampleDossier, examplePerson, examplePoint, exampleVisit, servingDesk } from '../../../tests/gallery/desk/example-point.ts';
import { exampleHandLine, exampleReturn } from '../../../tests/gallery/desk/example-hand.ts';
import { handScript } from '../../../tests/gallery/desk/hand-pictures.tsx';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import { CounterScreen } from './counter-screen.tsx';

const CARD = '001185000012|012345678|NGUYEN TH? HONG ANH|15031985|N?|THON DA CHAT|10052021';
const NAME = 'TRẦN THỊ';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

async function counter(desk: ScriptedDesk = scriptedDesk({ desk: servingDesk, visit: exampleVisit() })): Promise<Stage> {
  open = await stage(<CounterScreen point={examplePoint('counter')} />, { client: desk.client });
  return open;
}
/** The officer types a name by hand, with the cursor behind it. */
async function typingName(screen: Stage): Promise<HTMLInputElement> {
  await screen.press('Nhập bằng tay');
  const field = screen.find<HTMLInputElement>('form input');
  await screen.type(field, NAME);
  field.focus();
  return field;
}
const banner = (screen: Stage): string => screen.root.querySelector('.counter-lost')?.textContent ?? '';

describe('a reader in keyboard mode', () => {
  test('leaves the field as it was, presses nothing, and is explained until the officer has understood', async () => {
    const desk = scriptedDesk({ desk: servingDesk, visit: exampleVisit() });
    const screen = await counter(desk);
    const field = await typingName(screen);
    const before = desk.client.inputsOf('visit.set-person').length;
    expect(await typeKeys(CARD, 8)).toBe(12);
    expect([field.value, desk.client.inputsOf('visit.set-person').length]).toEqual([NAME, before]);
    expect(banner(screen)).toContain('Đầu đọc đang ở chế độ bàn phím');
    expect(banner(screen)).toContain('USB HID POS');
    expect(screen.words()).not.toContain('001185000012');
    await screen.press('Đã hiểu');
    expect(banner(screen)).toBe('');
  });

  test('is told by its pace: the same keys from a person go into the field, and nothing is said', async () => {
    const screen = await counter();
    const field = await typingName(screen);
    await typeKeys(CARD, 65);
    expect([field.value, banner(screen)]).toEqual([NAME + CARD, '']);
  });

  test('whose keys an input method wrote on by itself is wiped from the field when it has ended', async () => {
    const screen = await counter();
    const field = await typingName(screen);
    vi.useFakeTimers();
    try {
      await typeKeys(CARD, 8);
      await screen.type(field, `${NAME}ễ`);
      await act(async () => void vi.advanceTimersByTime(1_000));
      expect(field.value).toBe(NAME);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a receipt under the reader', () => {
  const { dossierId } = exampleDossier(12);

  test('opens its dossier, and another one after it', async () => {
    const desk = scriptedDesk({ desk: servingDesk, visit: exampleVisit() });
    const screen = await counter(desk);
    for (const _time of [1, 2]) {
      await act(async () => desk.client.emit('reader.dossier', { counterId: COUNTER, dossierId }));
      await screen.settle();
    }
    expect(desk.client.inputsOf('dossier.read').map((input) => input.dossierId)).toEqual([dossierId, dossierId]);
    expect(screen.root.querySelector('dialog')).not.toBeNull();
  });

  test('of another counter opens nothing', async () => {
    const desk = scriptedDesk({ desk: servingDesk, visit: exampleVisit() });
    const screen = await counter(desk);
    await act(async () => desk.client.emit('reader.dossier', { counterId: (COUNTER + 1) as typeof COUNTER, dossierId }));
    await screen.settle();
    expect(screen.root.querySelector('dialog')).toBeNull();
  });

  test('does not take the place of a dialog that is open, and says what to do', async () => {
    const desk = scriptedDesk({ desk: servingDesk, visit: exampleVisit() });
    const screen = await counter(desk);
    await screen.key('F6');
    await act(async () => desk.client.emit('reader.dossier', { counterId: COUNTER, dossierId }));
    await screen.settle();
    expect(desk.client.inputsOf('dossier.read')).toEqual([]);
    expect(banner(screen)).toContain('Đây là mã trên giấy hẹn');
  });
});

describe('what the reader works for', () => {
  const works = (desk: ScriptedDesk): readonly string[] => desk.client.inputsOf('reader.work-for').map(({ work }) => work);

  test('follows what is in front: the visit, a search, or nothing while another dialog is open', async () => {
    const desk = scriptedDesk({ desk: servingDesk, visit: exampleVisit() });
    desk.client.answer({ ...handScript });
    const screen = await counter(desk);
    // A window that vanished before may have left the reader to its search.
    expect(works(desk)).toEqual(['visit']);
    await screen.key('F6');
    await screen.press('Quay lại');
    await screen.key('F12', { shiftKey: true });
    await screen.press('Đóng');
    expect(works(desk)).toEqual(['visit', 'nothing', 'visit', 'search', 'visit']);
  });

  test('a card that was refused behind a dialog says so inside the dialog, and behind it until it was read again', async () => {
    const desk = scriptedDesk({ desk: servingDesk, visit: exampleVisit() });
    const screen = await counter(desk);
    await screen.key('F6');
    await act(async () => desk.client.emit('reader.refused', { counterId: COUNTER, code: 'card.in-front' }));
    await screen.settle();
    expect(screen.find('dialog').textContent).toContain('Thẻ vừa đọc chưa được dùng');
    await screen.press('Quay lại');
    expect(banner(screen)).toContain('Đóng cửa sổ đó rồi đặt thẻ lại');
    await act(async () => desk.readCard({ ...examplePerson, idNumber: '001085000021' }));
    await screen.settle();
    expect(banner(screen)).toBe('');
  });

  test('a card that was read for a search that is gone is told, and the station hears again whose the reader is', async () => {
    const desk = scriptedDesk({ desk: servingDesk, visit: exampleVisit() });
    const screen = await counter(desk);
    await act(async () => desk.client.emit('reader.searched', { counterId: COUNTER, idNumber: '001085000021' }));
    await screen.settle();
    expect([works(desk), banner(screen).includes('Thẻ vừa đọc chưa được dùng')]).toEqual([['visit', 'visit'], true]);
  });

  test('another counter’s card says nothing here', async () => {
    const desk = scriptedDesk({ desk: servingDesk, visit: exampleVisit() });
    const screen = await counter(desk);
    await screen.key('F6');
    await act(async () => desk.client.emit('reader.refused', { counterId: (COUNTER + 1) as typeof COUNTER, code: 'card.in-front' }));
    await screen.settle();
    expect(screen.find('dialog').textContent).not.toContain('Thẻ vừa đọc');
  });
});

describe('a card at the desk of hand-over and results', () => {
  const CARD_NUMBER = '001085000021';
  const read = async (screen: Stage, desk: ScriptedDesk): Promise<void> => {
    await act(async () => desk.client.emit('reader.searched', { counterId: COUNTER, idNumber: CARD_NUMBER }));
    await screen.settle();
  };
  async function atDesk(key: 'F11' | 'F12'): Promise<readonly [Stage, ScriptedDesk]> {
    const desk = scriptedDesk({ desk: servingDesk, visit: exampleVisit() });
    desk.client.answer({ ...handScript, 'result.find': () => ({ found: [exampleHandLine(5)], more: 0 }) });
    const screen = await counter(desk);
    await screen.key(key, { shiftKey: true });
    return [screen, desk];
  }
  const shown = (screen: Stage): HTMLInputElement => {
    const label = [...screen.root.querySelectorAll('label')].find(({ textContent }) => textContent.includes('Số trên giấy tờ'));
    return screen.find<HTMLInputElement>(`[id="${must(label, 'the number that is shown has a field').htmlFor}"]`);
  };

  test('is looked for among the results, once; the one that is found comes to the front, and the card laid down again is who takes it', async () => {
    const [screen, desk] = await atDesk('F12');
    await read(screen, desk);
    expect([desk.client.inputsOf('result.find'), desk.client.inputsOf('result.read').length]).toEqual([[{ text: CARD_NUMBER }], 1]);
    await read(screen, desk);
    expect([shown(screen).value, desk.client.inputsOf('result.find').length, desk.client.inputsOf('visit.set-person')]).toEqual([CARD_NUMBER, 1, []]);
  });

  test('leaves what is being done on another list as it is, until its officer wants to find the result', async () => {
    const [screen, desk] = await atDesk('F11');
    await read(screen, desk);
    expect([desk.client.inputsOf('result.find'), screen.words().includes('Vừa đọc một thẻ')]).toEqual([[], true]);
    await screen.press('Tìm kết quả để trả');
    expect(desk.client.inputsOf('result.find')).toEqual([{ text: CARD_NUMBER }]);
    expect(screen.words()).not.toContain('Vừa đọc một thẻ');
  });

  test('a receipt brings its dossier to the front, and one that is read while another is there is said to be unused', async () => {
    const [screen, desk] = await atDesk('F12');
    const receipt = async (number: number): Promise<void> => {
      await act(async () => desk.client.emit('reader.dossier', { counterId: COUNTER, dossierId: exampleHandLine(number).dossierId }));
      await screen.settle();
    };
    await receipt(6);
    expect([desk.client.inputsOf('result.read').at(-1), screen.words().includes('chưa được dùng')]).toEqual([{ dossierId: exampleHandLine(6).dossierId }, false]);
    await receipt(7);
    expect([desk.client.inputsOf('result.read').at(-1), screen.words().includes('Thẻ hoặc mã vừa đọc chưa được dùng')]).toEqual([{ dossierId: exampleHandLine(6).dossierId }, true]);
  });

  test('is said to be unused where the result in front was given out already', async () => {
    const [screen, desk] = await atDesk('F12');
    desk.client.answer({ 'result.read': () => exampleReturn({ kind: null, returned: { at: STAGE_NOW as EpochMs, manner: 'by-hand', toName: 'NGUYỄN HỮU ƯỚC', tracking: '', isSigned: false } }) });
    await read(screen, desk);
    await read(screen, desk);
    expect(screen.words()).toContain('Thẻ hoặc mã vừa đọc chưa được dùng');
  });
});
