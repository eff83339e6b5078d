// A 32-byte key as a person reads it out and types it: four blocks, each with a check character, so that a slip is found and named.

import { checkCharacterOf } from './check-character.ts';

/** Crockford's base 32: without I, L, O and U, which are taken for other characters. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const KEY_BYTES = 32;
const BLOCKS = 4;
const BLOCK_DATA = 13;

/** Check characters that would be taken for digits stand as signs that nothing else uses: taken for digits, they would hide a slip. */
const LOOKED_ALIKE: Readonly<Record<string, string>> = { O: '*', I: '=', L: '$' };

/** What typed text says. 'mistyped' names the first wrong block, 1 to 4. */
export type KeyText = { readonly kind: 'key'; readonly key: Uint8Array } | { readonly kind: 'mistyped'; readonly block: number } | { readonly kind: 'length' };

/** 'XXXXXXX-XXXXXXX' four times, with spaces between. */
export function writeKeyText(key: Uint8Array): string {
  const characters = toCharacters(key);
  const blocks = Array.from({ length: BLOCKS }, (_, index) => {
    const data = characters.slice(index * BLOCK_DATA, (index + 1) * BLOCK_DATA);
    return `${data.slice(0, 7)}-${data.slice(7)}${checkOf(data, index)}`;
  });
  return blocks.join(' ');
}

/** Reads what was typed: small letters, spaces, hyphens and the characters that look alike are taken. */
export function readKeyText(text: string): KeyText {
  const typed = alike(text.toUpperCase().replaceAll(/[\s-]/g, ''));
  if (typed.length !== BLOCKS * (BLOCK_DATA + 1)) return { kind: 'length' };
  let data = '';
  for (let index = 0; index < BLOCKS; index += 1) {
    const block = typed.slice(index * (BLOCK_DATA + 1), (index + 1) * (BLOCK_DATA + 1));
    const own = block.slice(0, BLOCK_DATA);
    if ([...own].some((character) => !ALPHABET.includes(character)) || checkOf(own, index) !== block.slice(BLOCK_DATA)) return { kind: 'mistyped', block: index + 1 };
    data += own;
  }
  const key = fromCharacters(data);
  return key === null ? { kind: 'mistyped', block: BLOCKS } : { kind: 'key', key };
}

/** The block's number is checked along, so that two blocks in the wrong order are found. */
function checkOf(data: string, index: number): string {
  return checkCharacterOf(`${index + 1}${data}`).replace(/[OIL]/, (taken) => LOOKED_ALIKE[taken] ?? taken);
}

function alike(text: string): string {
  return text.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

function toCharacters(key: Uint8Array): string {
  let characters = '';
  let bits = 0;
  let held = 0;
  for (const byte of key) {
    bits = (bits << 8) | byte;
    held += 8;
    while (held >= 5) {
      held -= 5;
      characters += ALPHABET.charAt((bits >> held) & 31);
    }
    bits &= (1 << held) - 1;
  }
  return characters + ALPHABET.charAt((bits << (5 - held)) & 31);
}

/** Null when the bits that are left over are not zero: no key writes such a text. */
function fromCharacters(data: string): Uint8Array | null {
  const key = new Uint8Array(KEY_BYTES);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const character of data) {
    bits = (bits << 5) | ALPHABET.indexOf(character);
    held += 5;
    if (held >= 8 && at < KEY_BYTES) {
      held -= 8;
      key[at] = (bits >> held) & 255;
      at += 1;
    }
    bits &= (1 << held) - 1;
  }
  return bits === 0 ? key : null;
}
