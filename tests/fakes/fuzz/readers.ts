// Strange inputs for everything that takes a reader's bytes, from the report of a USB device to the payload of a card.

import fc from 'fast-check';
import { parseReportDescriptor } from '../../../electron/station/devices/hid/report-descriptor.ts';
import { PosReportAssembler } from '../../../electron/station/devices/reader-hidpos/assembler.ts';
import { layoutOf } from '../../../electron/station/devices/reader-hidpos/pos-layout.ts';
import { CodeFramer, type CodeEnd } from '../../../electron/station/devices/reader-serial/code-frames.ts';
import { parseIdCard } from '../../../shared/domain/card/id-card.ts';
import { classifyPayload } from '../../../shared/domain/card/payload.ts';
import { posDescriptor } from '../hid-descriptors.ts';
import type { Fuzz } from './fuzz.ts';

const CARD = '001185000012|012345678|Nguyễn Thị Hồng Ánh|15031985|Nữ|Thôn Đa Chất, xã Phú Xuyên, TP Hà Nội|10052021';
const VIETQR = '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E';
const BEGINNINGS = [CARD, VIETQR, 'MC1:0192A00000047000800000000000000C:H26.149-261124-0012', 'MCP1:V:0192A00000047000800000000000000C:TO-KHAI:7', 'https://motcua.example/?ma=H26.149-261124-0012', 'DN4010000000000|4e677579e1bb856e|'];

/** A good text with a few characters changed, or any text at all, up to a few kB. */
const texts = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...BEGINNINGS), fc.array(fc.tuple(fc.nat(160), fc.constantFrom('', '|', '0', '?', '\u0301', '\u0000', 'ễ', '\ud800', '63', '||')), { maxLength: 6 })).map(([text, changes]) => changes.reduce((now, [at, put]) => now.slice(0, at) + put + now.slice(at + 1), text)) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('0', '|', 'a', '001185000012|', '000201', ' ', 'ế', '/', '?='), fc.nat(400)).map(([piece, times]) => piece.repeat(times)) },
);

const good = posDescriptor();
const descriptors = fc.oneof(fc.uint8Array({ maxLength: 120 }), fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 5 }).map((changes) => {
  const bytes = Uint8Array.from(good);
  for (const [at, value] of changes) bytes[at] = value;
  return bytes;
}));
const head = fc.tuple(fc.constantFrom(2, 2, 2, 7), fc.nat(70), fc.constantFrom(0, 1, 1));
const reports = fc.array(fc.tuple(head, fc.constantFrom(64, 64, 64, 63, 8, 0, 80)), { maxLength: 12 }).map((all) => all.map(([[id, length, more], size]) => {
  const report = new Uint8Array(size).fill(65);
  report.set([id, length].slice(0, size));
  if (size > 63) report[63] = more;
  return report;
}));
const pieces = fc.tuple(fc.constantFrom<CodeEnd>('cr', 'lf', 'crlf', 'none'), fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 }));

const sizeOf = (parts: readonly { readonly length: number }[]): number => parts.reduce((sum, { length }) => sum + length, 0);

/** @param work returns the size of its input */
function fuzz<Input>(name: string, most: Fuzz['most'], inputs: fc.Arbitrary<Input>, work: (input: Input) => number): Fuzz {
  return { name, most, play: (numRuns, took) => fc.assert(fc.property(inputs, (input) => took(work(input))), { numRuns, seed: 7, endOnFailure: true }) };
}

export const READER_FUZZ: readonly Fuzz[] = [
  fuzz('the reader of HID report descriptors', { perInput: 200, perByte: 40 }, descriptors, (bytes) => {
    const descriptor = parseReportDescriptor(bytes);
    const layout = descriptor === null ? null : layoutOf(descriptor);
    if (layout !== null) {
      const assembler = new PosReportAssembler([layout]);
      assembler.push(new Uint8Array(64).fill(2));
      assembler.giveUp();
    }
    return bytes.length;
  }),
  fuzz('the assembler of HID reports', { perInput: 10, perByte: 0.5 }, reports, (all) => {
    const assembler = new PosReportAssembler();
    for (const report of all) assembler.push(report);
    assembler.giveUp();
    return sizeOf(all);
  }),
  fuzz('the framer of codes on a serial line', { perInput: 50, perByte: 20 }, pieces, ([end, parts]) => {
    const framer = new CodeFramer({ end, prefix: '' });
    for (const part of parts) framer.push(part);
    framer.giveUp();
    return sizeOf(parts);
  }),
  fuzz('the teller of payloads', { perInput: 400, perByte: 20 }, texts, (text) => {
    classifyPayload(text);
    return text.length;
  }),
  fuzz('the parser of ID cards', { perInput: 20, perByte: 1 }, texts, (text) => {
    parseIdCard(text);
    return text.length;
  }),
];
