// What is wrong with a settings file, place by place: for a screen, a terminal and a test. Holds no secret of the file.

import type { SettingsProblem } from '../../../shared/contract/host.ts';
import { inBothLanguages, type ProblemCode, type ProblemParams } from './sentences.ts';

/** A problem before its place has been looked up: `offset` counts UTF-16 units from the start of the text. */
export interface FoundFault {
  readonly code: ProblemCode;
  readonly where: string;
  readonly offset: number;
  readonly length: number;
  readonly params: ProblemParams;
}

/** A problem of the file as a whole, before any of its text is known. */
export function fileProblem(code: ProblemCode, params: ProblemParams = {}): SettingsProblem {
  return { code, where: '', line: 1, column: 1, words: inBothLanguages(code, params), text: '', mark: { from: 0, length: 0 } };
}

/** Settings that cannot be used. The message has a line for every problem: `FILE:LINE:COLUMN: key: sentence`. */
export class WrongSettings extends Error {
  override readonly name = 'WrongSettings';
  /** The file that was read; null for words on the command line that name none. */
  readonly file: string | null;
  readonly problems: readonly SettingsProblem[];

  constructor(message: string, file: string | null = null, problems: readonly SettingsProblem[] = []) {
    super(message);
    this.file = file;
    this.problems = problems;
  }

  /** One error for all problems of a file. */
  static of(file: string, problems: readonly SettingsProblem[]): WrongSettings {
    return new WrongSettings(problems.map((problem) => lineOf(file, problem)).join('\n'), file, problems);
  }
}

function lineOf(file: string, { where, line, column, words }: SettingsProblem): string {
  return `${file}:${line}:${column}: ${where === '' ? '' : `${where}: `}${words.en}`;
}
