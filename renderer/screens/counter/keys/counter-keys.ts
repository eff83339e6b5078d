// The keyboard of the counter: which key means which act, wherever the focus is.

import type { StepNumber } from '../counter-ui.ts';
import type { DeskAction } from '../desk/why-not.ts';

/** What a key asks for. */
export type KeyIntent =
  | { readonly kind: 'desk'; readonly action: DeskAction }
  | { readonly kind: 'scan'; readonly source: 'feeder' | 'glass' }
  | { readonly kind: 'receive' | 'stop-scan' | 'guide' | 'find' | 'care' | 'fee' | 'drawer' | 'due' | 'turn-away' | 'petition' | 'take-home' }
  | { readonly kind: 'hand'; readonly tab: 'out' | 'waiting' }
  | { readonly kind: 'intake'; readonly dialog: 'behalf' | 'delivery' | 'outside' | 'earlier' }
  | { readonly kind: 'step'; readonly step: StepNumber };

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

const DESK_KEYS: Readonly<Record<string, DeskAction>> = { F2: 'next', F3: 'recall', F4: 'skip', F6: 'hold', F7: 'transfer', F9: 'finish', F10: 'pause' };
const STEP_KEYS: Readonly<Record<string, StepNumber>> = { Digit1: 1, Digit2: 2, Digit3: 3, Digit4: 4 };

const INTAKE_KEYS: Readonly<Record<string, 'behalf' | 'delivery' | 'outside' | 'earlier'>> = { Digit7: 'behalf', Digit8: 'delivery', Digit9: 'outside', Digit0: 'earlier' };

/** The key that stands on the button of a queue act. */
export function keyOf(action: DeskAction): string {
  const shown = action === 'resume' ? 'pause' : action;
  return Object.entries(DESK_KEYS).find(([, each]) => each === shown)?.[0] ?? '';
}

/** What a press means; null for one that the focused control keeps. */
export function intentOfKey(press: KeyPress): KeyIntent | null {
  if (press.ctrlKey || press.metaKey) return null;
  if (press.altKey) {
    if (press.code === 'Digit5') return { kind: 'care' };
    if (press.code === 'KeyR') return { kind: 'turn-away' };
    if (press.code === 'KeyP') return { kind: 'petition' };
    if (press.code === 'KeyT') return { kind: 'take-home' };
    if (press.code === 'KeyF') return { kind: 'find' };
    if (press.code === 'KeyH') return { kind: 'due' };
    if (press.code === 'Digit6') return { kind: 'drawer' };
    const dialog = INTAKE_KEYS[press.code];
    if (dialog !== undefined) return { kind: 'intake', dialog };
    const step = STEP_KEYS[press.code];
    return step === undefined ? null : { kind: 'step', step };
  }
  if (press.key === 'F8') return { kind: 'scan', source: press.shiftKey ? 'glass' : 'feeder' };
  if (press.key === 'Escape') return { kind: 'stop-scan' };
  if (press.shiftKey) return press.key === 'F11' ? { kind: 'hand', tab: 'out' } : press.key === 'F12' ? { kind: 'hand', tab: 'waiting' } : null;
  if (press.key === 'F1') return { kind: 'guide' };
  if (press.key === 'F11') return { kind: 'fee' };
  if (press.key === 'F12') return { kind: 'receive' };
  const action = DESK_KEYS[press.key];
  return action === undefined ? null : { kind: 'desk', action };
}
