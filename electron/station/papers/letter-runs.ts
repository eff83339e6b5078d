// The shipped typeface comes as three files, each with some of the letters. A text is cut into runs of one file: where the shaper chooses, it builds 'Ã' of a letter and a mark, which no search of the PDF finds.

/** Letters of each file, as the typeface's own table of ranges says (unicode.json of the package). The Vietnamese file first: it has the letters with two marks whole. */
const VIETNAMESE: readonly (readonly [number, number])[] = [[0x102, 0x103], [0x110, 0x111], [0x128, 0x129], [0x168, 0x169], [0x1a0, 0x1a1], [0x1af, 0x1b0], [0x1ea0, 0x1ef9], [0x20ab, 0x20ab]];
const LATIN: readonly (readonly [number, number])[] = [[0x00, 0xff], [0x131, 0x131], [0x152, 0x153], [0x2000, 0x206f], [0x20ac, 0x20ac], [0x2122, 0x2122], [0x2191, 0x2193], [0x2212, 0x2215]];

/** An empty square to be ticked; the typeface has none, so it is drawn. */
export const TICK_BOX = '☐';

export type FontFile = 'vietnamese' | 'latin' | 'latin-ext' | 'tick-box';

export interface LetterRun {
  readonly file: FontFile;
  readonly text: string;
}

/** The text in NFC, cut where another file begins. A combining mark stays with what it stands on. */
export function letterRuns(text: string): readonly LetterRun[] {
  const runs: { file: FontFile; text: string }[] = [];
  for (const letter of text.normalize('NFC')) {
    const code = letter.codePointAt(0) ?? 0;
    const last = runs.at(-1);
    const isMark = code >= 0x300 && code <= 0x36f;
    const file = isMark && last !== undefined ? last.file : fileOf(code);
    if (last !== undefined && last.file === file) last.text += letter;
    else runs.push({ file, text: letter });
  }
  return runs;
}

function fileOf(code: number): FontFile {
  if (code === TICK_BOX.codePointAt(0)) return 'tick-box';
  if (isIn(VIETNAMESE, code)) return 'vietnamese';
  return isIn(LATIN, code) ? 'latin' : 'latin-ext';
}

function isIn(ranges: readonly (readonly [number, number])[], code: number): boolean {
  return ranges.some(([first, last]) => code >= first && code <= last);
}
