// Where in its reports a reader keeps length, symbology, data and the mark that more follow: out of its descriptor, or by its maker where no descriptor is shown.

import { parseReportDescriptor, reportBytes, usageOf, type ReportDescriptor, type ReportField } from '../hid/report-descriptor.ts';

/** Places are bytes from the start of the report as it arrives, its number included. */
export interface PosLayout {
  /** 0 where reports have no number. */
  readonly reportId: number;
  /** The whole report; what comes after (Windows fills up to the longest report of the device) is nothing. */
  readonly bytes: number;
  /** Null where the data ends at its last byte that is not zero. */
  readonly lengthAt: number | null;
  /** Three characters of the AIM symbology, such as "]Q3". */
  readonly aimAt: number | null;
  readonly dataAt: number;
  readonly dataBytes: number;
  /** Null where a code goes on for as long as its reports are full. */
  readonly more: { readonly at: number; readonly mask: number } | null;
  /** Numbers of the device's other reports, which have nothing to do with codes. */
  readonly otherIds: ReadonlySet<number>;
}

/** "USB HID Point of Sale Usage Tables" 1.02, as Access-IS, Honeywell and most others have it: number 2, length, symbology, 56 bytes, maker's symbology, filling, mark. */
export const STANDARD_LAYOUT: PosLayout = {
  reportId: 2, bytes: 64, lengthAt: 1, aimAt: 2, dataAt: 5, dataBytes: 56, more: { at: 63, mask: 1 }, otherIds: new Set(),
};

/** With a second byte of length, so that everything up to the end of the data stands one byte further back; the library WebHidBarcodeScanner (MIT) tells of such models without naming them. */
const SHIFTED_LAYOUT: PosLayout = { ...STANDARD_LAYOUT, aimAt: 3, dataAt: 6, dataBytes: 55 };

/** Layouts to try where a device shows no descriptor; which one it is shows in the first report of a code. */
export const USUAL_LAYOUTS: readonly PosLayout[] = [STANDARD_LAYOUT, SHIFTED_LAYOUT];

/** What is special about the readers of a maker. */
interface Make {
  readonly vendorId: number;
  /** A feature report that makes the reader leave keyboard mode. */
  readonly wakeUp: readonly number[];
}

/**
 * Honeywell and Youjie take feature report 254 = 1 to leave keyboard mode (WebHidBarcodeScanner, MIT). Zebra and Symbol (05E0), Datalogic (05F9) and Newland
 * (1EAB) are not in the list: they are only known to keep to the usual layouts. None of this was tried here on a real reader.
 */
const MAKES: readonly Make[] = [
  { vendorId: 0x0c2e, wakeUp: [254, 1] },
  { vendorId: 0x23d0, wakeUp: [254, 1] },
];

const PAGE = 0x8c * 65_536;
const SCANNERS: ReadonlySet<number> = new Set([PAGE + 1, PAGE + 2]);
const BYTE_COUNT = 0x0001_003b;
const AIM = [PAGE + 0xfb, PAGE + 0xfc, PAGE + 0xfd] as const;
const DATA = PAGE + 0xfe;
const CONTINUED = PAGE + 0xff;

/** What is to be known of an opened reader. */
export interface PosDevice {
  readonly layouts: readonly PosLayout[];
  /** Feature report to send first, its number in front; null for none. */
  readonly wakeUp: Uint8Array | null;
}

/** @param descriptor null where the system does not show it */
export function posDeviceOf(vendorId: number, descriptor: Uint8Array | null): PosDevice {
  const parsed = descriptor === null ? null : parseReportDescriptor(descriptor);
  const layout = parsed === null ? null : layoutOf(parsed);
  const wakeUp = MAKES.find((make) => make.vendorId === vendorId)?.wakeUp ?? null;
  const mayWake = wakeUp !== null && (parsed === null || parsed.fields.some((field) => field.kind === 'feature' && field.reportId === wakeUp[0]));
  return { layouts: layout === null ? USUAL_LAYOUTS : [layout], wakeUp: mayWake ? Uint8Array.from(wakeUp) : null };
}

/** The layout that a descriptor gives; null if it has no decoded data, or not in whole bytes. */
export function layoutOf(descriptor: ReportDescriptor): PosLayout | null {
  const inputs = descriptor.fields.filter((field) => field.kind === 'input' && SCANNERS.has(field.top) && !field.isConstant);
  const data = inputs.find((field) => field.bitSize === 8 && field.bitOffset % 8 === 0 && usageOf(field, 0) === DATA);
  if (data === undefined) return null;
  const own = inputs.filter((field) => field.reportId === data.reportId);
  const first = descriptor.isNumbered ? 1 : 0;
  const length = placeOf(own, BYTE_COUNT);
  const aim = AIM.map((usage) => placeOf(own, usage));
  const aimAt = byteAt(aim[0]);
  const more = placeOf(own, CONTINUED);
  return {
    reportId: data.reportId,
    bytes: reportBytes(descriptor, 'input', data.reportId),
    lengthAt: shifted(byteAt(length), first),
    aimAt: aimAt !== null && aim.every((place, index) => byteAt(place) === aimAt + index) ? aimAt + first : null,
    dataAt: data.bitOffset / 8 + first,
    dataBytes: data.count,
    more: more === null || more.bitSize > 8 ? null : { at: Math.floor(more.bit / 8) + first, mask: ((1 << more.bitSize) - 1) << more.bit % 8 },
    otherIds: new Set(descriptor.fields.map((field) => field.reportId).filter((id) => id !== data.reportId)),
  };
}

interface Place {
  readonly bit: number;
  readonly bitSize: number;
}

function placeOf(fields: readonly ReportField[], usage: number): Place | null {
  for (const field of fields) {
    // No more elements have a usage of their own than the field lists.
    const listed = Math.min(field.count, field.usages.reduce((sum, { from, to }) => sum + to - from + 1, 0));
    if (!field.usages.some(({ from, to }) => usage >= from && usage <= to)) continue;
    for (let element = 0; element < listed; element += 1) {
      if (usageOf(field, element) === usage) return { bit: field.bitOffset + element * field.bitSize, bitSize: field.bitSize };
    }
  }
  return null;
}

function byteAt(place: Place | null | undefined): number | null {
  return place === null || place === undefined || place.bit % 8 !== 0 || place.bitSize < 8 ? null : place.bit / 8;
}

function shifted(at: number | null, by: number): number | null {
  return at === null ? null : at + by;
}
