// Strange answers of scanners, always the same for the same seed: eSCL documents with pieces moved, doubled, cut and made up, and HTTP answers that lie.

import type { Chance } from '../../morning/chance.ts';

const PIECES = [
  '<', '>', '</', '/>', '<a>', '</a>', '<![CDATA[', ']]>', '<!--', '-->', '<?xml version="1.0"?>', '<!DOCTYPE x [<!ENTITY a "b">]>', '&amp;', '&#0;', '&#x1F;', '&a;', '"', "'", '=', ' ', '\n', '\0', 'ễ', '\uFEFF', '__proto__',
  'constructor', 'scan:', 'xmlns:scan="x"', '<scan:State>Idle</scan:State>', '<AdfState>ScannerAdfJam</AdfState>', '<Min>1e9</Min>', '<XResolution>-1</XResolution>', '<XResolution>200</XResolution>', '<MaxWidth>NaN</MaxWidth>', '<Adf>', '</Adf>', '<Platen/>', '<AdfOption>Duplex</AdfOption>',
] as const;
const STATUSES = ['HTTP/1.1 200 OK', 'HTTP/1.1 200 OK', 'HTTP/1.1 200 OK', 'HTTP/1.1 200', 'HTTP/1.0 200 OK', 'HTTP/1.1 503 Busy', 'HTTP/1.1 404 Not Found', 'HTTP/1.1 100 Continue\r\n', 'HTTP/1.1 999 ?', 'HTTP/9.9 200 OK', 'SSH-2.0-x', ''] as const;
const HEADERS = [
  'Content-Length: 5', 'Content-Length: -1', 'Content-Length: 900', 'Content-Length: 99999999999', 'Content-Length: 5\r\nContent-Length: 6', 'Transfer-Encoding: chunked', 'Transfer-Encoding: gzip, chunked', 'Location: /eSCL/ScanJobs/1', 'Location: //evil.invalid/x',
  'Location: http://[::1', 'Connection: close', 'Connection: upgrade\r\nUpgrade: x', 'Content-Type: multipart/related; boundary=x', 'X: \0', `X: ${'y'.repeat(20_000)}`, 'no colon', ' folded',
] as const;
const BODIES = ['', 'hello', '5\r\nhello\r\n0\r\n\r\n', '0\r\n\r\n', 'ffffffff\r\n', '-5\r\n', '--x\r\n\r\n', '\u00ff\u00d8\u00ff\u00e0', '\u00ff\u00d9', 'z'.repeat(2_000)] as const;

/** A document that begins as one of `seeds` and ends as anything. */
export function strangeXml(chance: Chance, seeds: readonly string[]): string {
  let text = chance.between(0, 9) === 0 ? '' : chance.pick(seeds);
  for (let change = chance.between(0, 6); change >= 0; change -= 1) {
    const at = chance.between(0, text.length);
    const to = Math.min(text.length, at + chance.between(0, 40));
    const piece = chance.pick(PIECES);
    switch (chance.between(0, 4)) {
      case 0: text = text.slice(0, at) + piece + text.slice(at); break;
      case 1: text = text.slice(0, at) + text.slice(to); break;
      case 2: text = text.slice(0, to) + text.slice(at); break;
      case 3: text = text.slice(0, at) + piece.repeat(chance.between(1, 12)) + text.slice(to); break;
      default: text = text.slice(0, at) + String.fromCharCode(chance.between(0, 0x2fff)) + text.slice(at + 1);
    }
  }
  return text;
}

/** The bytes of an answer, right or wrong. */
export function strangeAnswer(chance: Chance): Buffer {
  const headers = Array.from({ length: chance.between(0, 2) }, () => `${chance.pick(HEADERS)}\r\n`);
  const bodies = Array.from({ length: chance.between(0, 3) }, () => chance.pick(BODIES));
  return Buffer.from(`${chance.pick(STATUSES)}\r\n${headers.join('')}${chance.is(0.9) ? '\r\n' : ''}${bodies.join('')}`, 'latin1');
}
