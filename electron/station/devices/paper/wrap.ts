// Breaks a text into lines that fit a width.

/** Lines of whole words; a word wider than the line is cut between letters. A no-break space does not break. Text is brought to NFC, in which the font has one glyph a letter. Never empty. */
export function wrap(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.normalize('NFC').split(/[ \t\n]+/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const letter of word) {
      if (line !== '' && measure(line + letter) > width) {
        lines.push(line);
        line = '';
      }
      line += letter;
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

/** As `wrap`, with the lines as even as they can be without becoming more: for centred text, where a lone last word looks lost. */
export function wrapEvenly(text: string, width: number, measure: (text: string) => number): string[] {
  let lines = wrap(text, width, measure);
  for (let narrower = width - STEP; narrower > width / 2; narrower -= STEP) {
    const narrow = wrap(text, narrower, measure);
    if (narrow.length > lines.length || narrow.some((line) => measure(line) > narrower)) break;
    lines = narrow;
  }
  return lines;
}

const STEP = 12;
