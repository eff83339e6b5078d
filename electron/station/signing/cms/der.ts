// DER as CMS and certificates are written in it: pieces put together, and read strictly, so that nothing lies between them unseen.

/** The bytes are not DER, or not of the shape that is wanted. */
export class NotDer extends Error {
  override readonly name = 'NotDer';
}

export const TAG = { INTEGER: 0x02, BITS: 0x03, OCTETS: 0x04, NULL: 0x05, OID: 0x06, UTC_TIME: 0x17, GENERALIZED_TIME: 0x18, SEQUENCE: 0x30, SET: 0x31, CONTEXT_0: 0xa0, CONTEXT_1: 0xa1, CONTEXT_3: 0xa3, KEY_ID: 0x80 } as const;

/** One value: its tag, what is in it, and all of its bytes. */
export interface Der {
  readonly tag: number;
  readonly body: Buffer;
  readonly whole: Buffer;
}

/** A value out of the bytes of its parts. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const length: number[] = [];
  for (let rest = body.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
  const head = body.length < 0x80 ? [tag, body.length] : [tag, 0x80 + length.length, ...length];
  return Buffer.concat([Buffer.from(head), body]);
}

/** SET OF in the order that DER wants. */
export function derSet(tag: number, members: readonly Buffer[]): Buffer {
  return der(tag, ...members.toSorted((one, other) => Buffer.compare(one, other)));
}

/** An object identifier as people write it. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((part) => {
    const digits = [part % 128];
    for (let more = Math.floor(part / 128); more > 0; more = Math.floor(more / 128)) digits.unshift((more % 128) + 128);
    return digits;
  });
  return der(TAG.OID, Buffer.from(bytes));
}

/** @throws NotDer if the bytes are not one value and nothing behind it */
export function readDer(bytes: Buffer): Der {
  const { value, end } = readAt(bytes, 0);
  if (end !== bytes.length) throw new NotDer('bytes behind the value');
  return value;
}

/** The value at the beginning, with where it ends. @throws NotDer */
export function readFirst(bytes: Buffer): { readonly value: Der; readonly end: number } {
  return readAt(bytes, 0);
}

/** What is in a SEQUENCE or SET. @throws NotDer */
export function membersOf(value: Der | undefined, tag: number): readonly Der[] {
  if (value?.tag !== tag) throw new NotDer(`wanted ${tag.toString(16)}`);
  const members: Der[] = [];
  for (let at = 0; at < value.body.length; ) {
    const read = readAt(value.body, at);
    members.push(read.value);
    at = read.end;
  }
  return members;
}

function readAt(bytes: Buffer, at: number): { readonly value: Der; readonly end: number } {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw new NotDer('no value');
  let from = at + 2;
  let length = first;
  if (first >= 0x80) {
    const digits = first - 0x80;
    // Indefinite lengths and lengths beyond any document of ours are not read.
    if (digits === 0 || digits > 4 || from + digits > bytes.length) throw new NotDer('no length');
    length = bytes.readUIntBE(from, digits);
    if (length < 0x80 || (bytes[from] ?? 0) === 0) throw new NotDer('length not at its shortest');
    from += digits;
  }
  const end = from + length;
  if (end > bytes.length) throw new NotDer('cut');
  return { value: { tag, body: bytes.subarray(from, end), whole: bytes.subarray(at, end) }, end };
}
