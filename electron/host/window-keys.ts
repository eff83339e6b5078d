// Which window a visitor of the browser host may have: a key in the address opens it, a cookie of that window keeps it open.

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SECRET_FILE = 'host.secret';
const SECRET_BYTES = 32;

/** Name of the cookie; its path is the window's own, so several windows live in one browser. */
export const COOKIE_NAME = 'mot-cua-window';

/** Keys and cookies of windows, derived from one secret of this machine: addresses stay good over restarts. */
export class WindowKeys {
  readonly #secret: Buffer;

  constructor(secret: Buffer) {
    this.#secret = secret;
  }

  /** Reads the secret of a data folder, making it (mode 0600) the first time, or anew where a crash has left less than a whole one: an empty secret would make keys that anybody can make. */
  static of(dataFolder: string): WindowKeys {
    const file = path.join(dataFolder, SECRET_FILE);
    const known = existsSync(file) ? readFileSync(file) : null;
    if (known?.length === SECRET_BYTES) return new WindowKeys(known);
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    const secret = randomBytes(SECRET_BYTES);
    writeFileSync(`${file}.new`, secret, { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return new WindowKeys(secret);
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
