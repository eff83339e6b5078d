// One Vietnamese syllable taken apart into plain letters and a tone, and put together again with the tone where it is written.

/** ngang (none) · sắc · huyền · hỏi · ngã · nặng, by the Telex keys that make them. */
export type Tone = '' | 's' | 'f' | 'r' | 'x' | 'j';

const COMBINING: Readonly<Record<Tone, string>> = { '': '', s: '\u0301', f: '\u0300', r: '\u0309', x: '\u0303', j: '\u0323' };
const TONE_OF: ReadonlyMap<string, Tone> = new Map([
  ['\u0301', 's'], ['\u0300', 'f'], ['\u0309', 'r'], ['\u0303', 'x'], ['\u0323', 'j'],
]);
const VOWELS = 'aăâeêioôơuưy';
const MARKED = 'ăâêôơư';

/** A word without its tone ('giây') and the tone that it had. Letters keep their hooks and hats, and their case. */
export function takeApart(word: string): { readonly letters: string; readonly tone: Tone } {
  let tone: Tone = '';
  const letters = word
    .normalize('NFD')
    .replaceAll(/[\u0300\u0301\u0303\u0309\u0323]/g, (mark) => {
      tone = TONE_OF.get(mark) ?? '';
      return '';
    })
    .normalize('NFC');
  return { letters, tone };
}

/** Where the vowels of a syllable begin and end (end exclusive); 'qu' and, before another vowel, 'gi' count as consonants. Null without a vowel. */
function nucleusOf(lower: string): { readonly from: number; readonly to: number } | null {
  let from = [...lower].findIndex((letter) => VOWELS.includes(letter));
  if (from < 0) return null;
  const isGlide = (lower.startsWith('qu') && from === 1) || (lower.startsWith('gi') && from === 1);
  if (isGlide && VOWELS.includes(lower[from + 1] ?? ' ')) from += 1;
  let to = from;
  while (VOWELS.includes(lower[to] ?? ' ')) to += 1;
  return { from, to };
}

/** Index of the letter that carries the tone, by the rules of the older school spelling (hòa, thủy); -1 where there is no vowel. */
function placeOfTone(letters: string): number {
  const lower = letters.toLowerCase();
  const nucleus = nucleusOf(lower);
  if (nucleus === null) return -1;
  const vowels = lower.slice(nucleus.from, nucleus.to);
  const lastMarked = Math.max(...[...MARKED].map((letter) => vowels.lastIndexOf(letter)));
  if (lastMarked >= 0) return nucleus.from + lastMarked;
  const isClosed = nucleus.to < lower.length;
  if (vowels.length === 1) return nucleus.from;
  if (vowels.length === 2) return nucleus.from + (isClosed ? 1 : 0);
  return nucleus.from + 1;
}

/** Puts a tone on toneless letters; without a vowel there is nothing to carry it and the letters stay as they are. */
export function putTogether(letters: string, tone: Tone): string {
  const place = placeOfTone(letters);
  if (tone === '' || place < 0) return letters;
  return `${letters.slice(0, place)}${`${letters[place] ?? ''}${COMBINING[tone]}`.normalize('NFC')}${letters.slice(place + 1)}`;
}

/** True if the letters hold a vowel that a tone could stand on. */
export function hasVowel(letters: string): boolean {
  return placeOfTone(letters) >= 0;
}
