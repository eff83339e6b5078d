// What an order has to say and how it ends, before anything is printed.

import type { WrongSettings } from '../link/settings-file/problem.ts';
import { EXIT } from '../link/tool-orders.ts';

/** Lines for a person, the same as a value for a program (`--json`), and the exit code. */
export interface Outcome {
  readonly code: number;
  readonly lines: readonly string[];
  readonly json: unknown;
}

/** Settings that cannot be used: FILE:LINE:COLUMN with both languages. For a program the text of the file's lines is left out. */
export function wrongSettings({ message, file, problems }: WrongSettings): Outcome {
  const lines = problems.flatMap(({ line, column, where, words, text, mark }) => [
    `${file ?? ''}:${line}:${column}: ${where === '' ? '' : `${where}: `}${words.vi}`,
    `  ${words.en}`,
    ...(text === '' ? [] : [`  | ${text}`, `  | ${' '.repeat(mark.from)}${'^'.repeat(Math.max(1, mark.length))}`]),
  ]);
  return {
    code: EXIT.settings,
    lines: lines.length > 0 ? lines : [message],
    json: { verdict: 'failed', file, problems: problems.map(({ code, where, line, column, words }) => ({ code, where, line, column, words })) },
  };
}
