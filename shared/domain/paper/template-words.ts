// The words of a template's line: plain text with fields in double braces, each of which must be one that the form has.

import { foldText } from '../text/fold.ts';
import { editsBetween } from '../text/near-words.ts';
import { type FormFields, FORM_FIELDS, type PaperForm } from './form.ts';
import type { TemplateFault, TemplateWords } from './template.ts';

const MOST_NEAR = 3;

/** What names mean at a place of a template: within the columns of a list its own fields come first. */
export interface Naming {
  readonly form: PaperForm;
  readonly list: string | null;
}

export type Faulty = Omit<TemplateFault, 'line'>;

/** A name as people type it: whatever the case, the spaces and the way its accents are stored. */
export function nameOf(typed: string): string {
  return typed.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLocaleLowerCase('vi');
}

const declaredNames = new Map<string, string>();

/** The same of a name that the program itself declares: of those there are few, and each typed word is held against all of them. */
export function declaredName(declared: string): string {
  const held = declaredNames.get(declared) ?? nameOf(declared);
  declaredNames.set(declared, held);
  return held;
}

/** The field that a typed name means here, or why it means none. */
export function fieldNamed(typed: string, { form, list }: Naming): { readonly name: string } | Faulty {
  const fields = FORM_FIELDS[form];
  const name = nameOf(typed);
  const own = list === null ? [] : (fields.lists[list] ?? []);
  const known = [...own, ...fields.texts].find((each) => declaredName(each) === name);
  if (known !== undefined) return { name: known };
  if (listNamed(name, fields) !== null) return { kind: 'list-as-text', word: typed.trim(), near: [] };
  if (Object.values(fields.lists).some((names) => names.some((each) => declaredName(each) === name))) return { kind: 'field-of-list', word: typed.trim(), near: [] };
  return { kind: 'unknown-field', word: typed.trim(), near: nearest(name, [...own, ...fields.texts]) };
}

/** The list of that name. */
export function listNamed(typed: string, { lists }: FormFields): string | null {
  const name = nameOf(typed);
  return Object.keys(lists).find((list) => declaredName(list) === name) ?? null;
}

/** Names that may have been meant, nearest first: the same without accents, a few slips away, or sharing a word. */
export function nearest(typed: string, names: readonly string[]): readonly string[] {
  const folded = foldText(typed);
  const distance = (name: string): number => {
    const other = foldText(name);
    const most = Math.max(2, Math.floor(folded.length / 3));
    const edits = editsBetween(folded, other, most);
    if (edits <= most) return edits;
    return folded !== '' && (other.includes(folded) || folded.includes(other)) ? most + 1 : Number.POSITIVE_INFINITY;
  };
  return names
    .map((name) => ({ name, far: distance(name) }))
    .filter(({ far }) => Number.isFinite(far))
    .sort((one, other) => one.far - other.far)
    .slice(0, MOST_NEAR)
    .map(({ name }) => name);
}

/** Takes a text apart at its braces; what is wrong goes to `report`, and stays in the words as it was typed. */
export function wordsOf(text: string, naming: Naming, report: (fault: Faulty) => void): TemplateWords {
  const words: TemplateWords[number][] = [];
  let rest = text;
  const say = (plain: string): void => {
    if (plain.includes('{{') || plain.includes('}}')) report({ kind: 'broken-braces', word: plain.trim().slice(0, 60), near: [] });
    if (plain !== '') words.push({ kind: 'text', text: plain });
  };
  for (let found = FIELD.exec(rest); found !== null; found = FIELD.exec(rest)) {
    say(rest.slice(0, found.index));
    const field = fieldNamed(found[1] ?? '', naming);
    if ('name' in field) words.push({ kind: 'field', name: field.name });
    else report(field);
    rest = rest.slice(found.index + found[0].length);
  }
  say(rest);
  return words;
}

const FIELD = /\{\{([^{}]*)\}\}/u;
