// What a reader's firmware makes of a code: HID POS reports, or bytes on a serial line; spoilt on request.

const DATA_BYTES = 56;

/** What goes wrong with a code on its way: its last part is lost, it goes on and on, it is none of this kind, it comes slowly, or the plug is pulled half-way. */
export const READER_FAULTS = ['torn', 'oversized', 'foreign', 'slow', 'unplug'] as const;
export type ReaderFault = (typeof READER_FAULTS)[number];

/** How a virtual reader is set: raw 64-byte HID POS reports, or bytes with CR after each code as readers leave the factory. */
export type ReaderMode = 'hid-stream' | 'serial';

/** The pieces of one code in the order in which they leave the reader. */
export function piecesOf(mode: ReaderMode, payload: Uint8Array, fault: ReaderFault | null): Uint8Array[] {
  return mode === 'hid-stream' ? reportsOf(payload, fault) : bytesOf(payload, fault);
}

/** Bytes as a USB serial reader sends them, in packets of 64. */
function bytesOf(payload: Uint8Array, fault: ReaderFault | null): Uint8Array[] {
  const text = fault === 'oversized' ? repeated(payload) : fault === 'foreign' ? Buffer.from([0, 255, 0, 255]) : payload;
  const whole = Buffer.concat([text, Buffer.from('\r')]);
  const sent = fault === 'torn' ? whole.subarray(0, -2) : whole;
  return Array.from({ length: Math.ceil(sent.length / 64) }, (_, index) => Uint8Array.from(sent.subarray(index * 64, (index + 1) * 64)));
}

function repeated(payload: Uint8Array): Buffer {
  return Buffer.concat(Array.from({ length: Math.ceil(6_000 / Math.max(1, payload.length)) }, () => payload));
}

/** Reports of 64 bytes for one code; `aimId` has three characters. */
export function reportsOf(payload: Uint8Array, fault: ReaderFault | null = null, aimId = ']Q3'): Uint8Array[] {
  const text = fault === 'oversized' ? repeated(payload) : Buffer.from(payload);
  const count = Math.max(1, Math.ceil(text.length / DATA_BYTES));
  const reports = Array.from({ length: count }, (_, index) => {
    const data = text.subarray(index * DATA_BYTES, (index + 1) * DATA_BYTES);
    const report = Buffer.alloc(64);
    report[0] = fault === 'foreign' ? 7 : 2;
    report[1] = fault === 'foreign' ? 0xff : data.length;
    report.write(aimId, 2, 3, 'latin1');
    data.copy(report, 5);
    report[61] = 0x73;
    report[63] = index < count - 1 ? 1 : 0;
    return report;
  });
  if (fault !== 'torn') return reports;
  // A code of one report is torn by promising a second.
  if (count === 1 && reports[0] !== undefined) reports[0][63] = 1;
  return count === 1 ? reports : reports.slice(0, -1);
}
