// What a counter's reader does to its window: a receipt opens its dossier, and one in keyboard mode is kept out of the officer's fields and explained.

import { act } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { scriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import type { ScriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { typeKeys } from '../../../tests/fakes/typing-reader.ts';
import { COUNTER, exampleDossier, examplePoint, exampleVisit, servingDesk } from '../../../tests/gallery/desk/example-point.ts';
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
