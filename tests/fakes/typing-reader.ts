// A reader in keyboard mode, or a person, at the keys of a test's page: each key goes down, and writes into the focused field unless somebody prevents it.

import { act } from 'react';

const SHIFTED: Readonly<Record<string, string>> = { '|': 'Backslash', ':': 'Semicolon' };

function codeOf(character: string): string {
  if (/\d/.test(character)) return `Digit${character}`;
  if (/[a-z]/i.test(character)) return `Key${character.toUpperCase()}`;
  return SHIFTED[character] ?? '';
}

/** A key that goes down: what a browser says of it, and when. */
export interface PressedKey {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  /** Milliseconds by the events' own time. */
  readonly at: number;
}

/** Types `text` and Enter, a key every `gapMs` by the events' own time; answers how many keys reached the page's own listeners. */
export async function typeKeys(text: string, gapMs: number): Promise<number> {
  return await pressKeys([...text, 'Enter'].map((key, index) => ({ key, code: key === 'Enter' ? 'Enter' : codeOf(key), shiftKey: key in SHIFTED, at: 1_000_000 + index * gapMs })));
}

/** Presses keys one after the other; answers how many reached the page's own listeners. */
export async function pressKeys(keys: readonly PressedKey[]): Promise<number> {
  let reached = 0;
  const count = (): void => void (reached += 1);
  window.addEventListener('keydown', count);
  for (const { key, code, shiftKey, at } of keys) {
    const event = new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value: at });
    await act(async () => {
      const field = document.activeElement;
      const mayWrite = (field ?? document.body).dispatchEvent(event);
      if (!mayWrite || key.length > 1 || !(field instanceof HTMLInputElement)) return;
      Reflect.set(Object.getPrototypeOf(field) as object, 'value', field.value + key, field);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }
  window.removeEventListener('keydown', count);
  return reached;
}
