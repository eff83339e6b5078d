// The layout of a reader's reports out of its descriptor: whatever numbers and lengths a model has, codes come out whole.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { posDescriptor, JOYSTICK_DESCRIPTOR, USUAL_SHAPE, type PosShape } from '../../../../tests/fakes/hid-descriptors.ts';
import { parseReportDescriptor } from '../hid/report-descriptor.ts';
import { PosReportAssembler } from './assembler.ts';
import { STANDARD_LAYOUT, USUAL_LAYOUTS, layoutOf, posDeviceOf, type PosLayout } from './pos-layout.ts';

const HONEYWELL = 0x0c2e, ZEBRA = 0x05e0;
const CARD = Buffer.from('001185000012|012345678|Nguyễn Thị Hồng Ánh|15031985|Nữ|Thôn Đa Chất, xã Phú Xuyên, TP Hà Nội|10052021', 'utf8');

function layoutFor(shape: PosShape): PosLayout {
  const descriptor = parseReportDescriptor(posDescriptor(shape));
  const layout = descriptor === null ? null : layoutOf(descriptor);
  if (layout === null) throw new Error('a descriptor of a reader was expected');
  return layout;
}

/** What a reader of that shape would send, with `padding` bytes behind each report as Windows adds them. */
function sent(shape: PosShape, code: Uint8Array, padding = 0): Uint8Array[] {
  const { reportId, dataBytes, lengthBits = 8, hasAim = true, hasMore = true } = shape;
  return Array.from({ length: Math.max(1, Math.ceil(code.length / dataBytes)) }, (_, index) => {
    const data = code.subarray(index * dataBytes, (index + 1) * dataBytes);
    const isLast = (index + 1) * dataBytes >= code.length;
    return Uint8Array.from([
      ...(reportId === null ? [] : [reportId]),
      ...(lengthBits === 0 ? [] : lengthBits === 8 ? [data.length] : [data.length & 255, data.length >> 8]),
      ...(hasAim ? [0x5d, 0x51, 0x33] : []),
      ...data, ...new Uint8Array(dataBytes - data.length), 0x73, 0, ...(hasMore ? [isLast ? 0 : 1] : []), ...new Uint8Array(padding),
    ]);
  });
}

function read(layouts: readonly PosLayout[], reports: readonly Uint8Array[]): unknown[] {
  const assembler = new PosReportAssembler(layouts);
  const answers = [...reports.map((report) => assembler.push(report)), assembler.giveUp()].filter((answer) => answer !== null);
  return answers.map((answer) => (answer.kind === 'payload' ? Buffer.from(answer.bytes).toString('utf8') : answer.code));
}

test('the usual descriptor gives the usual layout', () => {
  expect(layoutFor(USUAL_SHAPE)).toEqual(STANDARD_LAYOUT);
});

test('a device without decoded data has no layout, and then the usual ones are tried', () => {
  expect(posDeviceOf(ZEBRA, JOYSTICK_DESCRIPTOR)).toEqual({ layouts: USUAL_LAYOUTS, wakeUp: null });
  expect(posDeviceOf(ZEBRA, Uint8Array.of(1))).toEqual({ layouts: USUAL_LAYOUTS, wakeUp: null });
  expect(posDeviceOf(ZEBRA, null)).toEqual({ layouts: USUAL_LAYOUTS, wakeUp: null });
});

test('a maker’s wake-up is sent where its descriptor has that report, or none is shown', () => {
  const wakeUp = Uint8Array.of(254, 1);
  expect(posDeviceOf(HONEYWELL, null).wakeUp).toEqual(wakeUp);
  expect(posDeviceOf(HONEYWELL, posDescriptor()).wakeUp).toBeNull();
  expect(posDeviceOf(HONEYWELL, posDescriptor({ ...USUAL_SHAPE, hasOthers: true })).wakeUp).toEqual(wakeUp);
});

test('a report of the device that carries no code is passed over, even between two of a code', () => {
  const shape = { ...USUAL_SHAPE, hasOthers: true };
  const [first, ...rest] = sent(shape, CARD);
  expect(read([layoutFor(shape)], [first ?? new Uint8Array(), Uint8Array.of(3, 0, 0, 0, 0), ...rest])).toEqual([CARD.toString('utf8')]);
});

test('a model with its length in two bytes is understood without a descriptor too', () => {
  const shape: PosShape = { reportId: 2, dataBytes: 55, lengthBits: 16 };
  expect(read(USUAL_LAYOUTS, sent(shape, CARD))).toEqual([CARD.toString('utf8')]);
});

test('without a mark of more a code ends with a report that is not full, or with the gap; when the reader is gone it is torn', () => {
  const shape: PosShape = { reportId: 5, dataBytes: 60, hasMore: false };
  const full = Buffer.alloc(120, 'A');
  expect(read([layoutFor(shape)], sent(shape, CARD))).toEqual([CARD.toString('utf8')]);
  expect(read([layoutFor(shape)], sent(shape, full))).toEqual([full.toString('utf8')]);
  const assembler = new PosReportAssembler([layoutFor(shape)]);
  for (const report of sent(shape, full)) assembler.push(report);
  expect(assembler.giveUp(true)).toEqual({ kind: 'refused', code: 'card.torn' });
});

test('codes of up to 4 kB come through reports of any number and length, byte for byte, padded or not; longer ones are refused by name', () => {
  const shapes = fc.record({
    reportId: fc.option(fc.integer({ min: 1, max: 253 }), { nil: null }), dataBytes: fc.integer({ min: 1, max: 250 }),
    lengthBits: fc.constantFrom(0 as const, 8 as const, 16 as const), hasAim: fc.boolean(), hasMore: fc.boolean(),
  });
  const code = fc.uint8Array({ minLength: 1, maxLength: 4_200, min: 1 });
  fc.assert(
    fc.property(shapes, code, fc.nat(9), (shape, bytes, padding) => {
      expect(read([layoutFor(shape)], sent(shape, bytes, padding))[0]).toEqual(bytes.length > 4_096 ? 'card.oversized' : Buffer.from(bytes).toString('utf8'));
    }),
    { numRuns: 300 },
  );
});

test('a card of 1 kB over eighteen reports and a QR of 3 kB over fifty-three arrive whole', () => {
  const kilobyte = Buffer.concat(Array.from({ length: 8 }, () => CARD));
  const largest = Buffer.alloc(2_953, 'Ế');
  for (const [code, count] of [[kilobyte, 18], [largest, 53]] as const) {
    const reports = sent(USUAL_SHAPE, code);
    expect([reports.length, read(USUAL_LAYOUTS, reports)]).toEqual([count, [code.toString('utf8')]]);
  }
});
