// What status bytes mean, against bytes that were recorded from printers.

import { expect, test } from 'vitest';
import { conditionOfChange, conditionOfStatus, troubleOf } from './condition.ts';

test.each([
  ['fine', [0x12, 0x12, 0x12, 0x12], null, false],
  ['low on paper', [0x12, 0x12, 0x12, 0x1e], null, true],
  ['out of paper', [0x1a, 0x32, 0x12, 0x7e], 'printer.paper-out', true],
  ['open', [0x1a, 0x16, 0x12, 0x12], 'printer.cover-open', false],
  ['jammed at the knife', [0x1a, 0x52, 0x1a, 0x12], 'printer.cutter', false],
  ['broken', [0x1a, 0x52, 0x32, 0x12], 'printer.error', false],
  ['off line for no given reason', [0x1a, 0x12, 0x12, 0x12], 'printer.offline', false],
] as const)('the four status bytes of a printer that is %s', (_name, [b1, b2, b3, b4], trouble, isLow) => {
  const condition = conditionOfStatus({ 1: b1, 2: b2, 3: b3, 4: b4 });
  expect([troubleOf(condition), condition.paperLow]).toEqual([trouble, isLow]);
});

test.each([
  ['low on paper', [0x10, 0x00, 0x03, 0x00], null],
  ['out of paper', [0x18, 0x00, 0x0f, 0x00], 'printer.paper-out'],
  ['open', [0x38, 0x00, 0x00, 0x00], 'printer.cover-open'],
  ['jammed at the knife', [0x18, 0x08, 0x00, 0x00], 'printer.cutter'],
  ['fine again', [0x10, 0x00, 0x00, 0x00], null],
] as const)('the change block of a printer that is %s', (_name, [b0, b1, b2, b3], trouble) => {
  expect(troubleOf(conditionOfChange([b0, b1, b2, b3]))).toBe(trouble);
});
