// The look at a bundle's folder that a thread of its own takes: everything in it is a stranger's until the maker's signature and the payload's hash agree.

import { createHash } from 'node:crypto';
import { closeSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { MANIFEST_FILE, MAX_MANIFEST_BYTES, MAX_PAYLOAD_BYTES, PAYLOAD_FILE, updateManifestSchema } from '../../../shared/wire/updates.ts';
import { machineDisk, NotPlain, openPlain } from '../files/disk.ts';
import { readKeyList } from './keys.ts';
import { readSigned, type BundleFault } from './verify.ts';

/** What the thread is asked: a folder with manifest and payload, or a manifest's bytes alone. */
export const inspectionSchema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('folder'), folder: z.string(), keysFile: z.string() }),
  z.strictObject({ what: z.literal('manifest'), bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length <= MAX_MANIFEST_BYTES), keysFile: z.string() }),
]);
export type Inspection = z.infer<typeof inspectionSchema>;

const faults = ['malformed', 'unknown-key', 'bad-signature', 'other-machine', 'replayed', 'older', 'step-too-large', 'store-too-old', 'too-early', 'expired', 'cut', 'wrong-hash'] as const satisfies readonly BundleFault[];
export const bundleFaultSchema = z.enum(faults);
export const inspectedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('good'), id: z.string().regex(/^[0-9a-f]{64}$/), manifest: updateManifestSchema }),
  z.strictObject({ kind: z.literal('refused'), fault: bundleFaultSchema }),
]);
export type Inspected = z.infer<typeof inspectedSchema>;

const PIECE_BYTES = 1024 ** 2;

/** Throws only for a missing list of keys, which is a broken installation. */
export function inspect(asked: Inspection): Inspected {
  const keys = readKeyList(readFileSync(asked.keysFile, 'utf8'));
  try {
    const bytes = asked.what === 'manifest' ? asked.bytes : machineDisk.read(path.join(asked.folder, MANIFEST_FILE), MAX_MANIFEST_BYTES);
    if (bytes === null) return { kind: 'refused', fault: 'malformed' };
    const signed = readSigned(bytes, keys);
    if (signed.kind === 'refused') return signed;
    const fault = asked.what === 'manifest' ? null : payloadFault(path.join(asked.folder, PAYLOAD_FILE), signed.manifest.payload);
    return fault === null ? { kind: 'good', id: signed.id, manifest: signed.manifest } : { kind: 'refused', fault };
  } catch (error) {
    if (error instanceof NotPlain) return { kind: 'refused', fault: 'malformed' };
    throw error;
  }
}

function payloadFault(file: string, { bytes, sha256 }: { readonly bytes: number; readonly sha256: string }): BundleFault | null {
  const opened = openPlain(file, MAX_PAYLOAD_BYTES);
  if (opened === null) return 'cut';
  try {
    if (opened.size !== bytes) return 'cut';
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(PIECE_BYTES);
    for (let at = 0; at < bytes; ) {
      const got = readSync(opened.descriptor, buffer, 0, PIECE_BYTES, at);
      if (got === 0) return 'cut';
      hash.update(buffer.subarray(0, got));
      at += got;
    }
    return hash.digest('hex') === sha256 ? null : 'wrong-hash';
  } finally {
    closeSync(opened.descriptor);
  }
}
