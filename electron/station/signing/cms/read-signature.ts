// Reads a CMS signature that lies apart from what it signs, and says whether the two belong together. Strict: what is not understood is said to be unreadable, never taken for good.

import { createHash, verify, type X509Certificate } from 'node:crypto';
import { issuerAndSerial, readCertificate } from './certificate.ts';
import { type Der, membersOf, NotDer, readDer, TAG } from './der.ts';
import { DIGESTS, OID, SIGNATURES } from './oids.ts';

/** No chain needs more; each costs looks at all others. */
const MOST_CERTIFICATES = 24;

export interface SignatureReading {
  /** 'changed': the content is not what was signed, or the signature not by the certificate's key. */
  readonly integrity: 'intact' | 'changed';
  readonly certificate: X509Certificate;
  /** All certificates that lie in it, the signer's first. */
  readonly certificates: readonly X509Certificate[];
  /** As the signer's machine said, in epoch ms; null where it is not said here. */
  readonly signedAt: number | null;
}

/** @throws NotDer for what is no such signature, or one of a kind that is not read here (several signers, other algorithms) */
export function readSignature(cms: Buffer, contentParts: readonly Uint8Array[]): SignatureReading {
  const [kind, wrapped] = membersOf(readDer(cms), TAG.SEQUENCE);
  wanted(kind?.whole.equals(OID.signedData));
  const [data, ...beyond] = membersOf(wrapped, TAG.CONTEXT_0);
  wanted(beyond.length === 0);
  const members = membersOf(data, TAG.SEQUENCE);
  const [version, digests, content, ...rest] = members;
  const [contentKind, embedded] = membersOf(content, TAG.SEQUENCE);
  // With its content inside, it would say of other bytes that they are signed.
  wanted(contentKind?.whole.equals(OID.data) === true && embedded === undefined);
  const bag = rest.find(({ tag }) => tag === TAG.CONTEXT_0);
  const signers = membersOf(rest.at(-1), TAG.SET);
  const [signer] = signers;
  wanted(signers.length === 1 && rest.length <= 3);
  const bagged = membersOf(bag, TAG.CONTEXT_0);
  wanted(bagged.length <= MOST_CERTIFICATES);
  const certificates = bagged.map(({ whole }) => readCertificate(whole));
  return readSigner(signer, { version, digests, certificates }, contentParts);
}

interface Surroundings {
  readonly version: Der | undefined;
  readonly digests: Der | undefined;
  readonly certificates: readonly X509Certificate[];
}

function readSigner(signer: Der | undefined, { version, digests, certificates }: Surroundings, contentParts: readonly Uint8Array[]): SignatureReading {
  const [signerVersion, name, digestAlgorithm, attributes, signatureAlgorithm, signature, unsigned, ...beyond] = membersOf(signer, TAG.SEQUENCE);
  wanted(beyond.length === 0 && (unsigned === undefined || unsigned.tag === TAG.CONTEXT_1) && signature?.tag === TAG.OCTETS && attributes?.tag === TAG.CONTEXT_0);
  const byKeyId = name?.tag === TAG.KEY_ID;
  const said = byKeyId ? 3 : 1;
  wanted(numberIs(signerVersion, said) && numberIs(version, said));
  const digest = DIGESTS.find(({ oid }) => oid.equals(algorithmOf(digestAlgorithm)));
  const [announced, ...others] = membersOf(digests, TAG.SET);
  wanted(digest !== undefined && others.length === 0 && algorithmOf(announced).equals(digest.oid));
  const algorithm = SIGNATURES.find(({ oid }) => oid.equals(algorithmOf(signatureAlgorithm)));
  wanted(algorithm !== undefined && (algorithm.digest === null || algorithm.digest === digest?.name));
  const own = certificates.find((candidate) => (byKeyId ? false : isNamed(candidate, name)));
  if (own === undefined || digest === undefined || signature === undefined || attributes === undefined) throw new NotDer('no signer');
  const values = attributesOf(attributes);
  const isBound = isOwn(values.get(OID.signingCertificateV2.toString('hex')), own);
  const hash = createHash(digest.name);
  for (const part of contentParts) hash.update(part);
  const isContent = values.get(OID.messageDigest.toString('hex'))?.body.equals(hash.digest()) === true && values.get(OID.contentType.toString('hex'))?.whole.equals(OID.data) === true;
  // What was signed is the SET, whose tag is another where it lies.
  const signed = Buffer.concat([Buffer.of(TAG.SET), attributes.whole.subarray(1)]);
  const isSigned = verify(digest.name, signed, own.publicKey, signature.body);
  return {
    integrity: isBound && isContent && isSigned ? 'intact' : 'changed',
    certificate: own, certificates: [own, ...certificates.filter((other) => other !== own)], signedAt: timeIn(values.get(OID.signingTime.toString('hex'))),
  };
}

function attributesOf(attributes: Der): ReadonlyMap<string, Der> {
  const values = new Map<string, Der>();
  for (const attribute of membersOf(attributes, TAG.CONTEXT_0)) {
    const [type, set] = membersOf(attribute, TAG.SEQUENCE);
    const [value, ...others] = membersOf(set, TAG.SET);
    const key = type?.whole.toString('hex') ?? '';
    wanted(value !== undefined && others.length === 0 && !values.has(key));
    if (value !== undefined) values.set(key, value);
  }
  return values;
}

/** True where the certificate is the one that the signature binds, or where it binds none. */
function isOwn(bound: Der | undefined, certificate: X509Certificate): boolean {
  if (bound === undefined) return true;
  const [list] = membersOf(bound, TAG.SEQUENCE);
  const [first] = membersOf(list, TAG.SEQUENCE);
  const members = membersOf(first, TAG.SEQUENCE);
  const hasAlgorithm = members[0]?.tag === TAG.SEQUENCE && members[1]?.tag === TAG.OCTETS;
  const digest = hasAlgorithm ? DIGESTS.find(({ oid }) => oid.equals(algorithmOf(members[0]))) : DIGESTS[0];
  const value = members[hasAlgorithm ? 1 : 0];
  return digest !== undefined && value?.tag === TAG.OCTETS && value.body.equals(createHash(digest.name).update(certificate.raw).digest());
}

function isNamed(certificate: X509Certificate, name: Der | undefined): boolean {
  const [issuer, serial] = membersOf(name, TAG.SEQUENCE);
  const own = issuerAndSerial(certificate);
  return issuer?.whole.equals(own.issuer) === true && serial?.whole.equals(own.serial) === true;
}

/** Parameters are none or NULL in all algorithms that are read. */
function algorithmOf(value: Der | undefined): Buffer {
  const [name, parameters, ...beyond] = membersOf(value, TAG.SEQUENCE);
  if (name?.tag !== TAG.OID || beyond.length > 0 || (parameters !== undefined && !(parameters.tag === TAG.NULL && parameters.body.length === 0))) throw new NotDer('no algorithm');
  return name.whole;
}

function numberIs(value: Der | undefined, expected: number): boolean {
  return value?.tag === TAG.INTEGER && value.body.length === 1 && value.body[0] === expected;
}

function timeIn(value: Der | undefined): number | null {
  const found = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(value?.body.toString('latin1') ?? '');
  if (found === null) return null;
  const [, year = '', month, day, hour, minute, second] = found;
  const whole = year.length === 4 ? year : `${Number(year) < 50 ? '20' : '19'}${year}`;
  const at = Date.parse(`${whole}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? null : at;
}

function wanted(holds: boolean | undefined): void {
  if (holds !== true) throw new NotDer('another shape');
}
