// Whether a certificate was given out by somebody whom this unit trusts: the roots and authorities that lie in a folder of its own.

import type { X509Certificate } from 'node:crypto';
import { hasStrongKey, isSignedStrongly, maySignDocuments } from './certificate.ts';

/**
 * 'no-roots': the unit has supplied none. 'broken': a link on the way is out of its time, may not give out certificates, or is too weak to show anything. 'unfit': the signer's own certificate is not for
 * signing documents, whoever gave it out.
 */
export type ChainState = 'trusted' | 'unknown' | 'broken' | 'unfit' | 'no-roots';

const LONGEST = 6;

/**
 * `known`: certificates of authorities of the folder; those among them that signed themselves are its roots. `others` came with the signature and are only links. `at`: for which moment, in epoch ms.
 * Goes up level by level and looks at each certificate once, since whoever made the file could let all its authorities vouch for one another.
 */
export function chainOf(certificate: X509Certificate, known: readonly X509Certificate[], others: readonly X509Certificate[], at: number): ChainState {
  if (!maySignDocuments(certificate)) return 'unfit';
  if (known.length === 0) return 'no-roots';
  const roots = known.filter(isRoot);
  const links = [...known, ...others];
  const seen = new Set([certificate.fingerprint256]);
  let isBroken = false;
  let level: readonly X509Certificate[] = [certificate];
  for (let left = LONGEST; left >= 0 && level.length > 0; left -= 1) {
    const above: X509Certificate[] = [];
    for (const from of level) {
      for (const issuer of links) {
        if (!from.checkIssued(issuer) || !from.verify(issuer.publicKey)) continue;
        if (!issuer.ca || !isInTime(issuer, at) || !isSignedStrongly(from) || !hasStrongKey(issuer)) isBroken = true;
        else if (roots.includes(issuer)) return 'trusted';
        else if (!seen.has(issuer.fingerprint256)) {
          seen.add(issuer.fingerprint256);
          above.push(issuer);
        }
      }
    }
    level = above;
  }
  return isBroken ? 'broken' : 'unknown';
}

function isRoot(certificate: X509Certificate): boolean {
  return certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey);
}

function isInTime(certificate: X509Certificate, at: number): boolean {
  return Date.parse(certificate.validFrom) <= at && at <= Date.parse(certificate.validTo);
}
