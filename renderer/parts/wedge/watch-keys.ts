// Watches a window's keys for a reader in keyboard mode: keeps its code out of the field that has the focus, and says that there is one.

import { KeyBurst, type StrokeMeaning } from './key-burst.ts';

/** Longer than any receipt's text. */
const LONGEST_RECEIPT = 120;

/** A field as it was before the first key of what may become a code. */
interface FieldBefore {
  readonly field: HTMLInputElement | HTMLTextAreaElement;
  readonly value: string;
}

const NUMPAD: Readonly<Record<string, string>> = { NumpadAdd: '+', NumpadSubtract: '-', NumpadDecimal: '.', NumpadDivide: '/', NumpadMultiply: '*' };

/**
 * What a key writes on the keyboard that readers pretend to have (American): taken from the key's place, since on a Vietnamese layout the row of digits
 * writes letters. Null for keys that write nothing by themselves.
 */
export function characterOf({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string | null {
  if (/^(Shift|Control|Alt|AltGraph|Meta|CapsLock|NumLock|Fn)$/.test(key)) return null;
  if (!shiftKey && /^(Digit|Numpad)\d$/.test(code)) return code.slice(-1);
  if (/^Key[A-Z]$/.test(code)) return code.slice(-1);
  if (shiftKey && code === 'Backslash') return '|';
  if (shiftKey && code === 'Semicolon') return ':';
  return NUMPAD[code] ?? key.toUpperCase();
}

export interface WatchedKeys {
  /** Called as soon as a code is known. */
  readonly onCode: () => void;
  /** Where it is given, it is called instead for one of our receipts, with its text when that is over: letters and digits of a receipt arrive whole. */
  readonly onReceipt?: (text: string) => void;
  /** False leaves the keys alone, for fields that are made to be read into. */
  readonly isWatching: () => boolean;
}

/** Watches until the answer is called. Keys of a code reach nobody else once it is known; what got into a field before is taken out again. */
export function watchKeys(target: Window, { onCode, onReceipt, isWatching }: WatchedKeys): () => void {
  const burst = new KeyBurst();
  let before: FieldBefore | null = null;
  /** The field of the code that is known: `before` may by then be that of a key after it. */
  let ofCode: FieldBefore | null = null;
  let ending: ReturnType<typeof setTimeout> | null = null;
  let receipt: string | null = null;

  function ended(): void {
    if (ending === null) return;
    clearTimeout(ending);
    ending = null;
    putBack(ofCode);
    ofCode = null;
    if (receipt !== null) onReceipt?.(receipt);
    receipt = null;
  }
  function pressed(event: KeyboardEvent): void {
    if (!isWatching()) return;
    const character = characterOf(event);
    const meaning: StrokeMeaning = burst.take({ character, at: event.timeStamp, isRepeat: event.repeat });
    if (meaning === 'first') {
      // Before this key writes anything: what is put back must not take it along.
      ended();
      before = fieldNow();
    }
    if (meaning === 'first' || meaning === 'typed') return;
    // Captured before anybody else: neither the field, nor a button under Enter, nor the window's own keys get it.
    event.preventDefault();
    event.stopImmediatePropagation();
    if (meaning === 'code') {
      ofCode = before;
      putBack(ofCode);
      receipt = onReceipt === undefined ? null : burst.receiptBeginning;
      if (receipt === null) onCode();
    } else if (receipt !== null && character?.length === 1 && receipt.length < LONGEST_RECEIPT) receipt += character;
    if (ending !== null) clearTimeout(ending);
    // An input method may have written on by itself: the field is looked at once more when the code is over.
    ending = setTimeout(ended, burst.endGapMs);
  }
  target.addEventListener('keydown', pressed, { capture: true });
  return () => {
    target.removeEventListener('keydown', pressed, { capture: true });
    if (ending !== null) clearTimeout(ending);
  };
}

function fieldNow(): FieldBefore | null {
  const field = document.activeElement;
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? { field, value: field.value } : null;
}

function putBack(before: FieldBefore | null): void {
  if (before === null || before.field.value === before.value) return;
  const { field, value } = before;
  // React keeps a value of its own on the element: the class's property goes past it, as typing does, and the event tells React.
  Reflect.set(Object.getPrototypeOf(field) as object, 'value', value, field);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
