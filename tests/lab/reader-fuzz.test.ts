// A million strange inputs for everything that takes a reader's bytes: nothing throws, and none takes longer than its size is worth.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseReportDescriptor } from '../../electron/station/devices/hid/report-descriptor.ts';
import { PosReportAssembler } from '../../electron/station/devices/reader-hidpos/assembler.ts';
import { layoutOf } from '../../electron/station/devices/reader-hidpos/pos-layout.ts';
import { CodeFramer, type CodeEnd } from '../../electron/station/devices/reader-serial/code-frames.ts';
import { parseIdCard } from '../../shared/domain/card/id-card.ts';
import { classifyPayload } from '../../shared/domain/card/payload.ts';
import { posDescriptor } from '../fakes/hid-descriptors.ts';

const RUNS = 1_000_000;
/** Far above what any of these inputs takes on a slow machine, far below a hang. */
const SLOWEST_MS = 2_000;
const HOURS = 7_200_000;

const CARD = '001185000012|012345678|Nguyễn Thị Hồng Ánh|15031985|Nữ|Thôn Đa Chất, xã Phú Xuyên, TP Hà Nội|10052021';
const VIETQR = '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang63042E2E';
const BEGINNINGS = [CARD, VIETQR, 'MC1:0192A00000047000800000000000000C:H26.149-261124-0012', 'MCP1:V:0192A00000047000800000000000000C:TO-KHAI:7', 'https://motcua.example/?ma=H26.149-261124-0012', 'DN4010000000000|4e677579e1bb856e|'];

/** A good text with a few characters changed, or any text at all, up to a few kB. */
const texts = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...BEGINNINGS), fc.array(fc.tuple(fc.nat(160), fc.constantFrom('', '|', '0', '?', '\u0301', '\u0000', 'ễ', '\ud800', '63', '||')), { maxLength: 6 })).map(([text, changes]) => changes.reduce((now, [at, put]) => now.slice(0, at) + put + now.slice(at + 1), text)) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('0', '|', 'a', '001185000012|', '000201', ' ', 'ế', '/', '?='), fc.nat(400)).map(([piece, times]) => piece.repeat(times)) },
);

function watched<Input>(name: string, inputs: fc.Arbitrary<Input>, work: (input: Input) => void): void {
  test(`${name} takes a million inputs`, () => {
    let slowest = 0;
    fc.assert(fc.property(inputs, (input) => {
      const begun = performance.now();
      work(input);
      slowest = Math.max(slowest, performance.now() - begun);
    }), { numRuns: RUNS });
    expect(slowest).toBeLessThan(SLOWEST_MS);
  }, HOURS);
}

const good = posDescriptor();
watched('the reader of report descriptors', fc.oneof(fc.uint8Array({ maxLength: 120 }), fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 5 }).map((changes) => {
  const bytes = Uint8Array.from(good);
  for (const [at, value] of changes) bytes[at] = value;
  return bytes;
})), (bytes) => {
  const descriptor = parseReportDescriptor(bytes);
  const layout = descriptor === null ? null : layoutOf(descriptor);
  if (layout === null) return;
  const assembler = new PosReportAssembler([layout]);
  assembler.push(new Uint8Array(64).fill(2));
  assembler.giveUp();
});

const head = fc.tuple(fc.constantFrom(2, 2, 2, 7), fc.nat(70), fc.constantFrom(0, 1, 1));
watched('the assembler of reports', fc.array(fc.tuple(head, fc.constantFrom(64, 64, 64, 63, 8, 0, 80)), { maxLength: 12 }), (reports) => {
  const assembler = new PosReportAssembler();
  for (const [[id, length, more], size] of reports) {
    const report = new Uint8Array(size).fill(65);
    report.set([id, length].slice(0, size));
    if (size > 63) report[63] = more;
    assembler.push(report);
  }
  assembler.giveUp();
});

watched('the framer of serial codes', fc.tuple(fc.constantFrom<CodeEnd>('cr', 'lf', 'crlf', 'none'), fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 })), ([end, pieces]) => {
  const framer = new CodeFramer({ end, prefix: '' });
  for (const piece of pieces) framer.push(piece);
  framer.giveUp();
});

watched('the teller of payloads', texts, (text) => void classifyPayload(text));
watched('the parser of cards', texts, (text) => void parseIdCard(text));
