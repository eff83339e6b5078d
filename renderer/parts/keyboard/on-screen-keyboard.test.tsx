// The keyboard on the screen, as fingers use it: both ways of typing Vietnamese, the caret, and what is taken away.

import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import { OnScreenKeyboard } from './on-screen-keyboard.tsx';
import type { KeyboardLayout } from './on-screen-keyboard.tsx';

function Line({ layout, first = '', maxLength = 20 }: { readonly layout: KeyboardLayout; readonly first?: string; readonly maxLength?: number }): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState(first);
  return (
    <>
      <input ref={field} value={value} aria-label="line" onChange={(event) => setValue(event.target.value)} />
      <OnScreenKeyboard layout={layout} value={value} maxLength={maxLength} field={field} onChange={setValue} />
    </>
  );
}
async function open(line: ReactNode) {
  const screen = await stage(line, { client: scriptedClient({}) });
  const input = screen.find<HTMLInputElement>('input');
  const keys = async (text: string) => {
    for (const key of text) await screen.press(key === ' ' ? 'Dấu cách' : new RegExp(`^${key}$`));
  };
  return { screen, input, keys };
}

test('Telex is there first, VNI after one touch, and Telex again after another', async () => {
  const { screen, input, keys } = await open(<Line layout="words" />);
  await keys('giaays ');
  await screen.press('Kiểu gõ Telex');
  await keys('khai1 ');
  await screen.press('Kiểu gõ VNI');
  await keys('sinh1');
  expect(input.value).toBe('giấy khái sinh1');
  await screen.end();
});

test('the caret is moved by its keys, and what is typed stands there', async () => {
  const { screen, input, keys } = await open(<Line layout="words" first="khai tử" />);
  for (let step = 0; step < 3; step += 1) await screen.press('Sang trái');
  await keys(' con');
  expect([input.value, input.selectionStart, document.activeElement === input]).toEqual(['khai con tử', 8, true]);
  await screen.press('Xóa một chữ');
  expect([input.value, input.selectionStart]).toEqual(['khai co tử', 7]);
  await screen.press('Sang phải');
  await screen.press('Xóa một chữ');
  expect(input.value).toBe('khai cotử');
  await screen.end();
});

test('what is chosen is replaced by a key and taken away by the other', async () => {
  const { screen, input, keys } = await open(<Line layout="code" first="T149-K1" />);
  input.focus();
  input.setSelectionRange(0, 4);
  await keys('H');
  expect(input.value).toBe('H-K1');
  input.setSelectionRange(1, 3);
  await screen.press('Xóa một chữ');
  expect(input.value).toBe('H1');
  await screen.end();
});

test('«Xóa hết» leaves nothing, and a full line takes no more', async () => {
  const { screen, input, keys } = await open(<Line layout="digits" maxLength={3} />);
  await keys('12345');
  expect(input.value).toBe('123');
  await screen.press('Xóa hết');
  expect(input.value).toBe('');
  await screen.end();
});
