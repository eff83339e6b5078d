// The templates that came with the program, one a form.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PAPER_FORMS, type PaperForm } from '../../../shared/domain/paper/form.ts';
import { parseTemplate } from '../../../shared/domain/paper/parse-template.ts';

export type ShippedTemplates = Readonly<Record<PaperForm, string>>;

/** Reads them from a folder. Throws, naming the form, for one that is missing or cannot be read as a template: the station is not started with a form that it could not print. */
export function loadShippedTemplates(folder: string): ShippedTemplates {
  const texts = PAPER_FORMS.map((form): [PaperForm, string] => {
    const text = readFileSync(path.join(folder, `${form}.txt`), 'utf8');
    const parsed = parseTemplate(form, text);
    if (parsed.kind === 'faults') throw new Error(`the shipped template of ${form}: ${parsed.faults.map(({ kind, line, word }) => `${kind} in line ${line} (${word})`).join(', ')}`);
    return [form, text];
  });
  return Object.fromEntries(texts) as Record<PaperForm, string>;
}
