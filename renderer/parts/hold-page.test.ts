// A page holds itself: what would open, zoom or leave is prevented, and what people do is not.

import { afterEach, expect, test } from 'vitest';
import type { Role } from '../../shared/contract/command.ts';
import { holdPage } from './hold-page.ts';

let release: () => void = () => undefined;
afterEach(() => release());

function isPrevented(role: Role, event: Event): boolean {
  release();
  release = holdPage(document, role);
  document.body.dispatchEvent(event);
  return event.defaultPrevented;
}
const key = (name: string, more: KeyboardEventInit = {}): Event => new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...more });
const mouse = (name: string, button: number): Event => new MouseEvent(name, { button, bubbles: true, cancelable: true });
const plain = (name: string): Event => new Event(name, { bubbles: true, cancelable: true });
/** The pages' test surrounding leaves the keys of a wheel event out. */
const wheel = (ctrlKey: boolean): Event => Object.assign(new Event('wheel', { bubbles: true, cancelable: true }), { ctrlKey });

test.each<[string, () => Event]>([['a dropped file', () => plain('drop')], ['a file over the page', () => plain('dragover')], ['Ctrl and the wheel', () => wheel(true)], ['the back button of a mouse', () => mouse('mouseup', 3)]])('%s does nothing in any window', (_name, event) => {
  for (const role of ['kiosk', 'counter', 'admin'] as const) expect(isPrevented(role, event())).toBe(true);
});

test.each<[string, () => Event]>([['the context menu', () => plain('contextmenu')], ['dragging words or pictures', () => plain('dragstart')], ['F5', () => key('F5')], ['Ctrl+P', () => key('p', { ctrlKey: true })], ['Alt+Left', () => key('ArrowLeft', { altKey: true })]])(
  '%s does nothing before the public, and is an officer’s',
  (_name, event) => {
    for (const role of ['kiosk', 'board', 'citizen-display'] as const) expect(isPrevented(role, event())).toBe(true);
    expect(isPrevented('counter', event())).toBe(false);
  },
);

test.each<[string, () => Event]>([['a letter', () => key('a')], ['Enter', () => key('Enter')], ['the wheel', () => wheel(false)], ['a click', () => mouse('mousedown', 0)]])('%s reaches every page', (_name, event) => {
  for (const role of ['kiosk', 'counter'] as const) expect(isPrevented(role, event())).toBe(false);
});

test('a released page holds nothing', () => {
  isPrevented('kiosk', plain('drop'));
  release();
  const event = plain('drop');
  document.body.dispatchEvent(event);
  expect(event.defaultPrevented).toBe(false);
});
