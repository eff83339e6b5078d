// Whether a manifest is the maker's word and meant for this machine now. Pure: bytes and facts in, a verdict out.

import { createHash, sign, verify, type KeyObject } from 'node:crypto';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { compareVersions } from '../../../shared/domain/update/version.ts';
import { MAX_MANIFEST_BYTES, signedManifestSchema, signedText, type SignedManifest, type UpdateManifest, type UpdateTarget } from '../../../shared/wire/updates.ts';
import type { MakerKeys } from './keys.ts';

/** Why a bundle is not taken: the tail of an error code 'update.<reason>'. */
export type BundleFault =
  | 'malformed' | 'unknown-key' | 'bad-signature' | 'other-machine' | 'replayed' | 'older' | 'step-too-large' | 'store-too-old' | 'too-early' | 'expired' | 'cut' | 'wrong-hash';

/** What this machine is, as far as a bundle must fit it. */
export interface BundleSubject {
  readonly target: UpdateTarget;
  readonly version: string;
  /** Highest sequence that ever ran here. */
  readonly highestSequence: number;
  /** Newest schema that the running program knows. */
  readonly storeSchema: number;
  /** Best knowledge of the time; null where the clock cannot be believed: then no date refuses anything. */
  readonly now: EpochMs | null;
  /** The true time is not before this, whatever the clock says; null where nothing is known of it. */
  readonly atLeast: EpochMs | null;
}

export type Signed = { readonly kind: 'signed'; readonly manifest: UpdateManifest; readonly id: string } | { readonly kind: 'refused'; readonly fault: BundleFault };

/** Reads a manifest's bytes and checks the maker's signature; nothing in it is believed before that. `id` is the SHA-256 of what was signed. */
export function readSigned(bytes: Uint8Array, keys: MakerKeys): Signed {
  const signed = parseManifest(bytes);
  if (signed === null) return { kind: 'refused', fault: 'malformed' };
  const text = Buffer.from(signedText(signed.manifest));
  const known = signed.signatures.flatMap(({ keyId, signature }) => {
    const key = keys.get(keyId);
    return key === undefined ? [] : [{ key, signature }];
  });
  if (known.length === 0) return { kind: 'refused', fault: 'unknown-key' };
  if (!known.some(({ key, signature }) => verify(null, text, key, Buffer.from(signature, 'base64')))) return { kind: 'refused', fault: 'bad-signature' };
  return { kind: 'signed', manifest: signed.manifest, id: createHash('sha256').update(text).digest('hex') };
}

function parseManifest(bytes: Uint8Array): SignedManifest | null {
  if (bytes.length > MAX_MANIFEST_BYTES) return null;
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
  const parsed = signedManifestSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** Why a signed manifest is not for this machine now; null if it is. */
export function faultFor(manifest: UpdateManifest, { target, version, highestSequence, storeSchema, now, atLeast }: BundleSubject): BundleFault | null {
  if (manifest.platform !== target.platform || manifest.arch !== target.arch || manifest.kind !== target.kind) return 'other-machine';
  // A machine of the pilots takes what is for everybody too; nobody else takes a pilot's.
  if (manifest.channel === 'pilot' && target.channel !== 'pilot') return 'other-machine';
  if (manifest.sequence <= highestSequence) return 'replayed';
  if (compareVersions(manifest.version, version) <= 0) return 'older';
  if (compareVersions(version, manifest.fromVersion) < 0) return 'step-too-large';
  if (storeSchema < manifest.store.from || manifest.store.to < storeSchema) return 'store-too-old';
  if (now !== null && now < manifest.notBefore) return 'too-early';
  if (Math.max(now ?? 0, atLeast ?? 0) >= manifest.expires) return 'expired';
  return null;
}

/** The maker's act: a manifest with the signatures of one or more private keys. */
export function signManifest(manifest: UpdateManifest, signers: readonly { readonly keyId: string; readonly privateKey: KeyObject }[]): SignedManifest {
  const text = Buffer.from(signedText(manifest));
  return { manifest, signatures: signers.map(({ keyId, privateKey }) => ({ keyId, signature: sign(null, text, privateKey).toString('base64') })) };
}
