// The lines of the slip about a procedure: every paper stands on it, what was said once is referred to, and on the roll whatever may be asked for again is said in fewer words.

import { filled, type FormWords } from '../paper/form-words.ts';
import { groupWords, type TakeHome, type TakeHomePaper, takeHomeGroups } from './take-home.ts';

/** As the template's list names its columns; a line without a number is a heading over those that follow, or a remark. */
export interface SlipLine {
  readonly tt: string;
  readonly 'tên giấy tờ': string;
  readonly 'bản chính'?: string;
  readonly 'bản sao'?: string;
}

/** Letters that the list of papers takes on the roll before words are saved: about half a metre. */
const ROLL_LETTERS = 2_600;
/** How long the name of a paper that not everybody brings, and a remark, may then be; the roomiest that is short enough counts. */
const SHORTER = [120, 90, 60] as const;

/** The papers in the order in which they are packed. `isRoll`: on the strip of a ticket printer. A paper that everybody must bring keeps its whole name there too. */
export function slipLines(taken: Pick<TakeHome, 'papers' | 'caseName'>, words: FormWords, isRoll: boolean): readonly SlipLine[] {
  const whole = linesOf(taken, words, null);
  if (!isRoll || lettersOf(whole) <= ROLL_LETTERS) return whole;
  const shorter = SHORTER.map((most) => linesOf(taken, words, most));
  const chosen = shorter.find((lines) => lettersOf(lines) <= ROLL_LETTERS) ?? shorter.at(-1) ?? whole;
  return lettersOf(chosen) < lettersOf(whole) ? [...chosen, { tt: '', 'tên giấy tờ': words['paper.take-home.shortened'] }] : whole;
}

function lettersOf(lines: readonly SlipLine[]): number {
  return lines.reduce((sum, line) => sum + line['tên giấy tờ'].length, 0);
}

function linesOf(taken: Pick<TakeHome, 'papers' | 'caseName'>, words: FormWords, most: number | null): readonly SlipLine[] {
  /** The number of the first paper with that remark. */
  const said = new Map<string, number>();
  let number = 0;
  return takeHomeGroups(taken).flatMap((group) => [
    // Over the papers of everybody stands the table's own head.
    ...(group.cases.length === 0 ? [] : [{ tt: '', 'tên giấy tờ': groupWords(group, words) }]),
    ...group.papers.map((paper): SlipLine => {
      number += 1;
      return { tt: String(number), 'tên giấy tờ': withNote(named(paper, words, most), paper.note, { number, said, words, most }), 'bản chính': countOf(paper.originals), 'bản sao': countOf(paper.copies) };
    }),
  ]);
}

function countOf(copies: number): string {
  return copies === 0 ? '' : String(copies);
}

function named({ name, required }: TakeHomePaper, words: FormWords, most: number | null): string {
  return required ? name : `${shortened(name, most)} (${words['paper.take-home.if-any']})`;
}

interface Noting {
  readonly number: number;
  readonly said: Map<string, number>;
  readonly words: FormWords;
  readonly most: number | null;
}

function withNote(name: string, note: string, { number, said, words, most }: Noting): string {
  if (note === '') return name;
  const before = said.get(note);
  said.set(note, before ?? number);
  const like = before === undefined ? null : filled(words['paper.take-home.same-note'], { number: String(before) });
  const short = shortened(note, most);
  return filled(words['paper.take-home.note'], { name, note: like !== null && like.length < short.length ? like : short });
}

/** Cut between two words, and seen to be cut. */
function shortened(text: string, most: number | null): string {
  if (most === null || text.length <= most) return text;
  const cut = text.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1)).replace(/[\s.,;:–-]+$/u, '')}…`;
}
