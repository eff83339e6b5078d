// The assembler of HID POS reports: whole codes in, whole bytes out, and a named refusal for anything else.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportsOf } from '../../../practice/reader/reports.ts';
import { PosReportAssembler, type AssembledCode } from './assembler.ts';

const assemble = (reports: readonly Uint8Array[]): (AssembledCode | null)[] => {
  const assembler = new PosReportAssembler();
  return reports.map((report) => assembler.push(report));
};
const utf8 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf8'));

// An invented person.
const CARD = '001185000012|012345678|Nguyễn Thị Hồng Ánh|15031985|Nữ|Thôn Đa Chất, xã Phú Xuyên, TP Hà Nội|10052021';

test('a card of three reports comes out whole, letters that straddle two reports included', () => {
  const shifted = Array.from({ length: 8 }, (_, shift) => 'x'.repeat(shift) + CARD);
  for (const text of shifted) {
    const answers = assemble(reportsOf(utf8(text)));
    expect(answers).toHaveLength(3);
    expect(answers.slice(0, -1)).toEqual([null, null]);
    const last = answers.at(-1);
    expect(last?.kind === 'payload' ? Buffer.from(last.bytes).toString('utf8') : last).toBe(text);
  }
});

test('any bytes of any length come out as they went in, one code after another', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 3_000 }), { maxLength: 4 }), (codes) => {
      const answers = assemble(codes.flatMap((code) => reportsOf(code))).filter((answer) => answer !== null);
      expect(answers).toEqual(codes.map((bytes) => ({ kind: 'payload', bytes, aimId: ']Q3' })));
    }),
    { numRuns: 200 },
  );
});

test('a code that never ends is refused once as oversized, its rest is thrown away, and the next one is read', () => {
  const answers = assemble([...reportsOf(utf8(CARD), 'oversized'), ...reportsOf(utf8(CARD))]).filter((answer) => answer !== null);
  expect(answers).toEqual([{ kind: 'refused', code: 'card.oversized' }, { kind: 'payload', bytes: utf8(CARD), aimId: ']Q3' }]);
});

test('reports of another kind are refused, and one inside a code spoils that code only', () => {
  const [first, second, third] = reportsOf(utf8(CARD));
  const foreign = reportsOf(utf8('x'), 'foreign')[0];
  if (first === undefined || second === undefined || third === undefined || foreign === undefined) throw new Error('three reports were expected');
  expect(assemble([foreign])).toEqual([{ kind: 'refused', code: 'card.foreign' }]);
  expect(assemble([first.subarray(0, 63)])).toEqual([{ kind: 'refused', code: 'card.foreign' }]);
  const overlong = Uint8Array.from(second);
  overlong[1] = 57;
  const answers = assemble([first, overlong, third, ...reportsOf(utf8('next'))]);
  expect(answers).toEqual([null, { kind: 'refused', code: 'card.foreign' }, null, { kind: 'payload', bytes: utf8('next'), aimId: ']Q3' }]);
});

test('a code that lost its end is refused as torn and does not leak into the next', () => {
  const assembler = new PosReportAssembler();
  for (const report of reportsOf(utf8(CARD), 'torn')) expect(assembler.push(report)).toBeNull();
  expect(assembler.isUnfinished).toBe(true);
  expect(assembler.giveUp()).toEqual({ kind: 'refused', code: 'card.torn' });
  expect(assembler.isUnfinished).toBe(false);
  expect(assembler.giveUp()).toBeNull();
  expect(assembler.push(reportsOf(utf8('A025'))[0] ?? new Uint8Array())).toMatchObject({ kind: 'payload', bytes: utf8('A025') });
});

test('no report makes it throw, and after giving up a whole code is always read', () => {
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 80 }), fc.uint8Array({ minLength: 64, maxLength: 64 }).map((report) => Uint8Array.from(report).fill(2, 0, 1)));
  fc.assert(
    fc.property(fc.array(bytes, { maxLength: 120 }), (reports) => {
      const assembler = new PosReportAssembler();
      for (const report of reports) {
        const answer = assembler.push(report);
        if (answer?.kind === 'payload') expect(answer.bytes.length).toBeLessThanOrEqual(4_096);
      }
      assembler.giveUp();
      expect(assembler.push(reportsOf(utf8('A025'))[0] ?? new Uint8Array())).toMatchObject({ kind: 'payload' });
    }),
    { numRuns: 2_000 },
  );
});
