// A code that a reader types leaves no trace in the field, and takes nothing along of what a person types after it.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchKeys } from './watch-keys.ts';

const CARD = '001185000012|012345678|TRAN VAN BINH|15031985|';
const RECEIPT = 'MC1:0192A00000047000800000000000000C:H26.149-261124-0012';

let field: HTMLInputElement;
let stop: () => void = () => undefined;
let at = 0;

beforeEach(() => {
  vi.useFakeTimers();
  field = document.createElement('input');
  document.body.append(field);
  field.focus();
  at = 1_000;
});
afterEach(() => {
  stop();
  field.remove();
  vi.useRealTimers();
});

/** Time in which nobody presses a key. */
function pause(ms: number): void {
  at += ms;
  vi.advanceTimersByTime(ms);
}

/** Presses keys with the same pause before each, as a field takes them that nobody keeps them from. */
function press(text: string, gap: number): void {
  for (const key of text) {
    pause(gap);
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value: at });
    if (field.dispatchEvent(event)) field.value += key;
  }
}

test('what a person types right behind a card stays in the field, and nothing of the card', () => {
  const onCode = vi.fn<() => void>();
  stop = watchKeys(window, { onCode, isWatching: () => true });
  press('an ', 200);
  pause(300);
  press(CARD, 8);
  press('binh', 130);
  pause(1_000);
  expect([field.value, onCode.mock.calls.length]).toEqual(['an binh', 1]);
});

test('what an input method wrote of a card by itself is taken out when the code is over, or before the next key', () => {
  stop = watchKeys(window, { onCode: () => undefined, isWatching: () => true });
  press('an', 200);
  pause(300);
  press(CARD, 8);
  field.value += '001';
  pause(250);
  expect(field.value).toBe('an');
  press(CARD, 8);
  field.value += '001';
  press('h', 120);
  pause(1_000);
  expect(field.value).toBe('anh');
});

test('a receipt is given whole and once, also where somebody types on at once', () => {
  const onReceipt = vi.fn<(text: string) => void>();
  stop = watchKeys(window, { onCode: () => undefined, onReceipt, isWatching: () => true });
  press(RECEIPT, 8);
  press('x', 120);
  pause(1_000);
  expect(onReceipt.mock.calls).toEqual([[RECEIPT]]);
  expect(field.value).toBe('x');
});
