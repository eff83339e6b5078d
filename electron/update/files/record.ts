// Small records that outlive a power cut: what is read is exactly what was written, or it is known to be damaged.

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { NotPlain, replaceFile, type Disk } from './disk.ts';

/** Records are some kilobytes; whatever is larger is none. */
const MOST_BYTES = 64 * 1024;
const sealedSchema = z.strictObject({ content: z.string(), sha256: z.string() });

/** 'unreadable': the disk gave nothing this time; what stands in the file is not known, and may be read the next time. */
export type RecordReading<Content> = { readonly kind: 'seen'; readonly content: Content } | { readonly kind: 'absent' } | { readonly kind: 'damaged' } | { readonly kind: 'unreadable'; readonly error: unknown };

function sealOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Reads a record; throws neither for what stands in the file, whoever wrote it, nor for what the disk says. */
export function readRecord<Schema extends z.ZodType>(disk: Disk, file: string, schema: Schema): RecordReading<z.output<Schema>> {
  let bytes: Buffer | null;
  try {
    bytes = disk.read(file, MOST_BYTES);
  } catch (error) {
    return error instanceof NotPlain ? { kind: 'damaged' } : { kind: 'unreadable', error };
  }
  if (bytes === null) return { kind: 'absent' };
  try {
    const { content, sha256 } = sealedSchema.parse(JSON.parse(bytes.toString('utf8')));
    const parsed = schema.safeParse(JSON.parse(content));
    return sealOf(content) === sha256 && parsed.success ? { kind: 'seen', content: parsed.data } : { kind: 'damaged' };
  } catch {
    return { kind: 'damaged' };
  }
}

/** Writes a record durably. */
export function writeRecord(disk: Disk, file: string, value: object): void {
  const content = JSON.stringify(value);
  replaceFile(disk, file, JSON.stringify({ content, sha256: sealOf(content) }));
}
