// The PIN that leads out of a kiosk, as it stands in the settings: derived by scrypt, never itself.

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** 'scrypt$N$r$p$salt$hash', the last two in Base64. Parameters are part of the text so that they can grow; bounded, so that settings cannot take all memory. */
export const EXIT_PIN_FORM = /^scrypt\$(16384|32768|65536|131072)\$8\$([1-4])\$([A-Za-z0-9+/]{22}==)\$([A-Za-z0-9+/]{43}=)$/;

const COST = 32_768;
const BLOCK = 8;
const BYTES = 32;

/** Text for the settings' `kiosk.exitPin`. */
export async function hashExitPin(pin: string): Promise<string> {
  const salt = randomBytes(16);
  return ['scrypt', COST, BLOCK, 1, salt.toString('base64'), (await derive(pin, salt, COST, 1)).toString('base64')].join('$');
}

/** Whether `pin` is the one that `hash` was made of; false for a text that is no hash. */
export async function isExitPin(pin: string, hash: string): Promise<boolean> {
  const [, cost, parallel, salt, expected] = EXIT_PIN_FORM.exec(hash) ?? [];
  if (cost === undefined || parallel === undefined || salt === undefined || expected === undefined) return false;
  return timingSafeEqual(await derive(pin, Buffer.from(salt, 'base64'), Number(cost), Number(parallel)), Buffer.from(expected, 'base64'));
}

function derive(pin: string, salt: Buffer, cost: number, parallel: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, BYTES, { N: cost, r: BLOCK, p: parallel, maxmem: 256 * cost * BLOCK }, (error, derived) => (error === null ? resolve(derived) : reject(error)));
  });
}
