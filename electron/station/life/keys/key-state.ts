// What the key ring finds: how each wrap turned out, what was done about it, and why a start ends.

import type { WrapFile } from './wrap-file.ts';

/** No wrap gives a key: a person must bring one. Nothing was changed. */
export class MissingKey extends Error {
  override readonly name = 'MissingKey';
}

/** There is a key and the store does not open with it, or is gone. Nothing was changed. */
export class RefusedKey extends Error {
  override readonly name = 'RefusedKey';
}

/** What the store says to a key. 'absent' and 'empty' hold nothing, so that any key would do. */
export type Proof = 'opens' | 'refused' | 'absent' | 'empty';

/** How a wrap turned out. 'asks' waits for a person; 'other-store' gave a key that this store does not open with. */
export type WrapState = 'opens' | 'asks' | 'refused' | 'damaged' | 'newer' | 'other-store';
export interface KnownWrap {
  readonly name: string;
  readonly kind: WrapFile['kind'];
  readonly state: WrapState;
}

/** What was done to the wraps, for the log; no secrets. */
export interface KeyNote {
  readonly what: 'written' | 'set-aside' | 'not-written';
  readonly name: string;
  readonly reason: string;
}
