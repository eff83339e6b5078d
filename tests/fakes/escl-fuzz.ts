// Strange answers of scanners, always the same for the same seed: eSCL documents with pieces moved, doubled, cut and made up, and HTTP answers that lie.

import { Chance } from '../morning/chance.ts';

const PIECES = [
  '<', '>', '</', '/>', '<a>', '</a>', '<![CDATA[', ']]>', '<!--', '-->', '<?xml version="1.0"?>', '<!DOCTYPE x [<!ENTITY a "b">]>', '&amp;', '&#0;', '&#x1F;', '&a;', '"', "'", '=', ' ', '\n', '\0', 'ễ', '\uFEFF', '__proto__',
  'constructor', 'scan:', 'xmlns:scan="x"', '<scan:State>Idle</scan:State>', '<AdfState>ScannerAdfJam</AdfState>', '<Min>1e9</Min>', '<XResolution>-1</XResolution>', '<XResolution>200</XResolution>', '<MaxWidth>NaN</MaxWidth>', '<Adf>', '</Adf>', '<Platen/>', '<AdfOption>Duplex</AdfOption>',
] as const;
const HEADS = [
  'HTTP/1.1 200 OK\r\n', 'HTTP/1.1 200\r\n', 'HTTP/1.0 200 OK\r\n', 'HTTP/1.1 503 Busy\r\n', 'HTTP/1.1 404 Not Found\r\n', 'HTTP/1.1 100 Continue\r\n\r\n', 'HTTP/1.1 999 ?\r\n', 'HTTP/9.9 200 OK\r\n', 'SSH-2.0-x\r\n', 'Content-Length: 5\r\n', 'Content-Length: -1\r\n', 'Content-Length: 99999999999\r\n',
  'Content-Length: 5\r\nContent-Length: 6\r\n', 'Transfer-Encoding: chunked\r\n', 'Transfer-Encoding: gzip, chunked\r\n', 'Location: /eSCL/ScanJobs/1\r\n', 'Location: //evil.invalid/x\r\n', 'Location: http://[::1\r\n', 'Connection: close\r\n', 'Connection: upgrade\r\nUpgrade: x\r\n',
  'Content-Type: multipart/related; boundary=x\r\n', 'X: \0\r\n', `X: ${'y'.repeat(20_000)}\r\n`, '\r\n', '\r\n\r\n', '5\r\nhello\r\n0\r\n\r\n', 'ffffffff\r\n', '-5\r\n', '--x\r\n\r\n', 'hello', '\u00ff\u00d8\u00ff\u00e0', '\u00ff\u00d9',
] as const;

/** A document that begins as one of `seeds` and ends as anything. */
export function strangeXml(chance: Chance, seeds: readonly string[]): string {
  let text = chance.between(0, 9) === 0 ? '' : (seeds[chance.between(0, seeds.length - 1)] ?? '');
  for (let change = chance.between(0, 6); change >= 0; change -= 1) {
    const at = chance.between(0, text.length);
    const to = Math.min(text.length, at + chance.between(0, 40));
    const piece = PIECES[chance.between(0, PIECES.length - 1)] ?? '';
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
  const parts = Array.from({ length: chance.between(0, 7) }, () => HEADS[chance.between(0, HEADS.length - 1)] ?? '');
  return Buffer.from((chance.between(0, 3) === 0 ? '' : 'HTTP/1.1 200 OK\r\n') + parts.join(''), 'latin1');
}
