// CMS signatures apart from what they sign (CAdES-BES, and the PAdES-B-B that lies in a PDF): the attributes that a token is to sign, and the whole with its signature.

import { createHash, type X509Certificate } from 'node:crypto';
import { issuerAndSerial } from './certificate.ts';
import { der, derSet, TAG } from './der.ts';
import { OID } from './oids.ts';

export interface SignatureWish {
  readonly certificate: X509Certificate;
  /** SHA-256 of what is signed. */
  readonly digest: Uint8Array;
  /** Epoch ms; null in a PDF, whose dictionary says it. */
  readonly at: number | null;
}

/** The signed attributes as they are hashed and signed: a SET. */
export function signedAttributes({ certificate, digest, at }: SignatureWish): Buffer {
  return derSet(TAG.SET, attributesOf(certificate, digest, at));
}

/** SHA-256 of the attributes: what the token signs. */
export function digestToSign(wish: SignatureWish): Buffer<ArrayBuffer> {
  return createHash('sha256').update(signedAttributes(wish)).digest();
}

/** The ContentInfo in DER. `signature`: by the certificate's key over the attributes' digest. Of certificates only the signer's own is in it. */
export function signatureOf(wish: SignatureWish, signature: Uint8Array): Buffer {
  const { certificate, digest, at } = wish;
  const { issuer, serial } = issuerAndSerial(certificate);
  const sha256 = der(TAG.SEQUENCE, OID.sha256);
  const algorithm = certificate.publicKey.asymmetricKeyType === 'ec' ? der(TAG.SEQUENCE, OID.ecdsaSha256) : der(TAG.SEQUENCE, OID.rsa, der(TAG.NULL));
  const one = der(TAG.INTEGER, Buffer.of(1));
  const signer = der(TAG.SEQUENCE, one, der(TAG.SEQUENCE, issuer, serial), sha256, derSet(TAG.CONTEXT_0, attributesOf(certificate, digest, at)), algorithm, der(TAG.OCTETS, signature));
  const signedData = der(TAG.SEQUENCE, one, der(TAG.SET, sha256), der(TAG.SEQUENCE, OID.data), der(TAG.CONTEXT_0, certificate.raw), der(TAG.SET, signer));
  return der(TAG.SEQUENCE, OID.signedData, der(TAG.CONTEXT_0, signedData));
}

function attributesOf(certificate: X509Certificate, digest: Uint8Array, at: number | null): readonly Buffer[] {
  const attribute = (type: Buffer, value: Buffer): Buffer => der(TAG.SEQUENCE, type, der(TAG.SET, value));
  // Binds the certificate itself to the signature, with SHA-256, which is the default and therefore not said.
  const bound = der(TAG.SEQUENCE, der(TAG.SEQUENCE, der(TAG.SEQUENCE, der(TAG.OCTETS, createHash('sha256').update(certificate.raw).digest()))));
  return [
    attribute(OID.contentType, OID.data),
    attribute(OID.messageDigest, der(TAG.OCTETS, digest)),
    attribute(OID.signingCertificateV2, bound),
    ...(at === null ? [] : [attribute(OID.signingTime, timeOf(at))]),
  ];
}

/** UTCTime until 2049, then GeneralizedTime, as RFC 5652 has it. */
function timeOf(at: number): Buffer {
  const digits = new Date(at).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  return Number(digits.slice(0, 4)) < 2050 ? der(TAG.UTC_TIME, Buffer.from(digits.slice(2))) : der(TAG.GENERALIZED_TIME, Buffer.from(digits));
}
