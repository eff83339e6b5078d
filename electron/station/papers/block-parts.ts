// What the layout of every block needs, and the words of a block with what stands in their fields.

import type { FormValues } from '../../../shared/domain/paper/form.ts';
import type { TemplateWords } from '../../../shared/domain/paper/template.ts';
import type { PageFlow } from './page-flow.ts';

export interface BlockParts {
  readonly flow: PageFlow;
  /** Of plain words, in points. */
  readonly size: number;
  readonly values: FormValues;
  /** On the strip of a ticket printer nothing stands side by side that could stand one below the other. */
  readonly isNarrow: boolean;
}

/** Between two blocks, as a share of the size of plain words. */
export const GAP = 0.32;

/** The words with what stands in their fields. */
export function textOf(words: TemplateWords, { texts }: Pick<FormValues, 'texts'>): string {
  return words.map((word) => (word.kind === 'text' ? word.text : (texts[word.name] ?? ''))).join('');
}
