// What can be said of a signed file: of its bytes, of the certificate, of who vouches for it. Whether it was revoked cannot be known without a network, and is said so.

import type { X509Certificate } from 'node:crypto';
import { factsOf, type CertificateFacts } from './cms/certificate.ts';
import { chainOf, type ChainState } from './cms/chain.ts';
import { NotDer } from './cms/der.ts';
import { readSignature } from './cms/read-signature.ts';
import { pdfSignatures } from './pdf/read-pdf-signatures.ts';

/** What was found of one signature. */
export interface Verdict {
  /** 'added-to': what was signed is whole, and something was added behind it. 'unreadable': no signature that is understood, and so none that counts. */
  readonly integrity: 'intact' | 'changed' | 'added-to' | 'unreadable';
  /** Null where it could not be read. */
  readonly signer: (CertificateFacts & { readonly inTime: 'yes' | 'expired' | 'not-yet'; readonly chain: ChainState }) | null;
}

interface Circumstances {
  /** Authorities that the unit trusts, and links to them. */
  readonly known: readonly X509Certificate[];
  /** Now, in epoch ms: without a time-stamp nobody can say that it was signed any earlier. */
  readonly at: number;
}

const UNREADABLE: Verdict = { integrity: 'unreadable', signer: null };

/** A signature that lies apart from its content. */
export function verifyDetached(cms: Buffer, content: Uint8Array, circumstances: Circumstances): Verdict {
  return readable(() => verdictOf(cms, [content], circumstances));
}

/** The last signature of a PDF; those before it must stand as well. */
export function verifyPdf(pdf: Buffer, circumstances: Circumstances): Verdict {
  return readable(() => {
    const found = pdfSignatures(pdf);
    const last = found?.at(-1);
    if (found === null || last === undefined) return UNREADABLE;
    const verdicts = found.map(({ cms, signed }) => verdictOf(cms, signed, circumstances));
    const verdict = verdicts.at(-1) ?? UNREADABLE;
    if (verdicts.some(({ integrity }) => integrity !== 'intact')) return { ...verdict, integrity: verdict.integrity === 'unreadable' ? 'unreadable' : 'changed' };
    return last.isWhole ? verdict : { ...verdict, integrity: 'added-to' };
  });
}

function verdictOf(cms: Buffer, parts: readonly Uint8Array[], { known, at }: Circumstances): Verdict {
  const { integrity, certificate, certificates } = readSignature(cms, parts);
  const facts = factsOf(certificate);
  return { integrity, signer: { ...facts, inTime: at < facts.validFrom ? 'not-yet' : at > facts.validTo ? 'expired' : 'yes', chain: chainOf(certificate, known, certificates.slice(1), at) } };
}

/** Whatever a damaged file makes a reader throw, it is no signature. */
function readable(read: () => Verdict): Verdict {
  try {
    return read();
  } catch (error) {
    // Node's own crypto says with codes of its own that a key or signature makes no sense.
    if (error instanceof NotDer || (error instanceof Error && 'code' in error)) return UNREADABLE;
    throw error;
  }
}
