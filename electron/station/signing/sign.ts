// Signs a file with the key of a token: what is to be signed is worked out here, and the key never leaves the token.

import { createHash, verify, type X509Certificate } from 'node:crypto';
import { factsOf } from './cms/certificate.ts';
import { digestToSign, signatureOf, signedAttributes, type SignatureWish } from './cms/make-signature.ts';
import { preparePdf, putIntoRoom } from './pdf/prepare-pdf.ts';

/** The token answered with something that its own certificate does not bear out: another key, or another certificate beside it. */
export class WrongKey extends Error {
  override readonly name = 'WrongKey';
}

/** 'pades': the signature goes into the PDF. 'cades': it lies apart from the file. `at` in epoch ms. */
export interface SignatureOrder {
  readonly file: Uint8Array;
  readonly certificate: X509Certificate;
  readonly format: 'pades' | 'cades';
  readonly at: number;
}

/** A file that waits for its signature. */
export interface BegunSignature {
  /** With room for the signature where it goes into the file. */
  readonly file: Uint8Array;
  readonly roomAt: number | null;
  readonly digest: Uint8Array;
  /** What the token is to sign. */
  readonly toSign: Buffer<ArrayBuffer>;
}

/** @throws UnsignablePdf */
export async function beginSignature({ file, certificate, format, at }: SignatureOrder): Promise<BegunSignature> {
  if (format === 'cades') {
    const digest = createHash('sha256').update(file).digest();
    return { file, roomAt: null, digest, toSign: digestToSign({ certificate, digest, at }) };
  }
  const { bytes, digest, roomAt } = await preparePdf(file, { name: factsOf(certificate).name, at });
  return { file: bytes, roomAt, digest, toSign: digestToSign({ certificate, digest, at: null }) };
}

/** The file as it is kept, and its signature where that lies apart. @throws WrongKey, UnsignablePdf */
export function finishSignature({ file, roomAt, digest }: Omit<BegunSignature, 'toSign'>, { certificate, at }: Pick<SignatureOrder, 'certificate' | 'at'>, signature: Uint8Array): { readonly file: Uint8Array; readonly apart: Buffer | null } {
  const wish: SignatureWish = { certificate, digest, at: roomAt === null ? at : null };
  if (!verify('sha256', signedAttributes(wish), certificate.publicKey, signature)) throw new WrongKey('the signature is not by the key of this certificate');
  const cms = signatureOf(wish, signature);
  return roomAt === null ? { file, apart: cms } : { file: putIntoRoom({ bytes: Buffer.from(file), roomAt }, cms), apart: null };
}
