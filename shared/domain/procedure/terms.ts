// The words of a text as the search compares them: folded, and with their accents whatever the school of spelling.

import { accentedWords, foldText } from '../text/fold.ts';
import { accentKey } from '../text/tones.ts';

export interface Term {
  readonly folded: string;
  readonly accented: string;
}

export function accentedTerms(text: string): readonly Term[] {
  return accentedWords(text).flatMap((word) => termOf(word) ?? []);
}

/** The same for many texts: a catalogue says the same two thousand words a million times, and each is taken apart once. */
export function termReader(): typeof accentedTerms {
  const known = new Map<string, Term | null>();
  return (text) => {
    const terms: Term[] = [];
    for (const word of accentedWords(text)) {
      let term = known.get(word);
      if (term === undefined) known.set(word, (term = termOf(word)));
      if (term !== null) terms.push(term);
    }
    return terms;
  };
}

/** "Lý" and "lí", "ký" and "kí" are one word in two schools of spelling. */
function withI(word: string): string {
  return word.replace(/^(h|k|l|m|s|t|v|qu)y(?=\P{L}*$)/u, '$1i');
}

/** Null for what folds into nothing or into two words ("½"): a catalogue has no use for it. */
function termOf(word: string): Term | null {
  const folded = foldText(word);
  return folded === '' || folded.includes(' ') ? null : { folded: withI(folded), accented: withI(accentKey(word)) };
}
