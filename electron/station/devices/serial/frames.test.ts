// Frames of every shape, written and found again whole, cut, among noise and among those of other addresses.

import { expect, test } from 'vitest';
import { FrameFinder, frameOf, type FrameTable } from './frames.ts';

const plain: FrameTable = { start: '02', end: '03', address: 'digits', addressDigits: 2, checksum: 'none', checksumAfterEnd: false };
const KEYS = ['1', '2', '3'].map((text) => Buffer.from(text));

test.each<[string, Partial<FrameTable>, string]>([
  ['STX, two digits of address, content, ETX', {}, '0230374103'],
  ['one byte of address', { address: 'byte' }, '02074103'],
  ['no address, only a return', { start: '', end: '0D', address: 'none' }, '410d'],
  ['an XOR before the end', { checksum: 'xor' }, '023037414603'],
  ['an XOR in two digits', { checksum: 'xor-hex' }, '02303741343603'],
  ['a sum over the end too, after it', { checksum: 'sum', checksumAfterEnd: true }, '0230374103ab'],
])('a frame with %s', (_what, changed, hex) => {
  expect(Buffer.from(frameOf({ ...plain, ...changed }, 7, Buffer.from('A'))).toString('hex')).toBe(hex);
});

test.each<[string, Partial<FrameTable>]>([['plain', {}], ['with a sum', { checksum: 'sum-hex' }], ['without any frame', { start: '', end: '', address: 'none' }]])('frames %s are found in pieces of any size', (_what, changed) => {
  const table = { ...plain, ...changed };
  const stream = Buffer.concat([0, 1, 2, 2, 0].map((index) => frameOf(table, 7, KEYS[index] ?? Buffer.alloc(1))));
  for (let size = 1; size <= stream.length; size += 1) {
    const finder = new FrameFinder(table, 7, KEYS);
    const found: number[] = [];
    for (let at = 0; at < stream.length; at += size) found.push(...finder.push(stream.subarray(at, at + size)));
    expect(found).toEqual([0, 1, 2, 2, 0]);
  }
});

test('noise, frames of other addresses, wrong sums and half frames are passed over', () => {
  const table = { ...plain, checksum: 'xor' } as const;
  const good = Buffer.from(frameOf(table, 7, Buffer.from('2')));
  const spoiled = Buffer.from(good);
  spoiled[4] = (spoiled[4] ?? 0) ^ 1;
  const finder = new FrameFinder(table, 7, KEYS);
  expect(finder.push(Buffer.concat([Buffer.from('\x02\x02noise\x03'), frameOf(table, 8, Buffer.from('1')), spoiled, good.subarray(0, 3), good]))).toEqual([1]);
  finder.push(good.subarray(0, 4));
  finder.reset();
  expect(finder.push(good.subarray(4))).toEqual([]);
});
