// Words that stand in a field and in nothing saved: what of them the station keeps for this visit, and how a window that opens takes them up again.

import type { Typing } from '../../../../shared/contract/intake.ts';
import type { Visit } from '../../../../shared/contract/visit.ts';
import type { CounterUi } from '../counter-ui.ts';
import { draftOf, isDirty } from '../person/person-draft.ts';
import type { PersonDraft } from '../person/person-draft.ts';

const PERSON = 'person.';

/** Everything that is typed and not saved, by field. */
export function typedOf({ typing, editing, phone }: Pick<CounterUi, 'typing' | 'editing' | 'phone'>): Typing {
  const person = editing === null || !isDirty(editing.draft, editing.base) ? {} : Object.fromEntries(Object.entries(editing.draft).map(([field, words]) => [`${PERSON}${field}`, words]));
  const all = { ...typing, ...person, ...(phone === null ? {} : { phone }) };
  return Object.fromEntries(Object.entries(all).filter(([, words]) => words !== ''));
}

/** What a window shows of words that were typed before it opened. */
export function takenUp({ typing, person }: Pick<Visit, 'typing' | 'person'>): Pick<CounterUi, 'typing' | 'editing' | 'phone'> {
  const { phone = null, ...rest } = typing;
  const own = Object.entries(rest).filter(([field]) => field.startsWith(PERSON));
  const others = Object.fromEntries(Object.entries(rest).filter(([field]) => !field.startsWith(PERSON)));
  if (own.length === 0) return { typing: others, phone, editing: null };
  // What was emptied on purpose is empty again: a form that was typed into stands as a whole.
  const blank = Object.fromEntries(Object.keys(draftOf(null)).map((field) => [field, '']));
  const draft = { ...draftOf(null), ...blank, ...Object.fromEntries(own.map(([field, words]) => [field.slice(PERSON.length), words])) } as PersonDraft;
  return { typing: others, phone, editing: { draft: { ...draft, sex: draft.sex === 'male' || draft.sex === 'female' ? draft.sex : 'unknown' }, base: person } };
}

/** The words of one dialog's fields, without its name before them. */
export function typedIn(typing: Typing, form: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(typing).flatMap(([field, words]) => (field.startsWith(`${form}.`) ? [[field.slice(form.length + 1), words] as const] : [])));
}
