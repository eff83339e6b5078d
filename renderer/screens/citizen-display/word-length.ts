// How long words are that must be read from 1.5 m and can neither be cut off nor opened: the longer, the smaller they are set.

export type WordLength = 'usual' | 'long' | 'longest';

const LONG = 40;
const LONGEST = 80;

export function wordLength(words: string): WordLength {
  if (words.length > LONGEST) return 'longest';
  return words.length > LONG ? 'long' : 'usual';
}
