// The accented letters of Vietnamese, made from the rule that makes them: each vowel under each tone, and đ.

/** The letters that stand for vowels, without a tone. */
const VOWELS = [...'aăâeêioôơuưy'] as const;
/** The tones as Unicode writes them after a letter: none, huyền, sắc, hỏi, ngã, nặng. */
const TONES = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'] as const;

/** Each vowel with its tones, then đ: small letters, composed (NFC), the plain a e i o u y left out. 67 letters in 13 rows. */
export const VIETNAMESE_ROWS: readonly (readonly string[])[] = [
  ...VOWELS.map((vowel) => TONES.map((tone) => `${vowel}${tone}`.normalize('NFC')).filter((letter) => !/^[a-z]$/.test(letter))),
  ['đ'],
];

/** All 134: small and capital letters, row by row. */
export const VIETNAMESE_LETTERS: readonly string[] = VIETNAMESE_ROWS.flatMap((row) => [...row, ...row.map((letter) => letter.toUpperCase())]);
