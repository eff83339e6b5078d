// VNI: Vietnamese typed with digits after the letters, where 'gia6y1' becomes 'giấy'; the rule for one more key, and nothing of a keyboard.

import { hasVowel, putTogether, takeApart } from './syllable.ts';
import type { Tone } from './syllable.ts';
import { withLetter } from './telex.ts';

const TONES: Readonly<Record<string, Tone>> = { 1: 's', 2: 'f', 3: 'r', 4: 'x', 5: 'j' };
/** 6 hat, 7 hook, 8 breve: what each makes of a letter, whatever it carried before. */
const MARKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  6: { a: 'â', ă: 'â', e: 'ê', o: 'ô', ơ: 'ô' },
  7: { o: 'ơ', ô: 'ơ', u: 'ư' },
  8: { a: 'ă', â: 'ă' },
};
const PLAIN: Readonly<Record<string, string>> = { â: 'a', ê: 'e', ô: 'o', ơ: 'o', ư: 'u', ă: 'a' };

/** A digit that marks a vowel: on the last one that takes it; once more it is taken back and stays as a digit. Null where none takes it. */
function withMark(letters: string, key: string): string | null {
  const marks = MARKS[key] ?? {};
  if (key === '7') {
    if (letters.endsWith('ươ')) return letters;
    // 'thuở', 'huơ': nothing follows, so only the second vowel is hooked; a letter that does follow hooks the first too.
    if (/^(?:t?h|kh)uo$/.test(letters)) return `${letters.slice(0, -1)}ơ`;
    const pair = letters.lastIndexOf('uo');
    if (pair >= 0 && !(letters.startsWith('q') && pair === 1)) return `${letters.slice(0, pair)}ươ${letters.slice(pair + 2)}`;
  }
  for (let index = letters.length - 1; index >= 0; index -= 1) {
    const letter = letters[index] ?? '';
    if (index === 1 && letters.startsWith('qu')) continue;
    if (Object.values(marks).includes(letter)) return `${letters.slice(0, index)}${PLAIN[letter] ?? letter}${letters.slice(index + 1)}${key}`;
    const marked = marks[letter];
    if (marked !== undefined) return `${letters.slice(0, index)}${marked}${letters.slice(index + 1)}`;
  }
  return null;
}

function typeInWord(word: string, key: string): string {
  const { letters, tone } = takeApart(word);
  const asDigit = `${word}${key}`;
  const wanted = TONES[key];
  if (wanted !== undefined) {
    if (!hasVowel(letters)) return asDigit;
    return tone === wanted ? `${letters}${key}` : putTogether(letters, wanted);
  }
  if (key === '0') return tone === '' ? asDigit : letters;
  if (key === '9') return letters.startsWith('d') ? putTogether(`đ${letters.slice(1)}`, tone) : letters.startsWith('đ') ? `${putTogether(`d${letters.slice(1)}`, tone)}9` : asDigit;
  if (MARKS[key] === undefined) return putTogether(withLetter(letters, key), tone);
  const marked = withMark(letters, key);
  return marked === null ? asDigit : putTogether(marked, tone);
}

/**
 * The text after one more VNI key at its end: 'gia' + '6' is 'giâ'. Only the last word changes; a digit that nothing in it takes is a digit, as are those
 * that follow another. A key that is neither a digit nor a lower-case Latin letter is simply added.
 */
export function typeVni(text: string, key: string): string {
  if (!/^[a-z0-9]$/.test(key)) return `${text}${key}`;
  const start = text.search(/[^\s\d.,/()-]*$/);
  const word = text.slice(start);
  return word === '' ? `${text}${key}` : `${text.slice(0, start)}${typeInWord(word.toLowerCase(), key)}`;
}
