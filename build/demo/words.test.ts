// What the terminal shows of an example point: the windows of the first walk first, and each fact said plainly.

import { expect, test } from 'vitest';
import { addressLines, dataWords, fact, hostWords, printerWords } from './words.ts';

test('the windows of the first walk come first, with the practice devices, then the other counters', () => {
  const addresses = new Map(['admin', 'counter-2', 'kiosk', 'counter-1', 'board', 'display-1'].map((windowId) => [windowId, `http://127.0.0.1/${windowId}`]));
  const lines = addressLines(addresses, 'http://127.0.0.1/practice').map((line) => line.trim().split(/\s+/)[0]);
  expect(lines).toEqual(['kiosk', 'counter-1', 'display-1', 'board', 'admin', 'practice', '', 'counter-2']);
});

test('a window that is not there is not promised', () => {
  expect(addressLines(new Map(), 'x')).toEqual([fact('practice', "x   (the printer's paper, cards for the readers, sheets for the scanners)"), '']);
});

test('a new point and one with data are told apart', () => {
  expect(dataWords('/p', true, 0)).toBe('A new example point in /p');
  expect(dataWords('/p', false, 1)).toBe('/p goes on with its data: 1 dossier at the city');
  expect(dataWords('/p', false, 12)).toContain('12 dossiers');
});

test('a taken printer port is said', () => {
  expect(printerWords(9100, 9100)).not.toContain('taken');
  expect(printerWords(40_123, 9100)).toContain('40123 (9100, the usual one, is taken)');
});

test('nobody takes one host for the other', () => {
  expect(hostWords('electron')).not.toContain('browser');
  expect(hostWords('browser')).toContain('never for use on a site');
});
