// What the gateway refuses: an HTTP status, a code of the wire, and nothing that belongs to a person.

import type { WireFailure } from '../../shared/wire/messages.ts';

export type WireCode = WireFailure['error']['code'];

const STATUS = {
  'wire.invalid': 400,
  'wire.unauthorized': 401,
  'wire.forbidden': 403,
  'wire.quarantined': 403,
  'wire.not-found': 404,
  'wire.gap': 409,
  'wire.fork': 409,
  'wire.superseded': 409,
  'wire.no-numbers': 409,
  'wire.stale-cursor': 410,
  'wire.too-large': 413,
  'wire.reused-id': 422,
  'wire.hash-mismatch': 422,
  'wire.version': 426,
  'wire.internal': 500,
  'wire.overloaded': 503,
} as const satisfies Record<WireCode, number>;

export interface RefusalExtras {
  /** Instead of the code's usual status, such as 405 or 415. */
  readonly status?: number;
  readonly expected?: number;
  readonly incarnation?: number;
  readonly retryAfterMs?: number;
}

/** Thrown anywhere below a route; becomes the answer. `detail` is for an engineer: names of fields and limits, never values. */
export class WireRefusal extends Error {
  override readonly name = 'WireRefusal';
  readonly code: WireCode;
  readonly status: number;
  readonly detail: string;
  readonly extras: RefusalExtras;
  constructor(code: WireCode, detail: string, extras: RefusalExtras = {}) {
    super(code);
    this.code = code;
    this.detail = detail.slice(0, 300);
    this.status = extras.status ?? STATUS[code];
    this.extras = extras;
  }

  /** The body of the answer. */
  answer(requestId: string): WireFailure {
    const { expected, incarnation, retryAfterMs } = this.extras;
    return {
      requestId,
      error: {
        code: this.code,
        detail: this.detail,
        ...(expected === undefined ? {} : { expected }),
        ...(incarnation === undefined ? {} : { incarnation }),
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      },
    };
  }
}
