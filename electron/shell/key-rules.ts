// Which keys reach a page: everything that browses, opens, prints or looks inside is stopped before the page sees it. One table, no Electron.

import type { Role } from '../../shared/contract/command.ts';

/** The part of Electron's `Input` that decides. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly control: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}

/** Windows that cover a whole screen before the public. */
export const shutInRoles: ReadonlySet<Role> = new Set<Role>(['kiosk', 'citizen-display', 'board']);

/** Before the public only what typing needs is let through: a list of what is allowed cannot forget a chord. */
const typing: ReadonlySet<string> = new Set(['Enter', 'Tab', 'Backspace', 'Delete', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'Escape', 'Shift', 'CapsLock', 'Process', 'Dead']);

/** Chords that an officer has no use for, by the key's place on the board so that a Vietnamese layout changes nothing. Reloading loses what is being typed. */
const officerControl: ReadonlySet<string> = new Set([
  'KeyN', 'KeyT', 'KeyW', 'KeyR', 'KeyP', 'KeyL', 'KeyJ', 'KeyU', 'KeyO', 'KeyS', 'KeyH', 'KeyD', 'KeyG', 'KeyE', 'KeyK', 'KeyQ', 'F4', 'F5',
  'Equal', 'Minus', 'Digit0', 'NumpadAdd', 'NumpadSubtract', 'Numpad0', 'Tab', 'PageUp', 'PageDown',
]);
const officerControlShift: ReadonlySet<string> = new Set(['KeyI', 'KeyJ', 'KeyC', 'KeyM', 'KeyB', 'Delete', 'Escape']);
const officerAlt: ReadonlySet<string> = new Set(['ArrowLeft', 'ArrowRight', 'Home', 'KeyF', 'KeyE', 'KeyD']);
/** Keys of their own on office keyboards that browse, open programs or change the size of everything. */
const special = /^(Browser|Launch|Zoom|F11$|F1[3-9]$|F2[0-4]$|Print$|Help$|ContextMenu$)/;

/** False for a key that must not reach the page of a window of this role. */
export function isKeyAllowed(role: Role, { key, code, control, shift, alt, meta }: KeyPress): boolean {
  if (shutInRoles.has(role)) return !control && !alt && !meta && (typing.has(key) || [...key].length === 1);
  if (special.test(key) || special.test(code)) return false;
  if ((control || meta) && officerControl.has(code)) return false;
  if ((control || meta) && shift && officerControlShift.has(code)) return false;
  return !(alt && !control && officerAlt.has(code));
}
