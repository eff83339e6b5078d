// Reads a HID report descriptor: which report carries which usage in which bits ("Device Class Definition for HID" 1.11, 6.2.2).

/** One field of a report: `count` elements of `bitSize` bits each. */
export interface ReportField {
  readonly kind: 'input' | 'output' | 'feature';
  /** 0 where the device does not number its reports. */
  readonly reportId: number;
  /** Bits from the start of the report's data; the byte with the report's number is not counted. */
  readonly bitOffset: number;
  readonly bitSize: number;
  readonly count: number;
  /** Filling without meaning. */
  readonly isConstant: boolean;
  /** Elements name the usages that are on, instead of standing for one each. */
  readonly isArray: boolean;
  /** In order, each `from` to `to`, as `page * 65536 + usage`. Elements beyond the last repeat it. */
  readonly usages: readonly UsageRange[];
  /** The top collection it stands in, as `page * 65536 + usage`. */
  readonly top: number;
}

export interface UsageRange {
  readonly from: number;
  readonly to: number;
}

/** What a descriptor says. */
export interface ReportDescriptor {
  readonly fields: readonly ReportField[];
  /** True if every report begins with a byte of its number. */
  readonly isNumbered: boolean;
}

/** Linux takes no longer ones either (HID_MAX_DESCRIPTOR_SIZE). */
const LONGEST_DESCRIPTOR = 4_096;
/** Linux's HID_MAX_BUFFER_SIZE in bits: what claims more is broken. */
const LONGEST_REPORT_BITS = 16_384 * 8;
const DEEPEST = 32;

const INPUT = 8, OUTPUT = 9, COLLECTION = 10, FEATURE = 11, END_COLLECTION = 12;
const KINDS: Readonly<Record<number, ReportField['kind']>> = { [INPUT]: 'input', [OUTPUT]: 'output', [FEATURE]: 'feature' };

interface Globals {
  readonly page: number;
  readonly size: number;
  readonly count: number;
  readonly reportId: number;
}

/** Number of the element's usage, as `page * 65536 + usage`; null where the field has none. */
export function usageOf(field: ReportField, element: number): number | null {
  let left = element;
  for (const { from, to } of field.usages) {
    if (left <= to - from) return from + left;
    left -= to - from + 1;
  }
  return field.usages.at(-1)?.to ?? null;
}

/** Bytes of a report with its number, if the device has numbers. */
export function reportBytes(descriptor: ReportDescriptor, kind: ReportField['kind'], reportId: number): number {
  const ends = descriptor.fields.filter((field) => field.kind === kind && field.reportId === reportId).map((field) => field.bitOffset + field.bitSize * field.count);
  return Math.ceil(Math.max(0, ...ends) / 8) + (descriptor.isNumbered ? 1 : 0);
}

/** Null for what is no whole descriptor. Never throws, and takes time in proportion to the length. */
export function parseReportDescriptor(bytes: Uint8Array): ReportDescriptor | null {
  if (bytes.length === 0 || bytes.length > LONGEST_DESCRIPTOR) return null;
  const reader = new DescriptorReader();
  for (let at = 0; at < bytes.length; ) {
    const head = bytes[at] ?? 0;
    // A long item: none is defined, so its content is passed over.
    const isLong = head === 0xfe;
    const size = isLong ? (bytes[at + 1] ?? 0) : (head & 3) === 3 ? 4 : head & 3;
    const start = at + (isLong ? 3 : 1);
    if (start + size > bytes.length) return null;
    if (!isLong && !reader.take((head >> 2) & 3, head >> 4, valueOf(bytes, start, size), size)) return null;
    at = start + size;
  }
  return reader.end();
}

/** Little-endian, without sign. */
function valueOf(bytes: Uint8Array, start: number, size: number): number {
  let value = 0;
  for (let index = size - 1; index >= 0; index -= 1) value = value * 256 + (bytes[start + index] ?? 0);
  return value;
}

class DescriptorReader {
  readonly #fields: ReportField[] = [];
  readonly #bits = new Map<string, number>();
  readonly #stack: Globals[] = [];
  #globals: Globals = { page: 0, size: 0, count: 0, reportId: 0 };
  #usages: { from: number; to: number; isWide: boolean }[] = [];
  #minimum: { value: number; isWide: boolean } | null = null;
  /** Of alternatives between delimiters only the first counts. */
  #alternatives: number | null = null;
  #depth = 0;
  #top = 0;
  #isNumbered = false;

  /** False ends the reading: the descriptor is broken. */
  take(type: number, tag: number, value: number, size: number): boolean {
    if (type === 0) return this.#main(tag, value);
    if (type === 1) return this.#global(tag, value);
    if (type === 2) this.#local(tag, value, size);
    return true;
  }

  end(): ReportDescriptor | null {
    return this.#depth === 0 ? { fields: this.#fields, isNumbered: this.#isNumbered } : null;
  }

  #main(tag: number, value: number): boolean {
    const usages = this.#usages.map(({ from, to, isWide }) => (isWide ? { from, to } : { from: this.#globals.page * 65_536 + from, to: this.#globals.page * 65_536 + to }));
    this.#usages = [];
    this.#minimum = null;
    this.#alternatives = null;
    if (tag === COLLECTION) {
      if (this.#depth === 0) this.#top = usages[0]?.from ?? 0;
      this.#depth += 1;
      return this.#depth <= DEEPEST;
    }
    if (tag === END_COLLECTION) {
      this.#depth -= 1;
      return this.#depth >= 0;
    }
    const kind = KINDS[tag];
    return kind === undefined || this.#field(kind, value, usages);
  }

  #field(kind: ReportField['kind'], flags: number, usages: readonly UsageRange[]): boolean {
    const { size: bitSize, count, reportId } = this.#globals;
    const key = `${kind} ${reportId}`;
    const bitOffset = this.#bits.get(key) ?? 0;
    const end = bitOffset + bitSize * count;
    if (end > LONGEST_REPORT_BITS) return false;
    this.#bits.set(key, end);
    if (end > bitOffset) this.#fields.push({ kind, reportId, bitOffset, bitSize, count, isConstant: (flags & 1) !== 0, isArray: (flags & 2) === 0, usages, top: this.#top });
    return true;
  }

  #global(tag: number, value: number): boolean {
    if (tag === 0) this.#globals = { ...this.#globals, page: value & 0xffff };
    else if (tag === 7) this.#globals = { ...this.#globals, size: value };
    else if (tag === 9) this.#globals = { ...this.#globals, count: value };
    else if (tag === 8) {
      if (value === 0 || value > 255) return false;
      this.#isNumbered = true;
      this.#globals = { ...this.#globals, reportId: value };
    } else if (tag === 10) {
      this.#stack.push(this.#globals);
      return this.#stack.length <= DEEPEST;
    } else if (tag === 11) {
      const before = this.#stack.pop();
      if (before === undefined) return false;
      this.#globals = before;
    }
    return true;
  }

  #local(tag: number, value: number, size: number): void {
    const isWide = size === 4;
    if (tag === 10) this.#alternatives = value === 1 ? 0 : null;
    else if (tag === 0) {
      if (this.#alternatives === null || this.#alternatives === 0) this.#usages.push({ from: value, to: value, isWide });
      if (this.#alternatives !== null) this.#alternatives += 1;
    } else if (tag === 1) this.#minimum = { value, isWide };
    else if (tag === 2 && this.#minimum !== null && value >= this.#minimum.value) {
      this.#usages.push({ from: this.#minimum.value, to: value, isWide: isWide || this.#minimum.isWide });
      this.#minimum = null;
    }
  }
}
