// Which key means which act, and which presses the focused control keeps.

import { expect, test } from 'vitest';
import { intentOfKey, keyOf } from './counter-keys.ts';
import type { KeyPress } from './counter-keys.ts';

const plain: KeyPress = { key: '', code: '', altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

test.each([
  [{ key: 'F1' }, { kind: 'guide' }],
  [{ key: 'F2' }, { kind: 'desk', action: 'next' }],
  [{ key: 'F3' }, { kind: 'desk', action: 'recall' }],
  [{ key: 'F4' }, { kind: 'desk', action: 'skip' }],
  [{ key: 'F6' }, { kind: 'desk', action: 'hold' }],
  [{ key: 'F7' }, { kind: 'desk', action: 'transfer' }],
  [{ key: 'F9' }, { kind: 'desk', action: 'finish' }],
  [{ key: 'F10' }, { kind: 'desk', action: 'pause' }],
  [{ key: 'F8' }, { kind: 'scan', source: 'feeder' }],
  [{ key: 'F8', shiftKey: true }, { kind: 'scan', source: 'glass' }],
  [{ key: 'F11' }, { kind: 'fee' }],
  [{ key: '6', code: 'Digit6', altKey: true }, { kind: 'drawer' }],
  [{ key: 'F12' }, { kind: 'receive' }],
  [{ key: 'F11', shiftKey: true }, { kind: 'hand', tab: 'out' }],
  [{ key: 'F12', shiftKey: true }, { kind: 'hand', tab: 'waiting' }],
  [{ key: 'F9', shiftKey: true }, null],
  [{ key: 'Escape' }, { kind: 'stop-scan' }],
  [{ key: '¡', code: 'Digit3', altKey: true }, { kind: 'step', step: 3 }],
  [{ key: '5', code: 'Digit5', altKey: true }, { kind: 'care' }],
  [{ key: 'p', code: 'KeyP', altKey: true }, { kind: 'petition' }],
  [{ key: 't', code: 'KeyT', altKey: true }, { kind: 'take-home' }],
  [{ key: 'f', code: 'KeyF', altKey: true }, { kind: 'find' }],
  [{ key: 'F4', altKey: true }, null],
  [{ key: 'F5' }, null],
  [{ key: 'F12', ctrlKey: true }, null],
  [{ key: 'a' }, null],
])('%j means %j', (press, intent) => {
  expect(intentOfKey({ ...plain, ...press })).toEqual(intent);
});

test('pausing and resuming are the same key', () => {
  expect([keyOf('pause'), keyOf('resume')]).toEqual(['F10', 'F10']);
});
