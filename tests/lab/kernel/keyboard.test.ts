// @vitest-environment happy-dom
// A reader in keyboard mode at a real kernel: QEMU's USB keyboard types a card, and the keys with the kernel's times reach a counter's window, which keeps them out and says what to do.

import { createElement } from 'react';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { must } from '../../../shared/base/must.ts';
import { CounterScreen } from '../../../renderer/screens/counter/counter-screen.tsx';
import { scriptedDesk } from '../../fakes/scripted-desk.ts';
import { stage } from '../../fakes/stage.tsx';
import { pressKeys, type PressedKey } from '../../fakes/typing-reader.ts';
import { examplePoint, exampleVisit, servingDesk } from '../../gallery/desk/example-point.ts';
import { STRADDLING_CARD } from './cards.ts';
import { TypedKeyboard } from './keyboard.ts';
import { KERNEL_TROUBLE, startMachine, type Machine } from './machine.ts';

/** As readers type it: letters that no key writes are question marks. */
const CARD = `${STRADDLING_CARD.replaceAll(/[^\x20-\x7e]/g, '?')}\n`;
const RECEIPT = 'MC1:0192A00000047000800000000000000C:H26.149-261124-0012\n';
const ESCAPE = '\u001b';
const NAME = 'TRẦN THỊ';

let machine: Machine;
let keyboard: TypedKeyboard;
beforeAll(async () => {
  machine = await startMachine('guest-keyboard.ts', { keyboard: true });
  expect(await machine.saw('keyboard')).toContain('USB Keyboard');
  keyboard = await TypedKeyboard.at(machine.monitor);
});
afterAll(async () => {
  keyboard[Symbol.dispose]();
  await machine[Symbol.asyncDispose]();
});

/** Rows of the keys by the kernel's numbers (linux/input-event-codes.h), as an American keyboard writes them, without and with Shift. */
const ROWS: readonly (readonly [number, string, string])[] = [
  [2, '1234567890-=', '!@#$%^&*()_+'], [16, 'qwertyuiop[]', 'QWERTYUIOP{}'], [30, "asdfghjkl;'", 'ASDFGHJKL:"'], [43, '\\zxcvbnm,./', '|ZXCVBNM<>?'], [57, ' ', ' '],
];
const PLACES: Readonly<Record<string, string>> = { '-': 'Minus', ';': 'Semicolon', '\\': 'Backslash', ',': 'Comma', '.': 'Period', '/': 'Slash', ' ': 'Space' };
const [ENTER, SHIFT] = [28, 42];

const strokesSchema = z.array(z.tuple([z.number(), z.number(), z.number()]));

/** The kernel's keys as a browser tells them. */
function keysOf(saw: unknown): readonly PressedKey[] {
  let shiftKey = false;
  return strokesSchema.parse(saw).flatMap(([number, value, at]): readonly PressedKey[] => {
    if (number === SHIFT) shiftKey = value > 0;
    if (value === 0) return [];
    if (number === SHIFT) return [{ key: 'Shift', code: 'ShiftLeft', shiftKey: true, at }];
    if (number === ENTER) return [{ key: 'Enter', code: 'Enter', shiftKey, at }];
    const [first, plain, shifted] = must(ROWS.findLast(([from]) => from <= number), `a key ${number}`);
    const place = must(plain[number - first], `a key ${number}`);
    const code = /\d/.test(place) ? `Digit${place}` : /[a-z]/.test(place) ? `Key${place.toUpperCase()}` : must(PLACES[place], `a place of ${place}`);
    return [{ key: must(shiftKey ? shifted[number - first] : place, 'a sign'), code, shiftKey, at }];
  });
}

const textOf = (keys: readonly PressedKey[]): string => keys.filter(({ key }) => key.length === 1 || key === 'Enter').map(({ key }) => (key === 'Enter' ? '\n' : key)).join('');

/** A machine without time loses keys or holds them back: as at a counter, the code is then held under the reader again. */
const MOST_TRIES = 8;
let typings = 0;

/** What the kernel saw of `text`, typed until it came whole and at the pace that is meant. */
async function heard(text: string, gapMs: number, isPace: (averageMs: number, longestMs: number) => boolean): Promise<readonly PressedKey[]> {
  const paces: string[] = [];
  for (let round = 0; round < MOST_TRIES; round += 1) {
    await keyboard.type(text, gapMs);
    typings += 1;
    const keys = keysOf(await machine.saw(`typing-${typings}`));
    const gaps = keys.slice(1).map(({ at }, index) => at - must(keys[index], 'the key before').at);
    const [average, longest] = [gaps.reduce((sum, gap) => sum + gap, 0) / text.length, Math.max(...gaps)];
    if (textOf(keys) === text && isPace(average, longest)) return keys;
    paces.push(`${textOf(keys)} ${average} ${longest}`);
  }
  throw new Error(`The machine is too busy to type ${text}: ${paces.join('; ')}`);
}

/** What becomes of the keys in the name field of a counter's window, and what that says. */
async function answerTo(keys: readonly PressedKey[]): Promise<readonly [field: string, banner: string]> {
  const desk = scriptedDesk({ desk: servingDesk, visit: exampleVisit() });
  const screen = await stage(createElement(CounterScreen, { point: examplePoint('counter') }), { client: desk.client });
  await screen.press('Nhập bằng tay');
  const field = screen.find<HTMLInputElement>('form input');
  await screen.type(field, NAME);
  field.focus();
  await pressKeys(keys);
  const answer = [field.value, screen.root.querySelector('.counter-lost')?.textContent ?? ''] as const;
  await screen.end();
  return answer;
}

test.each([['card', CARD, 34], ['card from a slow reader', CARD, 42], ['receipt', RECEIPT, 34]] as const)('a %s is kept out of the field, and the officer is told to set the reader to HID POS', async (_name, text, gapMs) => {
  const [field, banner] = await answerTo(await heard(text, gapMs, (averageMs, longestMs) => averageMs <= 49 && longestMs < 78));
  expect(field).toBe(NAME);
  expect(banner).toContain('Đầu đọc đang ở chế độ bàn phím');
  expect(banner).toContain('USB HID POS');
});

test('a person who types the very same signs writes them into the field, and nothing is said', async () => {
  expect(await answerTo(await heard(CARD, 90, (averageMs) => averageMs >= 60))).toEqual([NAME + CARD.trim(), '']);
  await keyboard.type(ESCAPE, 0);
});

test('the kernel had nothing to complain about', async () => {
  expect(await machine.kernelLog()).not.toMatch(KERNEL_TROUBLE);
});
