// What the return values of PKCS#11 (CKR_…) mean to an officer.

import type { TokenCode } from './token-talk.ts';

const MEANINGS: ReadonlyMap<number, TokenCode> = new Map<number, TokenCode>([
  // CKR_SLOT_ID_INVALID, CKR_TOKEN_NOT_PRESENT, CKR_TOKEN_NOT_RECOGNIZED
  [0x03, 'token.absent'], [0xe0, 'token.absent'], [0xe1, 'token.absent'],
  // CKR_DEVICE_ERROR, CKR_DEVICE_REMOVED, CKR_SESSION_CLOSED, CKR_SESSION_HANDLE_INVALID
  [0x30, 'token.removed'], [0x32, 'token.removed'], [0xb0, 'token.removed'], [0xb3, 'token.removed'],
  // CKR_PIN_INCORRECT, CKR_PIN_INVALID, CKR_PIN_LEN_RANGE
  [0xa0, 'token.wrong-pin'], [0xa1, 'token.wrong-pin'], [0xa2, 'token.wrong-pin'],
  // CKR_PIN_EXPIRED, CKR_PIN_LOCKED, CKR_USER_PIN_NOT_INITIALIZED
  [0xa3, 'token.pin-expired'], [0xa4, 'token.pin-locked'], [0x102, 'token.pin-expired'],
  // CKR_KEY_HANDLE_INVALID, CKR_OBJECT_HANDLE_INVALID, CKR_KEY_FUNCTION_NOT_PERMITTED
  [0x60, 'token.no-key'], [0x82, 'token.no-key'], [0x68, 'token.no-key'],
]);
/** CKR_ATTRIBUTE_SENSITIVE, CKR_ATTRIBUTE_TYPE_INVALID */
const UNREADABLE: readonly number[] = [0x11, 0x12];

/** A call of the module that did not go well. */
export class TokenFailure extends Error {
  override readonly name = 'TokenFailure';
  readonly code: TokenCode;
  /** The object has no such attribute, or keeps it to itself. */
  readonly isUnreadable: boolean;

  constructor(call: string, value: number, code?: TokenCode) {
    super(`${call}: 0x${value.toString(16)}`);
    this.code = code ?? MEANINGS.get(value) ?? 'token.failed';
    this.isUnreadable = UNREADABLE.includes(value);
  }
}
