// Breaks words of several weights into lines that fit a width.

import type { LinePart } from './page-flow.ts';
import type { Measure } from './page-ops.ts';

/** Lines of whole words; a word wider than a line is cut behind a hyphen, or between letters. Never empty. Letters come in NFC, in which the font has one for each. */
export function breakLines(parts: readonly LinePart[], width: number, size: number, measure: Measure): readonly (readonly LinePart[])[] {
  const widthOf = (pieces: readonly LinePart[]): number => pieces.reduce((sum, { text, weight }) => sum + measure(text, size, weight), 0);
  const space = measure(' ', size, 400);
  const lines: LinePart[][] = [];
  let line: LinePart[] = [];
  /** Summed up word by word, each of which is measured once: a line measured whole for each of its words would take a long book minutes. */
  let used = 0;
  const put = (pieces: readonly LinePart[], wide: number): void => {
    line.push(...pieces);
    used += wide;
  };
  const close = (): void => {
    lines.push(merged(line));
    [line, used] = [[], 0];
  };
  for (const word of wordsIn(parts)) {
    const wide = widthOf(word);
    const [first] = word;
    if (line.length > 0 && first !== undefined && used + space + wide <= width) {
      put([{ text: ' ', weight: first.weight }, ...word], space + wide);
      continue;
    }
    if (line.length > 0) close();
    if (wide <= width) {
      put(word, wide);
      continue;
    }
    for (const piece of word.flatMap(cutAtHyphens)) {
      if (line.length > 0 && used + measure(piece.text, size, piece.weight) > width) close();
      for (const text of piece.text) {
        const letter = measure(text, size, piece.weight);
        if (line.length > 0 && used + letter > width) close();
        put([{ text, weight: piece.weight }], letter);
      }
    }
  }
  if (line.length > 0 || lines.length === 0) close();
  return lines;
}

/** A long code or address is cut behind its own signs before it is cut anywhere. */
function cutAtHyphens({ text, weight }: LinePart): readonly LinePart[] {
  return text.split(/(?<=[-/@])/u).map((piece) => ({ text: piece, weight }));
}

/** Words, each of the parts it is made of: a word may be half light and half bold. */
function wordsIn(parts: readonly LinePart[]): readonly (readonly LinePart[])[] {
  const words: LinePart[][] = [];
  let word: LinePart[] = [];
  for (const { text, weight } of parts) {
    const pieces = text.normalize('NFC').split(/[ \t\r\n]+/u);
    for (const [index, piece] of pieces.entries()) {
      if (index > 0 && word.length > 0) {
        words.push(word);
        word = [];
      }
      if (piece !== '') word.push({ text: piece, weight });
    }
  }
  if (word.length > 0) words.push(word);
  return words;
}

/** Neighbours of one weight as one: fewer things to draw, and a text that can be searched. */
function merged(line: readonly LinePart[]): LinePart[] {
  const joined: LinePart[] = [];
  for (const part of line) {
    const last = joined.at(-1);
    if (last !== undefined && last.weight === part.weight) joined[joined.length - 1] = { text: last.text + part.text, weight: part.weight };
    else joined.push(part);
  }
  return joined;
}
