// Object identifiers of CMS (RFC 5652), ESS (RFC 5035) and the algorithms that are signed with.

import { oid } from './der.ts';

export const OID = {
  data: oid('1.2.840.113549.1.7.1'), signedData: oid('1.2.840.113549.1.7.2'),
  contentType: oid('1.2.840.113549.1.9.3'), messageDigest: oid('1.2.840.113549.1.9.4'), signingTime: oid('1.2.840.113549.1.9.5'), signingCertificateV2: oid('1.2.840.113549.1.9.16.2.47'),
  rsa: oid('1.2.840.113549.1.1.1'), ecdsaSha256: oid('1.2.840.10045.4.3.2'), sha256: oid('2.16.840.1.101.3.4.2.1'), keyUsage: oid('2.5.29.15'), rsaPss: oid('1.2.840.113549.1.1.10'),
} as const;

/** Digests that are read; of ours it is always the first. */
export const DIGESTS: readonly { readonly oid: Buffer; readonly name: 'sha256' | 'sha384' | 'sha512' }[] = [
  { oid: OID.sha256, name: 'sha256' }, { oid: oid('2.16.840.1.101.3.4.2.2'), name: 'sha384' }, { oid: oid('2.16.840.1.101.3.4.2.3'), name: 'sha512' },
];

/** Signature algorithms that are read; the digest is the signer's, where the algorithm names one it must be the same. */
export const SIGNATURES: readonly { readonly oid: Buffer; readonly digest: string | null }[] = [
  { oid: OID.rsa, digest: null }, { oid: oid('1.2.840.113549.1.1.11'), digest: 'sha256' }, { oid: oid('1.2.840.113549.1.1.12'), digest: 'sha384' }, { oid: oid('1.2.840.113549.1.1.13'), digest: 'sha512' },
  { oid: OID.ecdsaSha256, digest: 'sha256' }, { oid: oid('1.2.840.10045.4.3.3'), digest: 'sha384' }, { oid: oid('1.2.840.10045.4.3.4'), digest: 'sha512' },
];

/** With which authorities may sign certificates today, beside RSASSA-PSS, which names its digest apart: RSA and ECDSA with SHA-256 and longer, Ed25519, Ed448. */
export const STRONG_SIGNATURES: readonly Buffer[] = [...SIGNATURES.flatMap(({ oid: name, digest }) => (digest === null ? [] : [name])), oid('1.3.101.112'), oid('1.3.101.113')];
