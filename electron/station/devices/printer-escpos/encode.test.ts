// The encoder of pictures: slices, measures, and what a printer makes of them.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PrinterMachine, type MachineEvents } from '../../../practice/printer/machine.ts';
import { encodeJob, encodeRecovery } from './encode.ts';

interface Printed {
  readonly rows: number;
  readonly bits: Uint8Array;
  readonly pictureRows: number;
}

function printed(chunks: readonly Uint8Array[], widthDots: number): { readonly pages: readonly Printed[]; readonly odd: readonly number[] } {
  const pages: Printed[] = [];
  const odd: number[] = [];
  const events: MachineEvents = {
    mayPrint: () => true, rowPrinted: () => undefined, sensorAsked: () => undefined, textAnswer: () => undefined, changesAsked: () => undefined,
    cut: (page) => void pages.push(page),
    notUnderstood: (byte) => void odd.push(byte),
  };
  const machine = new PrinterMachine(widthDots, events);
  for (const chunk of chunks) machine.push(chunk);
  return { pages, odd };
}

const pictures = fc.record({ rowBytes: fc.integer({ min: 1, max: 72 }), rows: fc.integer({ min: 0, max: 600 }), seed: fc.nat() }).map(({ rowBytes, rows, seed }) => {
  const bits = new Uint8Array(rowBytes * rows);
  let chance = seed | 1;
  for (let index = 0; index < bits.length; index += 1) {
    chance = (Math.imul(chance, 1_103_515_245) + 12_345) >>> 0;
    bits[index] = chance >> 16;
  }
  return { widthDots: rowBytes * 8, rows, bits };
});

test('a printer puts every dot where the picture has it, however many rows', () => {
  fc.assert(
    fc.property(pictures, (picture) => {
      const { pages, odd } = printed([encodeJob(picture)], picture.widthDots);
      expect(odd).toEqual([]);
      expect(pages).toHaveLength(1);
      expect(pages[0]?.pictureRows).toBe(picture.rows);
      expect(Buffer.compare(Buffer.from(pages[0]?.bits.subarray(0, picture.bits.length) ?? []), Buffer.from(picture.bits))).toBe(0);
      expect(pages[0]?.bits.subarray(picture.bits.length).every((byte) => byte === 0)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('wherever a picture breaks off, the next one after a recovery comes out whole on its own paper', () => {
  const torn = { widthDots: 576, rows: 700, bits: new Uint8Array(72 * 700).fill(0x5a) };
  const next = { widthDots: 576, rows: 300, bits: new Uint8Array(72 * 300).fill(0xc3) };
  const whole = encodeJob(torn);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: whole.length }), (at) => {
      const { pages } = printed([whole.subarray(0, at), encodeRecovery(576), encodeJob(next)], 576);
      expect(pages.at(-1)?.pictureRows).toBe(300);
      expect(Buffer.compare(Buffer.from(pages.at(-1)?.bits.subarray(0, next.bits.length) ?? []), Buffer.from(next.bits))).toBe(0);
    }),
    { numRuns: 300 },
  );
});

test('a picture whose measures contradict each other is refused before a byte is sent', () => {
  expect(() => encodeJob({ widthDots: 575, rows: 1, bits: new Uint8Array(72) })).toThrow(RangeError);
  expect(() => encodeJob({ widthDots: 576, rows: 2, bits: new Uint8Array(72) })).toThrow(RangeError);
});
