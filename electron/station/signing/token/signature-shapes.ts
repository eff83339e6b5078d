// Signatures as tokens take and give them, and as CMS wants them.

/** DER of DigestInfo { sha256, NULL } up to the digest (RFC 8017, section 9.2, note 1). */
const SHA256_PREFIX = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** What an RSA key signs under CKM_RSA_PKCS. */
export function digestInfo(digest: Uint8Array): Buffer {
  return Buffer.concat([SHA256_PREFIX, digest]);
}

/** r and s one after the other, as CKM_ECDSA gives them, as the SEQUENCE of two INTEGERs that X.509 and CMS have. */
export function ecdsaToDer(raw: Uint8Array): Buffer {
  const half = raw.length / 2;
  const body = Buffer.concat([integer(raw.subarray(0, half)), integer(raw.subarray(half))]);
  return Buffer.concat([Buffer.of(0x30), lengthOf(body.length), body]);
}

function integer(bytes: Uint8Array): Buffer {
  let from = 0;
  while (from < bytes.length - 1 && bytes[from] === 0) from += 1;
  const digits = bytes.subarray(from);
  const value = Buffer.concat([(digits[0] ?? 0) >= 0x80 ? Buffer.of(0) : Buffer.alloc(0), digits]);
  return Buffer.concat([Buffer.of(0x02), lengthOf(value.length), value]);
}

function lengthOf(bytes: number): Buffer {
  return bytes < 0x80 ? Buffer.of(bytes) : Buffer.of(0x81, bytes);
}
