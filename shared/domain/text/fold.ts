// Vietnamese text folded for searching: what people type without accents, in any case and spacing, still meets what is written.

/**
 * Lower case, without diacritics (đ is d), with everything that is neither letter nor digit turned into single spaces.
 * Folding twice changes nothing. For comparing only: never show or store the result as a person's words.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The words of a folded text; none for a text without letters and digits. */
export function foldedWords(text: string): readonly string[] {
  return wordsOf(foldText(text));
}

/** The words of a text with their accents, in lower case: for telling "đất" from "đạt" where the reader typed accents. */
export function accentedWords(text: string): readonly string[] {
  return wordsOf(text.normalize('NFC').toLowerCase().replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ').trim());
}

function wordsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}
