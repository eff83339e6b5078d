// Columns of many rows as PostgreSQL's own binary arrays: nothing is escaped here and nothing is taken apart there (docs/decisions/0048).

/** Numbers that PostgreSQL gives its types (pg_type.h). */
const OID = { bool: 16, bytea: 17, int8: 20, int2: 21, text: 25, uuid: 2950 } as const;
const HEAD_BYTES = 20;

/** An array of one dimension: its head, then each value behind its length; null has the length -1. `sizeOf` is what `write` will answer. */
function arrayOf<Value>(oid: number, values: readonly (Value | null)[], sizeOf: (value: Value) => number, write: (buffer: Buffer, value: Value, at: number) => number): Buffer {
  let size = HEAD_BYTES + 4 * values.length;
  for (const value of values) if (value !== null) size += sizeOf(value);
  const buffer = Buffer.allocUnsafe(values.length === 0 ? 12 : size);
  buffer.writeInt32BE(values.length === 0 ? 0 : 1, 0);
  buffer.writeInt32BE(1, 4);
  buffer.writeInt32BE(oid, 8);
  if (values.length === 0) return buffer;
  buffer.writeInt32BE(values.length, 12);
  buffer.writeInt32BE(1, 16);
  let at = HEAD_BYTES;
  for (const value of values) {
    const length = value === null ? -1 : write(buffer, value, at + 4);
    buffer.writeInt32BE(length, at);
    at += 4 + Math.max(length, 0);
  }
  return buffer;
}

/** `text[]`. Must be well-formed Unicode. */
export function texts(values: readonly (string | null)[]): Buffer {
  return arrayOf(OID.text, values, Buffer.byteLength, (buffer, value, at) => buffer.write(value, at, 'utf8'));
}

/** `uuid[]`, each with its four dashes. */
export function uuids(values: readonly (string | null)[]): Buffer {
  return arrayOf(OID.uuid, values, () => 16, (buffer, value, at) => buffer.write(value.replaceAll('-', ''), at, 'hex'));
}

/** `bytea[]` of what is given in hex. */
export function bytesOfHex(values: readonly string[]): Buffer {
  return arrayOf(OID.bytea, values, (value) => value.length / 2, (buffer, value, at) => buffer.write(value, at, 'hex'));
}

/** `int8[]` of integers that JavaScript holds exactly. */
export function int8s(values: readonly (number | null)[]): Buffer {
  return arrayOf(OID.int8, values, () => 8, (buffer, value, at) => {
    buffer.writeInt32BE(Math.floor(value / 2 ** 32), at);
    buffer.writeUInt32BE(value - Math.floor(value / 2 ** 32) * 2 ** 32, at + 4);
    return 8;
  });
}

/** `int2[]`. */
export function int2s(values: readonly number[]): Buffer {
  return arrayOf(OID.int2, values, () => 2, (buffer, value, at) => buffer.writeInt16BE(value, at) - at);
}

/** `bool[]`. */
export function booleans(values: readonly boolean[]): Buffer {
  return arrayOf(OID.bool, values, () => 1, (buffer, value, at) => buffer.writeUInt8(value ? 1 : 0, at) - at);
}
