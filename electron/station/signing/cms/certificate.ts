// A signer's certificate: who it names, since when and until when, and what CMS needs of it byte for byte.

import { createHash, X509Certificate } from 'node:crypto';
import { membersOf, NotDer, readDer, TAG } from './der.ts';

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

/** False for one that was made for authorities, or whose key may not sign documents. */
export function maySignDocuments(certificate: X509Certificate): boolean {
  return !certificate.ca && (certificate.publicKey.asymmetricKeyType === 'rsa' || certificate.publicKey.asymmetricKeyType === 'ec');
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
