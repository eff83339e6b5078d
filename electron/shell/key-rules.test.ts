// Every chord that leads out of a page, on every kind of window; and what people type, which must arrive.

import { describe, expect, it } from 'vitest';
import type { Role } from '../../shared/contract/command.ts';
import { isKeyAllowed, type KeyPress } from './key-rules.ts';

const shutIn: readonly Role[] = ['kiosk', 'board', 'citizen-display'];
const staff: readonly Role[] = ['counter', 'admin'];

/** 'Ctrl+Shift+I' → a press, with the place of the key on the board. */
function press(chord: string): KeyPress {
  const parts = chord.split('+');
  const key = chord.endsWith('++') ? '+' : (parts.at(-1) ?? '');
  const code = key === '+' ? 'Equal' : key === '-' ? 'Minus' : /^[A-Z]$/.test(key) ? `Key${key}` : /^\d$/.test(key) ? `Digit${key}` : key;
  return { key: /^[A-Z]$/.test(key) && !parts.includes('Shift') ? key.toLowerCase() : key, code, control: parts.includes('Ctrl'), shift: parts.includes('Shift'), alt: parts.includes('Alt'), meta: parts.includes('Meta') };
}

describe.each(shutIn)('a %s window', (role) => {
  it.each([
    'F1', 'F3', 'F5', 'F7', 'F10', 'F11', 'F12', 'Ctrl+N', 'Ctrl+Shift+N', 'Ctrl+W', 'Ctrl+R', 'Ctrl+Shift+R', 'Ctrl+P', 'Ctrl+L', 'Ctrl+T', 'Ctrl+J', 'Ctrl+U', 'Ctrl+O', 'Ctrl+S', 'Ctrl+F', 'Ctrl+C', 'Ctrl+V', 'Ctrl+A',
    'Ctrl++', 'Ctrl+-', 'Ctrl+0', 'Ctrl+Tab', 'Ctrl+Escape', 'Ctrl+Shift+I', 'Ctrl+Shift+J', 'Ctrl+Shift+C', 'Ctrl+Shift+Escape', 'Alt+F4', 'Alt+ArrowLeft', 'Alt+ArrowRight', 'Alt+Home', 'Alt+D', 'Alt+Tab', 'Alt', 'Control', 'Meta', 'Meta+D', 'Meta+R', 'Meta+Q',
    'ContextMenu', 'Shift+F10', 'BrowserBack', 'BrowserHome', 'BrowserSearch', 'LaunchMail', 'LaunchApplication2', 'PrintScreen', 'ZoomIn', 'Help', 'Unidentified',
  ])('does not let %s through', (chord) => {
    expect(isKeyAllowed(role, press(chord))).toBe(false);
  });

  it.each(['A', 'Shift+A', '7', ' ', 'Đ', 'ơ', 'Enter', 'Tab', 'Shift+Tab', 'Backspace', 'Delete', 'ArrowLeft', 'Escape', 'Shift', 'Process'])('lets %s through', (chord) => {
    expect(isKeyAllowed(role, press(chord))).toBe(true);
  });
});

describe.each(staff)('a %s window', (role) => {
  it.each([
    'F11', 'F13', 'Ctrl+N', 'Ctrl+W', 'Ctrl+R', 'Ctrl+Shift+R', 'Ctrl+P', 'Ctrl+L', 'Ctrl+T', 'Ctrl+J', 'Ctrl+U', 'Ctrl+O', 'Ctrl+S', 'Ctrl+F5', 'Ctrl++', 'Ctrl+-', 'Ctrl+0', 'Ctrl+Tab', 'Ctrl+Shift+I', 'Ctrl+Shift+J', 'Ctrl+Shift+C', 'Meta+R', 'Meta+Q',
    'Alt+ArrowLeft', 'Alt+ArrowRight', 'Alt+Home', 'Alt+D', 'BrowserBack', 'BrowserRefresh', 'LaunchMail', 'ContextMenu',
  ])('does not let %s through', (chord) => {
    expect(isKeyAllowed(role, press(chord))).toBe(false);
  });

  it.each([
    'A', 'Enter', 'Escape', 'Delete', 'F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'Shift+F8', 'F9', 'F10', 'F12', 'Alt+1', 'Alt+9', 'Alt+0', 'Alt+F4', 'Ctrl+C', 'Ctrl+V', 'Ctrl+X', 'Ctrl+A', 'Ctrl+Z', 'Ctrl+Y', 'Ctrl+ArrowLeft', 'Ctrl+Backspace', 'ArrowDown', 'PageDown',
  ])('lets %s through, which work at a counter needs', (chord) => {
    expect(isKeyAllowed(role, press(chord))).toBe(true);
  });
});
