// Says what it means that no answer came: no network, somebody in between, a certificate that has run out, or a clock of our own that is wrong.

import type { CityFailure } from './classify.ts';

/** Somebody who is not the city has answered the handshake: a login page, a proxy that looks inside. */
const STRANGERS = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_UNTRUSTED', 'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH', 'INVALID_CA', 'CERT_SIGNATURE_FAILURE',
  // Plain HTTP where TLS was expected.
  'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'ERR_SSL_HTTP_REQUEST',
]);

/** `isClockDoubted`: the station has reason not to believe its wall clock. A certificate that is not valid yet is reason enough. */
export function failureOf(error: unknown, isClockDoubted: boolean): CityFailure {
  const code = codeOf(error);
  if (code === 'CERT_NOT_YET_VALID' || (code === 'CERT_HAS_EXPIRED' && isClockDoubted)) return { kind: 'offline', code: 'city.clock', detail: code };
  if (code === 'CERT_HAS_EXPIRED' || code === 'CITY_PIN_MISMATCH' || code === 'CERT_REVOKED') return { kind: 'offline', code: 'city.certificate', detail: code };
  if (code !== null && STRANGERS.has(code)) return { kind: 'offline', code: 'city.captive-portal', detail: code };
  // Refused, reset, timed out, aborted: the outcome is unknown, and the same words are sent again.
  return { kind: 'offline', code: 'city.unreachable' };
}

/** The code of an error or of what it was caused by. */
function codeOf(error: unknown): string | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 4; cause = cause.cause, depth += 1) {
    if ('code' in cause && typeof cause.code === 'string' && cause.code !== 'UND_ERR_SOCKET') return cause.code;
  }
  return null;
}
