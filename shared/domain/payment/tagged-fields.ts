// Numbered fields with a length (EMVCo QR Code Specification for Payment Systems, Merchant-Presented Mode, 3.2): read and written, with the check sum that closes a payment code.

/** One field: two digits of number, two of length, then the value. */
export interface TaggedField {
  readonly id: string;
  readonly value: string;
  /** Where its number begins in the text. */
  readonly at: number;
}

/** Number of the field that holds the check sum; it is the last one and covers its own number and length. */
export const CHECK_SUM_FIELD = '63';

/** Every field of the text in order; null where one is cut off or no field at all. Never throws; takes time in proportion to the length. */
export function readFields(text: string): readonly TaggedField[] | null {
  const fields: TaggedField[] = [];
  for (let at = 0; at < text.length; ) {
    const [id, size] = [text.slice(at, at + 2), text.slice(at + 2, at + 4)];
    const end = at + 4 + Number(size);
    if (!/^\d{2}$/.test(id) || !/^\d{2}$/.test(size) || end > text.length) return null;
    fields.push({ id, value: text.slice(at + 4, end), at });
    at = end;
  }
  return fields;
}

/** One field as text. The value is ASCII and at most 99 long, since two digits say its length: what calls has seen to it. */
export function writeField(id: string, value: string): string {
  return `${id}${String(value.length).padStart(2, '0')}${value}`;
}

/** CRC-16/CCITT-FALSE (polynomial 0x1021, start 0xFFFF, neither reflected nor inverted) as four capital hexadecimal digits, over the text's UTF-8. */
export function checkSumOf(text: string): string {
  let sum = 0xffff;
  for (const byte of utf8(text)) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) sum = ((sum & 0x8000) === 0 ? sum << 1 : (sum << 1) ^ 0x1021) & 0xffff;
  }
  return sum.toString(16).toUpperCase().padStart(4, '0');
}

/** Lone surrogates come out as the bytes of their number: they are in no check sum that fits. */
function utf8(text: string): number[] {
  return Array.from(text, (character) => {
    const point = character.codePointAt(0) ?? 0;
    const tail = (shift: number): number => 0x80 | ((point >> shift) & 0x3f);
    if (point < 0x80) return [point];
    if (point < 0x800) return [0xc0 | (point >> 6), tail(0)];
    return point < 0x10_000 ? [0xe0 | (point >> 12), tail(6), tail(0)] : [0xf0 | (point >> 18), tail(12), tail(6), tail(0)];
  }).flat();
}
