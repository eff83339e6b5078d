// Reads what the city says of a page in pieces. Most of these answers have no body: the request's id in the head is what tells the city's from a portal's.

import { z } from 'zod';
import type { BlobHash } from '../../../shared/base/ids.ts';
import { REQUEST_ID_HEADER } from '../../../shared/wire/messages.ts';
import { HASH_MISMATCH_STATUS, UPLOADS_PATH } from '../../../shared/wire/uploads.ts';
import { namedTime, readAnswer, secondsOf, type CityFailure, type RawAnswer } from './classify.ts';

/** ok: taken · gone: the city has no such upload (any more) · elsewhere: it has another number of bytes than was thought · mismatch: all bytes were there and were not those of the hash; it has thrown them away. */
export type UploadAnswer =
  | { readonly kind: 'ok'; /** Where the upload goes on, if it was begun just now. */ readonly path: string | null; /** Bytes that the city has, if it says so. */ readonly offset: number | null }
  | { readonly kind: 'gone' | 'elsewhere' | 'mismatch' }
  | { readonly kind: 'failed'; readonly failure: CityFailure };

/** Nothing but an upload of this city is ever asked for, whatever an answer says. */
const PATH = new RegExp(`^${UPLOADS_PATH}/[0-9a-f-]{36}$`);
const OFFSET = /^\d{1,9}$/;
const OVERLOADED = new Set([429, 503]);
const bodySchema = z.looseObject({ requestId: z.string() });

/** Takes an answer of the upload protocol apart. */
export function readUploadAnswer(requestId: string, answer: RawAnswer): UploadAnswer {
  const { status, headers = {} } = answer;
  if (headers[REQUEST_ID_HEADER] !== requestId) {
    const read = readAnswer(bodySchema, requestId, answer);
    return read.kind === 'failed' ? read : { kind: 'failed', failure: { kind: 'refused', code: 'city.version', detail: 'an upload was answered in another way' } };
  }
  if (status >= 200 && status < 300) {
    const { location, 'upload-offset': offset } = headers;
    return { kind: 'ok', path: location !== undefined && PATH.test(location) ? location : null, offset: offset !== undefined && OFFSET.test(offset) ? Number(offset) : null };
  }
  if (status === 404 || status === 410) return { kind: 'gone' };
  if (status === 409) return { kind: 'elsewhere' };
  if (status === HASH_MISMATCH_STATUS) return { kind: 'mismatch' };
  if (answer.text !== '') {
    const read = readAnswer(bodySchema, requestId, answer);
    if (read.kind === 'failed') return read;
  }
  // An answer to HEAD has no body that could say more.
  const retryAfterMs = namedTime(secondsOf(answer.retryAfter));
  if (OVERLOADED.has(status)) return { kind: 'failed', failure: { kind: 'busy', code: 'city.overloaded', retryAfterMs } };
  if (status >= 500) return { kind: 'failed', failure: { kind: 'busy', code: 'city.internal', retryAfterMs } };
  return { kind: 'failed', failure: { kind: 'refused', code: 'city.refused', detail: `an upload was answered with ${status}` } };
}

/** The header that says what is sent. */
export function uploadMetadata(hash: BlobHash): string {
  return `sha256 ${Buffer.from(hash).toString('base64')}`;
}
