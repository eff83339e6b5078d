// The words by which a dossier is found: folded names, telephones and codes as they stand, whole ID numbers behind a mark that nobody can type.

import { foldedWords } from '../../../shared/domain/text/fold.ts';
import type { CorrectableField } from '../../../shared/wire/dossier-events.ts';

/** Folding takes it out of whatever is typed: a number is found whole or not at all. */
const MARK = '§';

interface Findable {
  /** Names, telephones, codes. */
  readonly texts: readonly string[];
  /** ID numbers. */
  readonly numbers: readonly string[];
}

/** One line of words, each once. */
export function findWords({ texts, numbers }: Findable): string {
  return [...new Set([...texts.flatMap(foldedWords), ...numbers.filter((number) => number !== '').map((number) => `${MARK}${number}`)])].join(' ');
}

/** Of what was corrected of an applicant, or said by the city. */
export function wordsOfFields({ fullName = '', phone = '', idNumber = '', oldIdNumber = '' }: Readonly<Partial<Record<CorrectableField, string>>>): string {
  return findWords({ texts: [fullName, phone], numbers: [idNumber, oldIdNumber] });
}

/** Letters that are worth looking for. */
const FEWEST_LETTERS = 2;
const MOST_WORDS = 8;
/** How many digits running numbers are written with. */
const RUNNING = [4, 6] as const;

/** What the index is asked for beginnings of words, all of which must be there; null for too little. A number without its noughts is a running number too. */
export function beginningsOf(text: string): string | null {
  const words = foldedWords(text).slice(0, MOST_WORDS);
  if (words.join('').length < FEWEST_LETTERS) return null;
  return words.map((word) => (/^\d{1,5}$/.test(word) ? `("${word}"* ${RUNNING.map((digits) => `OR "${word.padStart(digits, '0')}"`).join(' ')})` : `"${word}"*`)).join(' AND ');
}

/** What the index is asked for a whole ID number. */
export function wholeNumber(idNumber: string): string {
  return `"${MARK}${idNumber}"`;
}
