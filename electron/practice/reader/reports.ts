// Cuts a code into HID POS reports the way a reader's firmware does, and spoils them on request.

const DATA_BYTES = 56;

/** What goes wrong with a code on its way: its last report is lost, it goes on and on, or the reports are none of this kind. */
export const READER_FAULTS = ['torn', 'oversized', 'foreign'] as const;
export type ReaderFault = (typeof READER_FAULTS)[number];

/** Reports of 64 bytes for one code; `aimId` has three characters. */
export function reportsOf(payload: Uint8Array, fault: ReaderFault | null = null, aimId = ']Q3'): Uint8Array[] {
  const text = fault === 'oversized' ? Buffer.concat(Array.from({ length: Math.ceil(6_000 / Math.max(1, payload.length)) }, () => payload)) : Buffer.from(payload);
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
