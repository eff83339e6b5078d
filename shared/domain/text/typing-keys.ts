// What a keyboard without its Vietnamese mode leaves behind: "giaays" (Telex) and "gia61y" (VNI) are folded to "giay".

const ONSETS = 'ngh|ng|gh|gi|kh|ph|th|tr|ch|nh|qu|b|c|d|g|h|k|l|m|n|p|r|s|t|v|x';
const NUCLEI = 'uye|uya|uyu|oai|oay|oao|oeo|uay|uoi|uou|ieu|yeu|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|ua|ue|ui|uo|uu|uy|ya|ye|a|e|i|o|u|y';
const SYLLABLE = new RegExp(`^(?:${ONSETS})?(?:${NUCLEI})(?:ch|ng|nh|c|m|n|p|t)?$`, 'u');
const VOWEL = /[aeiouy]/u;

/** Whether folded letters can be one Vietnamese syllable. */
export function isSyllable(folded: string): boolean {
  return SYLLABLE.test(folded);
}

/** The folded word that the keys of Telex or VNI were meant to make; null where the word holds no such keys or makes no syllable. */
export function withoutTypingKeys(word: string): string | null {
  const plain = /^[a-z]+\d[a-z0-9]*$/u.test(word) ? withoutVni(word) : withoutTelex(word);
  return plain === null || plain === word || !isSyllable(plain) ? null : plain;
}

function withoutVni(word: string): string | null {
  return VOWEL.test(word) ? withoutTelexHats(word.replaceAll(/\d/gu, '')) : null;
}

function withoutTelex(word: string): string | null {
  if (!/^[a-z]{2,}$/u.test(word) || isSyllable(word)) return null;
  const tries = [word, withoutTone(word)];
  for (const letters of tries) {
    const plain = withoutTelexHats(letters);
    if (plain !== word && isSyllable(plain)) return plain;
  }
  return null;
}

/** Without the one tone key, which stands somewhere behind the first vowel. */
function withoutTone(word: string): string {
  return word.replace(/^([^aeiouyw]*[aeiouyw][a-z]*?)[sfrxj](?=[a-z]*$)/u, '$1');
}

/** "dd", "aa", "ee", "oo" doubled at once or typed at the end ("dangd", "giaya"), and "w" behind its vowel or in its place. */
function withoutTelexHats(word: string): string {
  let plain = word.replace('dd', 'd').replaceAll('aa', 'a').replaceAll('ee', 'e').replaceAll('oo', 'o');
  plain = plain.replaceAll(/(?<=[aou][a-z]*)w/gu, '').replaceAll('w', 'u');
  if (isSyllable(plain)) return plain;
  const last = plain.at(-1) ?? '';
  return /[aeod]/u.test(last) && plain.slice(0, -1).includes(last) ? plain.slice(0, -1) : plain;
}
