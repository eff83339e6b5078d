// Report descriptors: fields where they lie, wholes only, and nothing that makes the reading throw or hang.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JOYSTICK_DESCRIPTOR, collection, elements, input, output, page, posDescriptor, push, reportId, usage, usageRange } from '../../../../tests/fakes/hid-descriptors.ts';
import { parseReportDescriptor, reportBytes, usageOf, type ReportDescriptor } from './report-descriptor.ts';

function parsed(...items: readonly (readonly number[])[]): ReportDescriptor | null {
  return parseReportDescriptor(Uint8Array.from(items.flat()));
}

test('a joystick board has its axes and buttons, one after the other, without numbers', () => {
  const descriptor = parseReportDescriptor(JOYSTICK_DESCRIPTOR);
  expect(descriptor).toEqual({
    isNumbered: false,
    fields: [
      { kind: 'input', reportId: 0, bitOffset: 0, bitSize: 8, count: 2, isConstant: false, isArray: false, usages: [{ from: 0x10030, to: 0x10030 }, { from: 0x10031, to: 0x10031 }], top: 0x10004 },
      { kind: 'input', reportId: 0, bitOffset: 16, bitSize: 1, count: 12, isConstant: false, isArray: false, usages: [{ from: 0x90001, to: 0x9000c }], top: 0x10004 },
      { kind: 'input', reportId: 0, bitOffset: 28, bitSize: 4, count: 1, isConstant: true, isArray: false, usages: [], top: 0x10004 },
    ],
  });
  const buttons = descriptor?.fields[1];
  expect(buttons === undefined || descriptor === null ? [] : [usageOf(buttons, 0), usageOf(buttons, 11), usageOf(buttons, 12), reportBytes(descriptor, 'input', 0)]).toEqual([0x90001, 0x9000c, 0x9000c, 4]);
});

test('reports are counted apart by number and direction, and the byte of the number with them', () => {
  const descriptor = parsed(page(0xff00), usage(1), collection(1, [...reportId(1), ...elements(8, 3), ...usage(2), ...input(), ...usage(3), ...output(), ...reportId(2), ...elements(1, 9), ...usage(4), ...input(), ...reportId(1), ...elements(8, 1), ...usage(5), ...input()]));
  expect(descriptor?.fields.map(({ kind, reportId: id, bitOffset }) => `${kind} ${id} ${bitOffset}`)).toEqual(['input 1 0', 'output 1 0', 'input 2 0', 'input 1 24']);
  expect(descriptor === null ? [] : [reportBytes(descriptor, 'input', 1), reportBytes(descriptor, 'output', 1), reportBytes(descriptor, 'input', 2)]).toEqual([5, 4, 3]);
});

test('a pushed page comes back, a wide usage brings its own page, and of alternatives the first counts', () => {
  const descriptor = parsed(page(0x8c), usage(2), collection(1, [...elements(8, 1), ...push([...page(1), ...usage(0x3b), ...input()]), ...usage(0xfe), ...input(), ...usage(0x0009_0003, 4), ...input(), 0xa9, 1, ...usage(0x10), ...usage(0x11), 0xa9, 0, ...input()]));
  expect(descriptor?.fields.map((field) => field.usages)).toEqual([[{ from: 0x1003b, to: 0x1003b }], [{ from: 0x8c00fe, to: 0x8c00fe }], [{ from: 0x90003, to: 0x90003 }], [{ from: 0x8c0010, to: 0x8c0010 }]]);
});

test.each([
  ['nothing', []],
  ['an item that is cut off', [0x05]],
  ['a long item that is cut off', [0xfe, 4, 1, 0]],
  ['a collection that never ends', [...page(1), ...usage(4), 0xa1, 1]],
  ['an end without a beginning', [0xc0]],
  ['a pop without a push', [0xb4]],
  ['a report number of zero', [0x85, 0]],
  ['a report longer than any', [...elements(65_535, 65_535), ...input()]],
  ['more than 4096 bytes', Array.from({ length: 4_098 }, (_, index) => (index % 2 === 0 ? 0x05 : 1))],
])('%s is no descriptor', (_what, bytes) => {
  expect(parsed(bytes)).toBeNull();
});

test('a long item is passed over', () => {
  expect(parsed([0xfe, 2, 9, 1, 1], page(1), usage(4), collection(1, []))).toEqual({ fields: [], isNumbered: false });
});

test('usages of a range without its end, or backwards, are none', () => {
  expect(parsed(page(9), elements(1, 2), [0x19, 1], input(), usageRange(5, 2), input())?.fields.map((field) => field.usages)).toEqual([[], []]);
});

test('no bytes make it throw, or take more than their length is worth', () => {
  const items = fc.array(fc.oneof(fc.constantFrom(page(1), usage(4), elements(8, 4), input(), output(), reportId(3), [0xc0], [0xa1, 1], [0xa4], [0xb4]), fc.uint8Array({ maxLength: 6 }).map((bytes) => [...bytes])), { maxLength: 60 }).map((parts) => Uint8Array.from(parts.flat()));
  const spoilt = fc.tuple(fc.nat(200), fc.nat(255)).map(([at, value]) => posDescriptor().map((byte, index) => (index === at ? value : byte)));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), items, spoilt), (bytes) => {
      const descriptor = parseReportDescriptor(bytes);
      for (const field of descriptor?.fields ?? []) expect(field.bitOffset + field.bitSize * field.count).toBeLessThanOrEqual(16_384 * 8);
    }),
    { numRuns: 3_000 },
  );
});
