// Which window a visitor of the browser host may have: a key in the address opens it once, a cookie of that window keeps it.

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SECRET_FILE = 'host.secret';

/** Name of the cookie; its path is the window's own, so several windows live in one browser. */
export const COOKIE_NAME = 'mot-cua-window';

/** Keys and cookies of windows, derived from one secret of this machine: addresses stay good over restarts. */
export class WindowKeys {
  readonly #secret: Buffer;

  constructor(secret: Buffer) {
    this.#secret = secret;
  }

  /** Reads the secret of a data folder, making it (mode 0600) the first time. */
  static of(dataFolder: string): WindowKeys {
    const file = path.join(dataFolder, SECRET_FILE);
    if (!existsSync(file)) {
      mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
      writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' });
    }
    return new WindowKeys(readFileSync(file));
  }

  /** Part of the address that opens a window. */
  keyOf(windowId: string): string {
    return this.#derive('key', windowId);
  }

  /** Set-Cookie value for a window. */
  cookieOf(windowId: string): string {
    return `${COOKIE_NAME}=${this.#derive('cookie', windowId)}; Path=/w/${windowId}/; HttpOnly; SameSite=Strict`;
  }

  isKey(windowId: string, key: string): boolean {
    return same(key, this.keyOf(windowId));
  }

  /** True if a Cookie header holds this window's cookie. */
  isCookie(windowId: string, header: string | undefined): boolean {
    const expected = this.#derive('cookie', windowId);
    return (header ?? '').split(';').some((part) => {
      const [name, value] = part.trim().split('=', 2);
      return name === COOKIE_NAME && value !== undefined && same(value, expected);
    });
  }

  #derive(use: string, windowId: string): string {
    return createHmac('sha256', this.#secret).update(`${use}:${windowId}`).digest('base64url');
  }
}

function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
