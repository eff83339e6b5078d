// What a citizen takes home of a procedure: the papers in the order in which they are packed, and the words of the codes that a phone reads without any network.
//
// A code holds words and no link. What does not fit one goes on in the next; what does not fit them all is cut from the end and counted in the words: first where and when, then time and fee together, then papers.
// A fee stands whole, with its conditions, or not at all: a bare number is what people remember and what is wrong.

import type { FormWords } from '../paper/form-words.ts';
import { filled } from '../paper/form-words.ts';
import { casesOf, isOfSomeCases, OTHER_CASE } from './cases.ts';

export interface TakeHomePaper {
  readonly name: string;
  readonly originals: number;
  readonly copies: number;
  readonly required: boolean;
  readonly note: string;
  readonly cases?: readonly string[] | undefined;
}

/** A procedure as it is filed at this counter; '' for a text that is not known. */
export interface TakeHome {
  readonly code: string;
  readonly name: string;
  readonly papers: readonly TakeHomePaper[];
  /** Somebody else decides, and asks for papers that are not known here. */
  readonly isElsewhere: boolean;
  /** One of the procedure's cases, for whoever knows which; '' for all of them. */
  readonly caseName: string;
  readonly time: string;
  readonly fee: string;
  readonly where: string;
  readonly hours: string;
  /** The month of the catalogue, such as '2026-07'. */
  readonly asOf: string;
}

/** Papers that the same cases ask for; without cases: everybody brings them. */
interface TakeHomeGroup {
  readonly cases: readonly string[];
  readonly papers: readonly TakeHomePaper[];
}

/** The words of one code after the other, and how many papers stand in none of them. */
interface TakeHomeCodes {
  readonly texts: readonly string[];
  readonly leftOut: number;
}

/** How much one code holds, in bytes of UTF-8, and how many codes somebody is asked to read. */
export interface CodeRoom {
  readonly bytes: number;
  readonly most: number;
}

/** What a screen shows: 109 modules at error correction L (QR version 23 holds 1,091 bytes), which stay a millimetre wide on the smallest one. */
export const SCREEN_CODES: CodeRoom = { bytes: 1_091, most: 4 };

/** What everybody brings first, then case by case; each paper once, in the catalogue's order. With a case chosen, only what that case asks for. */
export function takeHomeGroups({ papers, caseName }: Pick<TakeHome, 'papers' | 'caseName'>): readonly TakeHomeGroup[] {
  const all = casesOf(papers);
  if (caseName !== '' && caseName !== OTHER_CASE) return [{ cases: [], papers: papers.filter(({ cases }) => cases === undefined || cases.includes(caseName)) }];
  const groups = new Map<string, TakeHomeGroup>([['', { cases: [], papers: papers.filter((paper) => !isOfSomeCases(paper, all)) }]]);
  for (const paper of papers.filter((each) => isOfSomeCases(each, all))) {
    const cases = paper.cases ?? [];
    const key = cases.join('\n');
    groups.set(key, { cases, papers: [...(groups.get(key)?.papers ?? []), paper] });
  }
  return [...groups.values()].filter((group) => group.papers.length > 0);
}

/** '1 bản chính, 2 bản sao; nếu có'; '' where the catalogue asks for no number and everybody brings it. */
export function howMany({ originals, copies, required }: Pick<TakeHomePaper, 'originals' | 'copies' | 'required'>, words: FormWords): string {
  const counts = [...(originals > 0 ? [filled(words['paper.take-home.original'], { count: String(originals) })] : []), ...(copies > 0 ? [filled(words['paper.take-home.copy'], { count: String(copies) })] : [])];
  return [counts.join(', '), required ? '' : words['paper.take-home.if-any']].filter((part) => part !== '').join('; ');
}

/** The heading over a group's papers. */
export function groupWords({ cases }: Pick<TakeHomeGroup, 'cases'>, words: FormWords): string {
  return cases.length === 0 ? words['paper.take-home.papers'] : filled(words['paper.take-home.case'], { name: cases.join('; ') });
}

/** The month of the catalogue as it is said on paper. */
export function asOfWords(asOf: string, words: FormWords): string {
  const [year = '', month = ''] = asOf.split('-');
  return filled(words['paper.take-home.as-of'], { year, month: String(Number(month)) });
}

