// Check characters by ISO/IEC 7064, MOD 37,36: one letter or digit that tells a mistyped or transposed code.

import { must } from '../../base/must.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const MODULUS = ALPHABET.length;

/** The check character of a text of digits and capital letters (ISO/IEC 7064 hybrid system MOD 37,36). */
export function checkCharacterOf(text: string): string {
  const product = running(text);
  return must(ALPHABET[(MODULUS + 1 - product) % MODULUS], 'a remainder has a character');
}

/** True if the last character is the check character of all before it. */
export function hasValidCheckCharacter(text: string): boolean {
  return /^[0-9A-Z]{2,}$/.test(text) && checkCharacterOf(text.slice(0, -1)) === text.slice(-1);
}

/** The product that the check character has to bring to 1. */
function running(text: string): number {
  let product = MODULUS;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) must(null, 'only digits and capital letters have check characters');
    const sum = (product + value) % MODULUS;
    product = ((sum === 0 ? MODULUS : sum) * 2) % (MODULUS + 1);
  }
  return product;
}
