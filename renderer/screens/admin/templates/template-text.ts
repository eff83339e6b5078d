// A template's text under the hands of whoever changes it: a field put in, a mistake put right, the place of a line, and as a draft that is kept.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import { epochMsSchema } from '../../../../shared/contract/primitives.ts';
import type { TemplateFaultView } from '../../../../shared/contract/template.ts';

/** A text that is not saved; `seenAt` is the `setAt` of the template that it was made of. */
export interface TemplateDraft {
  readonly text: string;
  readonly seenAt: EpochMs | null;
}
/** As it is kept: `seenAt` in a line of its own above the text, which stays as long as it is. */
export const wordsOfDraft = ({ text, seenAt }: TemplateDraft): string => `${seenAt ?? ''}\n${text}`;
export function draftOfWords(words: string): TemplateDraft {
  const end = words.indexOf('\n');
  const head = words.slice(0, end);
  return { text: words.slice(end + 1), seenAt: head === '' ? null : epochMsSchema.parse(Number(head)) };
}

/** The text with a field where the cursor stands, and where the cursor stands then. */
export function withField(text: string, at: number, name: string): { readonly text: string; readonly cursor: number } {
  const field = `{{${name}}}`;
  return { text: text.slice(0, at) + field + text.slice(at), cursor: at + field.length };
}

/** The text with the wrong word of a line replaced by the one that was meant; unchanged where the word is not there any more. */
export function repaired(text: string, { line, word }: Pick<TemplateFaultView, 'line' | 'word'>, name: string): string {
  const lines = text.split('\n');
  const wrong = lines[line - 1];
  const bare = word.replaceAll(/^\[|\]$/gu, '');
  if (wrong === undefined || bare === '' || !wrong.includes(bare)) return text;
  lines[line - 1] = wrong.replace(bare, () => name);
  return lines.join('\n');
}

/** Where a line begins and ends in the text; lines count from 1. */
export function placeOf(text: string, line: number): readonly [number, number] {
  const lines = text.split('\n');
  const from = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return [from, from + (lines[line - 1] ?? '').length];
}
