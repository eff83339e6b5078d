// The splitter of the printer's answers: known streams, and any bytes at all.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AnswerSplitter, type PrinterAnswer } from './answers.ts';

const split = (chunks: readonly Uint8Array[]): PrinterAnswer[] => {
  const splitter = new AnswerSplitter();
  return chunks.flatMap((chunk) => splitter.push(chunk));
};

test('status bytes, changes, fences and texts of one stream are told apart', () => {
  const stream = Uint8Array.of(0x12, 0x1a, 0x18, 0x00, 0x0f, 0x00, 0x0f, 0x5f, 0x41, 0x42, 0x00, 0x37, 0x22, 1, 2, 3, 4, 0x00, 0x00);
  expect(split([stream])).toEqual([
    { kind: 'status', byte: 0x12 },
    { kind: 'status', byte: 0x1a },
    { kind: 'change', bytes: [0x18, 0x00, 0x0f, 0x00] },
    { kind: 'fence', byte: 0x0f },
    { kind: 'text', bytes: Uint8Array.of(0x5f, 0x41, 0x42) },
    { kind: 'text', bytes: Uint8Array.of(0x37, 0x22, 1, 2, 3, 4) },
    { kind: 'fence', byte: 0x00 },
  ]);
});

test('a change block that breaks off is dropped and the byte that broke it is read anew', () => {
  expect(split([Uint8Array.of(0x10, 0x00, 0x12, 0x00)])).toEqual([{ kind: 'status', byte: 0x12 }, { kind: 'fence', byte: 0 }]);
});

test('where TCP cuts the stream makes no difference, and no stream throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), fc.array(fc.nat(600), { maxLength: 8 }), (stream, cuts) => {
      const edges = [0, ...cuts.map((cut) => Math.min(cut, stream.length)).toSorted((a, b) => a - b), stream.length];
      const chunks = edges.slice(1).map((edge, index) => stream.subarray(edges[index], edge));
      expect(split(chunks)).toEqual(split([stream]));
    }),
    { numRuns: 2_000 },
  );
});

test('after any noise, a silence of the change block and a status byte are understood again', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
      // A zero ends any text; three more end any change block.
      const answers = split([noise, Uint8Array.of(0, 0, 0, 0, 0x12)]);
      expect(answers.at(-1)).toEqual({ kind: 'status', byte: 0x12 });
    }),
    { numRuns: 2_000 },
  );
});
