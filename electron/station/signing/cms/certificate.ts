// A signer's certificate: who it names, since when and until when, and what CMS needs of it byte for byte.

import { createHash, X509Certificate } from 'node:crypto';
import { type Der, membersOf, NotDer, readDer, TAG } from './der.ts';
import { DIGESTS, OID, STRONG_SIGNATURES } from './oids.ts';

/** What an officer is told of a certificate. Moments in epoch ms. */
export interface CertificateFacts {
  /** The person or agency, as the certificate names it (CN). */
  readonly name: string;
  /** The agency or unit (O, else OU); empty if it names none. */
  readonly organisation: string;
  readonly issuer: string;
  /** Hexadecimal, as the issuer counts. */
  readonly serial: string;
  /** SHA-256 of the certificate. */
  readonly fingerprint: string;
  readonly validFrom: number;
  readonly validTo: number;
}

/** @throws NotDer for bytes that are no certificate */
export function readCertificate(bytes: Uint8Array): X509Certificate {
  try {
    return new X509Certificate(bytes);
  } catch (cause) {
    throw new NotDer('no certificate', { cause });
  }
}

export function factsOf(certificate: X509Certificate): CertificateFacts {
  const subject = certificate.toLegacyObject().subject as unknown as Readonly<Record<string, unknown>>;
  const issuer = certificate.toLegacyObject().issuer as unknown as Readonly<Record<string, unknown>>;
  return {
    name: wordOf(subject['CN']) || wordOf(subject['O']), organisation: wordOf(subject['O']) || wordOf(subject['OU']), issuer: wordOf(issuer['CN']) || wordOf(issuer['O']),
    serial: certificate.serialNumber.toLowerCase().slice(0, 64), fingerprint: fingerprintOf(certificate), validFrom: Date.parse(certificate.validFrom), validTo: Date.parse(certificate.validTo),
  };
}

export function fingerprintOf(certificate: X509Certificate): string {
  return createHash('sha256').update(certificate.raw).digest('hex');
}

/** digitalSignature (bit 0) and nonRepudiation (bit 1), as the first byte of a key usage has them. */
const SIGNS_DOCUMENTS = 0xc0;
const SHORTEST_RSA = 2048;
/** Servers, programs, time-stamps, answers about revocation: a certificate for these alone was given to no person for documents. */
const OTHER_PURPOSES: readonly string[] = ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.3', '1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.9'];

/** False for one that was made for authorities or for another use, and for one whose key is weak or of another kind. One that says nothing of its use is for any, as RFC 5280 has it. @throws NotDer */
export function maySignDocuments(certificate: X509Certificate): boolean {
  const kind = certificate.publicKey.asymmetricKeyType;
  const usage = keyUsageOf(certificate);
  // Node calls the extended key usage so; it is undefined where there is none.
  const purposes = (certificate.keyUsage as readonly string[] | undefined) ?? [];
  if (purposes.length > 0 && purposes.every((purpose) => OTHER_PURPOSES.includes(purpose))) return false;
  return !certificate.ca && (kind === 'rsa' || kind === 'ec') && hasStrongKey(certificate) && (usage === null || (usage & SIGNS_DOCUMENTS) !== 0);
}

/** False for RSA keys that are refused today; curves are long enough. */
export function hasStrongKey({ publicKey }: X509Certificate): boolean {
  return !publicKey.asymmetricKeyType?.startsWith('rsa') || (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) >= SHORTEST_RSA;
}

/** False where its issuer signed it with a digest for which a second certificate can be made (SHA-1, MD5), or in a way that is not known here. @throws NotDer */
export function isSignedStrongly(certificate: X509Certificate): boolean {
  const [, algorithm] = membersOf(readDer(certificate.raw), TAG.SEQUENCE);
  const [name, parameters] = membersOf(algorithm, TAG.SEQUENCE);
  if (name?.whole.equals(OID.rsaPss) === true) return isStrongPss(parameters);
  return STRONG_SIGNATURES.some((strong) => name?.whole.equals(strong) === true);
}

/** RSASSA-PSS names its digest, and means SHA-1 where it names none. */
function isStrongPss(parameters: Der | undefined): boolean {
  const [first] = membersOf(parameters, TAG.SEQUENCE);
  if (first?.tag !== TAG.CONTEXT_0) return false;
  const [digest] = membersOf(membersOf(first, TAG.CONTEXT_0)[0], TAG.SEQUENCE);
  return DIGESTS.some(({ oid }) => digest?.whole.equals(oid) === true);
}

/** The first byte of what it says its key is for; null if it says nothing. @throws NotDer */
function keyUsageOf(certificate: X509Certificate): number | null {
  const [signed] = membersOf(readDer(certificate.raw), TAG.SEQUENCE);
  const wrapped = membersOf(signed, TAG.SEQUENCE).find(({ tag }) => tag === TAG.CONTEXT_3);
  if (wrapped === undefined) return null;
  for (const extension of membersOf(membersOf(wrapped, TAG.CONTEXT_3)[0], TAG.SEQUENCE)) {
    const members = membersOf(extension, TAG.SEQUENCE);
    const value = members.at(-1);
    if (members[0]?.whole.equals(OID.keyUsage) !== true || value?.tag !== TAG.OCTETS) continue;
    const bits = readDer(value.body);
    if (bits.tag !== TAG.BITS) throw new NotDer('no key usage');
    // The byte before says how many bits at the end are none.
    return bits.body[1] ?? 0;
  }
  return null;
}

/** The issuer's name and the serial number as they lie in the certificate. @throws NotDer */
export function issuerAndSerial(certificate: X509Certificate): { readonly issuer: Buffer; readonly serial: Buffer } {
  const [signed] = membersOf(readDer(certificate.raw), TAG.SEQUENCE);
  const members = membersOf(signed, TAG.SEQUENCE);
  const from = members[0]?.tag === TAG.CONTEXT_0 ? 1 : 0;
  const [serial, , issuer] = members.slice(from);
  if (serial?.tag !== TAG.INTEGER || issuer?.tag !== TAG.SEQUENCE) throw new NotDer('no certificate');
  return { issuer: issuer.whole, serial: serial.whole };
}

/** A part of a name; the last where there are several. */
function wordOf(value: unknown): string {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'string' ? last.normalize('NFC').slice(0, 200) : '';
}
