// Codes cut out of a serial line: whole ones out, however the bytes are cut, and a named refusal for anything else.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodeFramer, type CodeEnd, type CodeFormat, type FramedCode } from './code-frames.ts';

const CARD = '001185000012|012345678|Nguyễn Thị Hồng Ánh|15031985|Nữ|Thôn Đa Chất, xã Phú Xuyên, TP Hà Nội|10052021';
const SIGN: Readonly<Record<CodeEnd, string>> = { cr: '\r', lf: '\n', crlf: '\r\n', none: '' };
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf8'));
const shown = (codes: readonly (FramedCode | null)[]): string[] => codes.filter((code) => code !== null).map((code) => (code.kind === 'payload' ? `${code.aimId}${Buffer.from(code.bytes).toString('utf8')}` : code.code));

function framed(format: Partial<CodeFormat>, pieces: readonly Uint8Array[]): string[] {
  const framer = new CodeFramer({ end: 'cr', prefix: '', ...format });
  return shown([...pieces.flatMap((piece) => framer.push(piece)), framer.giveUp()]);
}

test.each(['cr', 'lf', 'crlf'] as const)('codes that end with %s come out whole, cut into any pieces, letters cut in two included', (end) => {
  const codes = fc.array(fc.oneof(fc.constant(CARD), fc.stringMatching(/^[^\r\n\]]{1,80}$/)), { minLength: 1, maxLength: 4 });
  fc.assert(fc.property(codes, fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 8 }), (texts, cuts) => {
    const all = bytes(texts.map((text) => text + SIGN[end]).join(''));
    const pieces: Uint8Array[] = [];
    for (let at = 0, index = 0; at < all.length; index += 1) {
      const size = cuts[index % cuts.length] ?? 1;
      pieces.push(all.slice(at, at + size));
      at += size;
    }
    expect(framed({ end }, pieces)).toEqual(texts);
  }));
});

test('a reader set to one sign may send both, and empty lines are nothing', () => {
  expect(framed({ end: 'cr' }, [bytes('A025\r\nA026\r\n\r\n')])).toEqual(['A025', 'A026']);
  expect(framed({ end: 'lf' }, [bytes('A025\r\nA026\r\n')])).toEqual(['A025', 'A026']);
  expect(framed({ end: 'crlf' }, [bytes('A0\n25\r\n')])).toEqual(['A0\n25']);
});

test('without a sign the silence ends a code; with one, a code that silence cuts is torn', () => {
  expect(framed({ end: 'none' }, [bytes(CARD)])).toEqual([CARD]);
  expect(framed({ end: 'cr' }, [bytes(CARD)])).toEqual(['card.torn']);
  const framer = new CodeFramer({ end: 'none', prefix: '' });
  framer.push(bytes(CARD));
  expect(framer.giveUp(true)).toEqual({ kind: 'refused', code: 'card.torn' });
});

test('a prefix is taken off, and a code without it is another device’s', () => {
  expect(framed({ prefix: 'QR' }, [bytes(`QR${CARD}\rQR]Q3A025\rA026\r`)])).toEqual([CARD, ']Q3A025', 'card.foreign']);
});

test('a code of 3 kB comes through; one that never ends is refused once, and the next is read', () => {
  const largest = 'Ế'.repeat(984);
  expect(framed({}, [bytes(`${largest}\r`)])).toEqual([largest]);
  expect(framed({}, [bytes(`${'x'.repeat(9_000)}\rA025\r`)])).toEqual(['card.oversized', 'A025']);
});

test('no bytes make it throw or remember more than a code, and after a silence a whole code is always read', () => {
  const format = fc.record({ end: fc.constantFrom<CodeEnd>('cr', 'lf', 'crlf', 'none'), prefix: fc.constantFrom('', 'QR') });
  fc.assert(fc.property(format, fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 30 }), (set, pieces) => {
    const framer = new CodeFramer(set);
    for (const piece of pieces) for (const code of framer.push(piece)) if (code.kind === 'payload') expect(code.bytes.length).toBeLessThanOrEqual(4_098);
    framer.giveUp();
    expect(shown([...framer.push(bytes(`${set.prefix}A025${SIGN[set.end]}`)), framer.giveUp()])).toEqual(['A025']);
  }), { numRuns: 1_000 });
});
