// Gives faults their line and column, and the line's text as it may be shown.

import type { SettingsProblem } from '../../../shared/contract/host.ts';
import { openNames, cutAround, withoutSecrets } from './shown-line.ts';
import type { OutlineNode } from './outline.ts';
import type { FoundFault } from './problem.ts';
import { inBothLanguages } from './sentences.ts';

/** In the order of the file. */
export function placeFaults(faults: readonly FoundFault[], text: string, outline: OutlineNode): SettingsProblem[] {
  const starts = lineStarts(text);
  const open = openNames(outline);
  return faults.toSorted((one, other) => one.offset - other.offset).map(({ code, where, offset, length, params }) => {
    const index = starts.findLastIndex((start) => start <= offset);
    const start = starts[index] ?? 0;
    const line = text.slice(start, starts[index + 1] ?? text.length).replace(/[\r\n]+$/, '');
    const from = offset - start;
    return { code, where: where.slice(0, 300), line: index + 1, column: from + 1, words: inBothLanguages(code, params), ...cutAround(withoutSecrets(line, open), from, Math.min(length, Math.max(1, line.length - from))) };
  });
}

function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((end) => end.index + end[0].length)];
}
