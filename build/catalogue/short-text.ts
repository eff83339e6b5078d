// Portal text made fit for a list: one line, no bullets, cut at a word.

/** Bullets and numbers that rows begin with: "- ", "+ ", "(i) ", "a) ", "1. ", "g.2) ", "1.1. ". */
const BULLET = /^(?:[-–+*•·—.]+|\((?:[ivx]+|[a-zđ]|\d{1,2}(?:\.\d{1,2})*)\)|[a-zđ](?:\.\d+)*\)|\d{1,2}(?:\.\d{1,2})*(?:\.(?!\d)|\)))\s*/u;

/** One line with single spaces, without bullets before and stops after, beginning with a capital letter. */
export function tidyText(text: string): string {
  let tidy = text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
  while (BULLET.test(tidy)) tidy = tidy.replace(BULLET, '');
  tidy = tidy
    .replaceAll(/\s+([;,.:)])/gu, '$1')
    .replaceAll(/:\s*[-+]\s*(?=\p{L})/gu, ': ')
    .replaceAll(/[.;,]?\s\+\s*(?=\p{L})|;\s-\s*(?=\p{L})/gu, '; ')
    .replaceAll(/;\)/gu, ')')
    .replace(/[\s;:,.]+$/u, '');
  if (tidy.endsWith(')') && !tidy.includes('(')) tidy = tidy.slice(0, -1).trim();
  return tidy.charAt(0).toLocaleUpperCase('vi') + tidy.slice(1);
}

/** At most `longest` characters, cut after a whole word and marked with "…". */
export function cutAtWord(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const room = text.slice(0, longest - 1);
  const space = room.lastIndexOf(' ');
  return `${room.slice(0, space > 0 ? space : room.length).replace(/[\s;:,.([–-]+$/u, '')}…`;
}

/** The first sentences that fit, and the rest; a text that fits stays whole, one long sentence is cut. */
export function splitAtSentence(text: string, longest: number): { readonly head: string; readonly rest: string } {
  if (text.length <= longest) return { head: text, rest: '' };
  const end = [...text.matchAll(/[.;](?=\s+\p{Lu}|\s+trường hợp|\s+[-+])/gu)].map((match) => match.index).findLast((index) => index <= longest);
  if (end === undefined || end < 12) return { head: cutAtWord(text, longest), rest: '' };
  return { head: text.slice(0, end), rest: tidyText(text.slice(end + 1)) };
}