/** One line of a code; `under` is the heading that it needs above it, said again where a new code begins. */
interface Line {
  readonly words: string;
  readonly under: string;
}

/** The words of the codes. Throws for a room in which not even name, code and the short notices have a place. */
export function takeHomeCodes(facts: TakeHome, words: FormWords, room: CodeRoom): TakeHomeCodes {
  const papers = paperLines(facts, words);
  const tails = tailsOf(facts, words);
  for (const tail of tails) {
    const texts = packed(facts, words, [...papers, ...tail], room);
    if (texts !== null) return { texts, leftOut: 0 };
  }
  const shortest = tails.at(-1) ?? [];
  for (let kept = papers.length - 1; kept >= 0; kept -= 1) {
    const leftOut = papers.length - kept;
    const texts = packed(facts, words, [...papers.slice(0, kept), alone(filled(words['paper.take-home.left-out'], { count: String(leftOut) })), ...shortest], room);
    if (texts !== null) return { texts, leftOut };
  }
  throw new RangeError(`${room.bytes} bytes are too few for a procedure`);
}

function alone(line: string): Line {
  return { words: line, under: '' };
}

/** One for each paper. Its remark stands on the slip only: the name and the number are what is packed. */
function paperLines(facts: TakeHome, words: FormWords): readonly Line[] {
  let number = 0;
  return takeHomeGroups(facts).flatMap((group) =>
    group.papers.map((paper): Line => {
      number += 1;
      const counts = howMany(paper, words);
      return { words: `${number}. ${paper.name}${counts === '' ? '' : ` (${counts})`}`, under: groupWords(group, words) };
    }),
  );
}

/** What follows the papers, the whole first. */
function tailsOf(facts: TakeHome, words: FormWords): readonly (readonly Line[])[] {
  const none = facts.papers.length > 0 ? [] : [alone(words[facts.isElsewhere ? 'paper.take-home.elsewhere' : 'paper.take-home.papers-none'])];
  const time = alone(facts.time === '' ? words['paper.take-home.time-unstated'] : filled(words['paper.take-home.time'], { text: facts.time }));
  const fee = alone(facts.fee === '' ? words['paper.take-home.fee-unstated'] : filled(words['paper.take-home.fee'], { text: facts.fee }));
  const where = [...(facts.where === '' || facts.isElsewhere ? [] : [filled(words['paper.take-home.where'], { place: facts.where })]), ...(facts.hours === '' || facts.isElsewhere ? [] : [filled(words['paper.take-home.open'], { hours: facts.hours })])].map(alone);
  const asOf = alone(asOfWords(facts.asOf, words));
  return [[...none, time, fee, ...where, asOf], [...none, time, fee, asOf], [...none, alone(words['paper.take-home.rest-left-out']), asOf]];
}

/** The lines in as few codes as hold them; null if the most are not enough, or a line is longer than a code. */
function packed(facts: TakeHome, words: FormWords, lines: readonly Line[], { bytes, most }: CodeRoom): readonly string[] | null {
  for (let parts = 1; parts <= most; parts += 1) {
    const texts = inParts(facts, words, lines, bytes, parts);
    if (texts !== null) return texts;
  }
  return null;
}

function inParts(facts: TakeHome, words: FormWords, lines: readonly Line[], bytes: number, parts: number): readonly string[] | null {
  const head = (part: number): string => {
    const code = filled(words['paper.take-home.code'], { code: facts.code });
    return `${facts.name}\n${parts === 1 ? code : `${code} – ${filled(words['paper.take-home.part'], { part: String(part), parts: String(parts) })}`}`;
  };
  const texts: string[] = [];
  let text = head(1);
  let under = '';
  let isEmpty = true;
  for (const line of lines) {
    const withHeading = (above: string): string => (line.under === '' || line.under === above ? line.words : `${line.under}\n${line.words}`);
    let next = `${text}\n${withHeading(under)}`;
    if (bytesOf(next) > bytes) {
      if (isEmpty || texts.length + 1 === parts) return null;
      texts.push(text);
      next = `${head(texts.length + 1)}\n${withHeading('')}`;
      if (bytesOf(next) > bytes) return null;
    }
    text = next;
    under = line.under;
    isEmpty = false;
  }
  return [...texts, text];
}

/** In UTF-8. */
export function bytesOf(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const point = letter.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_00_00 ? 3 : 4;
  }
  return bytes;
}
