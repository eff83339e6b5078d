// Which bits of a HID device's reports are its buttons and lamps: by its own descriptor, or by what its kind usually has where the system shows none.

import { parseReportDescriptor, reportBytes, type ReportDescriptor } from '../hid/report-descriptor.ts';

/** Where the buttons are: bit of button 1, 2, 3 …, counted without the byte of the report's number. */
export interface ButtonBits {
  readonly isNumbered: boolean;
  readonly reportId: number;
  readonly bits: readonly number[];
}

/** What is sent to show lamps: a report of so many bytes, its number first. */
export interface LampReport {
  readonly reportId: number;
  readonly bytes: number;
}

type ButtonKind = 'panel' | 'joystick';

/** What the settings say of a device's reports. */
export interface ButtonPlaces {
  readonly kind: ButtonKind;
  /** Bit of button 1; left out: as the descriptor or the kind has it. */
  readonly firstBit?: number | undefined;
  /** Number of the report that has the buttons, where the system shows no descriptor (Windows) or the descriptor has several; left out: the first, or no numbers. */
  readonly reportId?: number | undefined;
}

const BUTTON_PAGE = 9;
const MOST_BUTTONS = 64;
/** DragonRise's encoders: five bytes of axes, four bits of hat, then the buttons. */
const JOYSTICK_FIRST_BIT = 44;

const upTo = (count: number, first: number): number[] => Array.from({ length: count }, (_, index) => first + index);

export function buttonBitsOf(descriptor: Uint8Array | null, { kind, firstBit, reportId: wantedId }: ButtonPlaces): ButtonBits {
  const parsed = descriptor === null ? null : parseReportDescriptor(descriptor);
  const own = parsed === null ? null : describedBits(parsed, kind, wantedId);
  const isNumbered = parsed?.isNumbered ?? wantedId !== undefined;
  const reportId = own?.reportId ?? wantedId ?? 0;
  if (firstBit !== undefined) return { isNumbered, reportId, bits: upTo(MOST_BUTTONS, firstBit) };
  return own ?? { isNumbered, reportId, bits: kind === 'joystick' ? upTo(12, JOYSTICK_FIRST_BIT) : upTo(MOST_BUTTONS, 0) };
}

/** The single bits of the first report that has some, or of the one that is wanted; of a joystick only those that are called buttons. */
function describedBits({ fields, isNumbered }: ReportDescriptor, kind: ButtonKind, wantedId: number | undefined): ButtonBits | null {
  const single = fields.filter((field) => field.kind === 'input' && field.bitSize === 1 && !field.isConstant && !field.isArray && (!isNumbered || wantedId === undefined || field.reportId === wantedId));
  const wanted = single.filter(({ usages }) => kind === 'panel' || usages.some(({ from }) => Math.floor(from / 65_536) === BUTTON_PAGE));
  const reportId = wanted[0]?.reportId;
  if (reportId === undefined) return null;
  const bits = wanted.filter((field) => field.reportId === reportId).flatMap(({ bitOffset, count }) => upTo(Math.min(count, MOST_BUTTONS), bitOffset));
  return { isNumbered, reportId, bits: bits.slice(0, MOST_BUTTONS) };
}

/**
 * Null where the device says that it takes no reports.
 * @param wantedId number of the report where the system shows no descriptor
 */
export function lampReportOf(descriptor: Uint8Array | null, wantedId?: number): LampReport | null {
  const parsed = descriptor === null ? null : parseReportDescriptor(descriptor);
  if (parsed === null) return { reportId: wantedId ?? 0, bytes: 1 + MOST_BUTTONS / 8 };
  const field = parsed.fields.find(({ kind, isConstant }) => kind === 'output' && !isConstant);
  if (field === undefined) return null;
  // node-hid wants the number first even where there is none.
  return { reportId: field.reportId, bytes: reportBytes(parsed, 'output', field.reportId) + (parsed.isNumbered ? 0 : 1) };
}

/** Numbers of the buttons that a report says are down; null for another report of the device. */
export function buttonsDown(report: Uint8Array, { isNumbered, reportId, bits }: ButtonBits): ReadonlySet<number> | null {
  if (isNumbered && report[0] !== reportId) return null;
  const skip = isNumbered ? 1 : 0;
  return new Set(bits.flatMap((bit, index) => (((report[skip + (bit >> 3)] ?? 0) >> (bit & 7)) & 1) === 1 ? [index + 1] : []));
}

/** The report that shows which lamps are lit. */
export function lampReport({ reportId, bytes }: LampReport, lit: ReadonlySet<number>): Uint8Array {
  const report = new Uint8Array(bytes);
  report[0] = reportId;
  for (const button of lit) {
    const at = 1 + ((button - 1) >> 3);
    if (at < bytes) report[at] = (report[at] ?? 0) | (1 << ((button - 1) & 7));
  }
  return report;
}
