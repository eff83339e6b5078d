// Finds the bracket that is never closed, closed by another, or too deep inside others, at the place that has to be changed and not at the end of the file.

import type { FoundFault } from './problem.ts';

/** One token of the text: `kind` is the scanner's, `line` counts from 1. */
export interface Token {
  readonly kind: number;
  readonly offset: number;
  readonly length: number;
  readonly line: number;
}

/** Opening and closing kinds of the scanner: braces 1 and 2, brackets 3 and 4. */
const CLOSED_BY: ReadonlyMap<number, number> = new Map([[1, 2], [3, 4]]);
const SIGNS: Readonly<Record<number, string>> = { 1: '{', 2: '}', 3: '[', 4: ']' };

/** Every fault of the brackets; at most one of depth, with which the look ends. */
export function bracketFaults(tokens: readonly Token[], mostDepth: number): FoundFault[] {
  const faults: FoundFault[] = [];
  const open: Token[] = [];
  const add = (code: FoundFault['code'], { offset, length }: Token, params: FoundFault['params']): void => void faults.push({ code, where: '', offset, length, params });
  for (const token of tokens) {
    if (CLOSED_BY.has(token.kind)) {
      open.push(token);
      if (open.length > mostDepth) return [{ code: 'too-deep', where: '', offset: token.offset, length: token.length, params: { most: mostDepth } }];
    } else if (token.kind === 2 || token.kind === 4) {
      const bracket = SIGNS[token.kind] ?? '';
      const own = open.findLastIndex(({ kind }) => CLOSED_BY.get(kind) === token.kind);
      const top = open.at(-1);
      if (top === undefined) add('bracket-extra', token, { bracket });
      else if (own === -1) {
        add('bracket-wrong', token, { bracket, open: SIGNS[top.kind] ?? '', openLine: top.line });
        open.pop();
      } else {
        // What was opened within and is open still was forgotten.
        for (const forgotten of open.splice(own).slice(1)) add('bracket-open', forgotten, { bracket: SIGNS[forgotten.kind] ?? '' });
      }
    }
  }
  for (const forgotten of open) add('bracket-open', forgotten, { bracket: SIGNS[forgotten.kind] ?? '' });
  return faults;
}
