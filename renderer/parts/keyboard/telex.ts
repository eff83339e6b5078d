// Telex: Vietnamese typed with plain letters, where 'giaays' becomes 'giấy'; the rule for one more key, and nothing of a keyboard.

import { hasVowel, putTogether, takeApart } from './syllable.ts';
import type { Tone } from './syllable.ts';

const TONE_KEYS = 'sfrxj';
const HAT: Readonly<Record<string, string>> = { a: 'â', e: 'ê', o: 'ô' };
const HOOK: Readonly<Record<string, string>> = { a: 'ă', â: 'ă', o: 'ơ', ô: 'ơ', u: 'ư' };

function replaceAt(text: string, index: number, by: string): string {
  return `${text.slice(0, index)}${by}${text.slice(index + 1)}`;
}

/** 'a', 'e' or 'o' typed once more: the last one of the word gets its hat, or gives it back. Null when there is none. */
function withHat(letters: string, key: string): string | null {
  const hat = HAT[key];
  if (hat === undefined) return null;
  if (letters.endsWith(hat)) return `${letters.slice(0, -1)}${key}${key}`;
  const plain = letters.lastIndexOf(key);
  // A hat may come after the end of the syllable ('giaya'), but not over another vowel group ('bao' + 'a' is no word's beginning).
  return plain < 0 || !/^[iuy]?[cmnpth]*g?$/.test(letters.slice(plain + 1)) ? null : replaceAt(letters, plain, hat);
}

/** 'w': hook on 'uo' as a whole, else on the last vowel that takes one; a second 'w' takes it back; alone it is 'ư'. */
function withHook(letters: string): string {
  // 'thuở', 'huơ': nothing follows, so only the second vowel is hooked; a letter that does follow hooks the first too.
  if (/^(?:t?h|kh)uo$/.test(letters)) return `${letters.slice(0, -1)}ơ`;
  const pair = letters.lastIndexOf('uo');
  if (pair >= 0 && !(letters.startsWith('q') && pair === 1)) return `${letters.slice(0, pair)}ươ${letters.slice(pair + 2)}`;
  // 'uwow': the pair is whole already.
  if (letters.endsWith('ươ')) return letters;
  if (/[ươă]$/.test(letters)) return `${letters.slice(0, -1)}${{ ư: 'u', ơ: 'o', ă: 'a' }[letters.at(-1) ?? ''] ?? ''}w`;
  for (let index = letters.length - 1; index >= 0; index -= 1) {
    const hook = HOOK[letters[index] ?? ''];
    if (hook !== undefined && !(index === 1 && letters.startsWith('qu'))) return replaceAt(letters, index, hook);
  }
  return /^[bcdđghklmnprstvx]*$/.test(letters) ? `${letters}ư` : `${letters}w`;
}

/** Any other letter; inside 'ươ' it may hook the vowel beside the one that was hooked by hand. */
export function withLetter(letters: string, key: string): string {
  if (key === 'o' && letters.endsWith('ư')) return `${letters}ơ`;
  if (/[cmnptiu]/.test(key) && /[^q]uơ$/.test(letters)) return `${letters.slice(0, -2)}ươ${key}`;
  return `${letters}${key}`;
}

/** A tone key: sets the tone, or takes it back and stays as a letter when it was there; null where no vowel carries it. */
function withTone(letters: string, tone: Tone, key: string): string | null {
  if (!hasVowel(letters)) return null;
  return tone === key ? `${letters}${key}` : putTogether(letters, key as Tone);
}

/** The word after one more key. `word` is what stands there, `key` one lower-case letter. */
function typeInWord(word: string, key: string): string {
  const { letters, tone } = takeApart(word);
  if (TONE_KEYS.includes(key)) return withTone(letters, tone, key) ?? `${word}${key}`;
  if (key === 'z' && tone !== '') return letters;
  if (key === 'd' && letters.startsWith('d')) return putTogether(`đ${letters.slice(1)}`, tone);
  if (key === 'd' && letters === 'đ') return 'dd';
  const changed = key === 'w' ? withHook(letters) : withHat(letters, key);
  return putTogether(changed ?? withLetter(letters, key), tone);
}

/**
 * The text after one more Telex key at its end: 'giaa' + 'y' is 'giây'. Only the last word changes; a key that is no lower-case Latin letter is
 * simply added. Works on composed text, so it can go on after a deletion.
 */
export function typeTelex(text: string, key: string): string {
  if (!/^[a-z]$/.test(key)) return `${text}${key}`;
  const start = text.search(/[^\s\d.,/()-]*$/);
  return `${text.slice(0, start)}${typeInWord(text.slice(start).toLowerCase(), key)}`;
}
