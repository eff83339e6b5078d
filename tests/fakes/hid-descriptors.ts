// Report descriptors of HID devices, written item by item as the class definition has them; none was copied from a real device.

/** One short item: its prefix (tag, type) without the size, and its value in as few bytes as hold it, or in `size`. */
function item(prefix: number, value: number, size = value === 0 ? 1 : Math.ceil(Math.log2(value + 1) / 8)): number[] {
  const bytes = size > 2 ? 4 : size;
  return [prefix | (bytes === 4 ? 3 : bytes), ...Array.from({ length: bytes }, (_, index) => Math.floor(value / 256 ** index) % 256)];
}

export const page = (value: number): number[] => item(0x04, value);
export const usage = (value: number, size?: number): number[] => item(0x08, value, size);
export const usageRange = (from: number, to: number): number[] => [...item(0x18, from), ...item(0x28, to)];
export const reportId = (value: number): number[] => item(0x84, value);
export const elements = (bits: number, count: number): number[] => [...item(0x74, bits), ...item(0x94, count)];
export const input = (flags = 2): number[] => item(0x80, flags);
export const output = (flags = 2): number[] => item(0x90, flags);
export const feature = (flags = 2): number[] => item(0xb0, flags);
export const collection = (kind: number, inside: readonly number[]): number[] => [...item(0xa0, kind), ...inside, 0xc0];
export const push = (inside: readonly number[]): number[] => [0xa4, ...inside, 0xb4];

/** How the reports of a reader differ from the usual ones. */
export interface PosShape {
  readonly reportId: number | null;
  readonly dataBytes: number;
  /** Bits of the length; 0 for a reader that has none. */
  readonly lengthBits?: 0 | 8 | 16;
  readonly hasAim?: boolean;
  readonly hasMore?: boolean;
  /** Another report of the same device before the one with the data, and a feature report 254. */
  readonly hasOthers?: boolean;
}

export const USUAL_SHAPE: PosShape = { reportId: 2, dataBytes: 56 };

/** A bar code scanner in HID POS mode: page 0x8C, usage 2, the scanned-data report as a collection of its own. */
export function posDescriptor({ reportId: number, dataBytes, lengthBits = 8, hasAim = true, hasMore = true, hasOthers = false }: PosShape = USUAL_SHAPE): Uint8Array {
  const scanned = [
    ...usage(0x12),
    ...collection(2, [
      ...(number === null ? [] : reportId(number)),
      ...item(0x14, 0), ...item(0x24, 255, 2),
      ...(lengthBits === 0 ? [] : [...elements(lengthBits, 1), ...push([...page(1), ...usage(0x3b), ...input()])]),
      ...(hasAim ? [...elements(8, 1), ...usage(0xfb), ...input(), ...usage(0xfc), ...input(), ...usage(0xfd), ...input()] : []),
      ...elements(8, dataBytes), ...usage(0xfe), ...item(0x80, 0x102),
      // The maker's symbology on a page of his own, one byte of filling, then the mark of more in one bit with seven of filling.
      ...elements(8, 1), ...push([...page(0xff66), ...usage(4), ...input()]), ...elements(8, 1), ...input(3),
      ...(hasMore ? [...elements(1, 1), ...usage(0xff), ...input(), ...elements(7, 1), ...input(3)] : []),
    ]),
  ];
  const others = [...usage(0x15), ...collection(2, [...reportId(3), ...elements(8, 4), ...usage(0x30), ...input()]), ...page(0xff00), ...usage(1), ...reportId(254), ...elements(8, 1), ...feature(), ...page(0x8c)];
  return Uint8Array.from([...page(0x8c), ...usage(2), ...collection(1, [...(hasOthers ? others : []), ...scanned])]);
}

/** A cheap joystick board: two axes and twelve buttons, without report numbers. */
export const JOYSTICK_DESCRIPTOR = Uint8Array.from([
  ...page(1), ...usage(4),
  ...collection(1, [...usage(1), ...collection(0, [...elements(8, 2), ...usage(0x30), ...usage(0x31), ...input()]), ...page(9), ...usageRange(1, 12), ...elements(1, 12), ...input(), ...elements(4, 1), ...input(3)]),
]);
