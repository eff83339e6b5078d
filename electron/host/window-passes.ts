// Which window a visitor of the browser host may have: an address good for one opening, then a cookie of that opening; both end with this run of the host.

import { createHash, randomBytes } from 'node:crypto';

/** Name of the cookie; its path is the window's own, so several windows live in one browser. */
export const COOKIE_NAME = 'mot-cua-window';

/** Unused addresses that a window may have at once; the oldest ends when there is one more. */
const MOST_ADDRESSES = 32;
/** Openings of a window whose cookies are good at once; the oldest ends when there is one more. */
const MOST_OPENINGS = 32;
/** Bytes of chance in a token or cookie: nobody guesses 256 bits. */
const TOKEN_BYTES = 32;

interface Issued {
  readonly windowId: string;
  readonly onUsed: () => void;
}

/** Tokens and cookies, kept as digests only: what this memory holds opens nothing. */
export class WindowPasses {
  readonly #addresses = new Map<string, Issued>();
  readonly #openings = new Map<string, string>();
  readonly #random: (bytes: number) => Buffer;

  constructor(random: (bytes: number) => Buffer = randomBytes) {
    this.#random = random;
  }

  /** A token that opens a window once; `onUsed` is told when it has. */
  issue(windowId: string, onUsed: () => void = () => undefined): string {
    const token = this.#random(TOKEN_BYTES).toString('base64url');
    this.#addresses.set(digest(token), { windowId, onUsed });
    dropOldest(this.#addresses, MOST_ADDRESSES, (issued) => issued.windowId === windowId);
    return token;
  }

  /** Set-Cookie value for a token that opens this window and has not been used; null for any other. A token shown to the wrong window is spent as well: it was in the wrong hands. */
  redeem(windowId: string, token: string): string | null {
    const key = digest(token);
    const issued = this.#addresses.get(key);
    if (issued === undefined) return null;
    this.#addresses.delete(key);
    issued.onUsed();
    if (issued.windowId !== windowId) return null;
    const cookie = this.#random(TOKEN_BYTES).toString('base64url');
    this.#openings.set(digest(cookie), windowId);
    dropOldest(this.#openings, MOST_OPENINGS, (opened) => opened === windowId);
    return `${COOKIE_NAME}=${cookie}; Path=/w/${windowId}/; HttpOnly; SameSite=Strict`;
  }

  /** Nothing that was issued for this window opens it any longer: it is somebody else's now, or gone. */
  revoke(windowId: string): void {
    dropOldest(this.#addresses, 0, (issued) => issued.windowId === windowId);
    dropOldest(this.#openings, 0, (opened) => opened === windowId);
  }

  /** True if a Cookie header holds the cookie of an opening of this window. */
  isCookie(windowId: string, header: string | undefined): boolean {
    return (header ?? '').split(';').some((part) => {
      const [name, value] = part.trim().split('=', 2);
      return name === COOKIE_NAME && value !== undefined && this.#openings.get(digest(value)) === windowId;
    });
  }
}

/** Looked up by digest: how long a look takes says nothing about what is stored. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

function dropOldest<Value>(map: Map<string, Value>, most: number, isCounted: (value: Value) => boolean): void {
  const counted = [...map].filter(([, value]) => isCounted(value));
  for (const [key] of counted.slice(0, Math.max(0, counted.length - most))) map.delete(key);
}
