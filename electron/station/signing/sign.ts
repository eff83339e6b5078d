// Signs a file with the key of a token: what it is, is worked out here; the key never leaves the token.

import { createHash, verify, type X509Certificate } from 'node:crypto';
import { factsOf } from './cms/certificate.ts';
import { digestToSign, signatureOf, signedAttributes, type SignatureWish } from './cms/make-signature.ts';
import { preparePdf, putIntoRoom } from './pdf/prepare-pdf.ts';

/** Asks a token to sign a SHA-256; rejects with whatever went wrong there. */
export type SignDigest = (digest: Buffer<ArrayBuffer>) => Promise<Buffer>;

/** The token answered with something that its own certificate does not bear out: another key, or another certificate beside it. */
export class WrongKey extends Error {
  override readonly name = 'WrongKey';
}

/** A CAdES-BES signature that lies apart. `at` in epoch ms. @throws WrongKey */
export async function signDetached(content: Uint8Array, certificate: X509Certificate, at: number, signDigest: SignDigest): Promise<Buffer> {
  return await made({ certificate, digest: createHash('sha256').update(content).digest(), at }, signDigest);
}

/** The PDF with a PAdES-B-B signature added behind what was there. @throws UnsignablePdf, WrongKey */
export async function signPdf(original: Uint8Array, certificate: X509Certificate, at: number, signDigest: SignDigest): Promise<Buffer> {
  const prepared = await preparePdf(original, { name: factsOf(certificate).name, at });
  return putIntoRoom(prepared, await made({ certificate, digest: prepared.digest, at: null }, signDigest));
}

async function made(wish: SignatureWish, signDigest: SignDigest): Promise<Buffer> {
  const signature = await signDigest(digestToSign(wish));
  if (!verify('sha256', signedAttributes(wish), wish.certificate.publicKey, signature)) throw new WrongKey('the signature is not by the key of this certificate');
  return signatureOf(wish, signature);
}
