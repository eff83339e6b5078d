// Every kind of speaker but our own window's top frame is refused.
import { describe, expect, test } from 'vitest';
import { PAGE_URL } from './page-origin.ts';
import { acceptedSender } from './sender-check.ts';

const opened = (id: number): string | null => (id === 7 ? 'kiosk' : null);
const frame = { url: PAGE_URL, parent: null };

describe('a message to the shell', () => {
  test('from the top frame of a window we opened is accepted as that window', () => {
    expect(acceptedSender({ sender: { id: 7 }, senderFrame: frame }, opened)).toBe('kiosk');
  });

  test.each([
    ['from a frame that is gone', { sender: { id: 7 }, senderFrame: null }],
    ['from an inner frame', { sender: { id: 7 }, senderFrame: { ...frame, parent: {} } }],
    ['from a foreign origin', { sender: { id: 7 }, senderFrame: { ...frame, url: 'https://example.org/' } }],
    ['from a look-alike host', { sender: { id: 7 }, senderFrame: { ...frame, url: 'app://mot-cua.evil/index.html' } }],
    ['from an empty page', { sender: { id: 7 }, senderFrame: { ...frame, url: 'about:blank' } }],
    ['from a window that we closed or never opened', { sender: { id: 8 }, senderFrame: frame }],
  ])('%s is refused', (_name, event) => {
    expect(acceptedSender(event, opened)).toBeNull();
  });
});
