// A person while being typed: plain strings, dates as people write them, and what is wrong with them.

import { isEmail } from '../../../../shared/contract/email.ts';
import type { Person } from '../../../../shared/contract/visit.ts';
import type { TextKey } from '../../../parts/texts/texts.ts';
import type { CounterUi } from '../counter-ui.ts';
import { idNumberDoubts, idNumberError } from '../../../parts/id-number-error.ts';
import { parseTypedDate, typedDate, typedDateError } from '../../../parts/typed-date.ts';

export type PersonDraft = { readonly [Name in keyof Person]-?: Name extends 'sex' ? Person['sex'] : string };
export type PersonErrors = Partial<Readonly<Record<keyof Person, TextKey>>>;

const empty: Required<Person> = { idNumber: '', oldIdNumber: '', fullName: '', birthDate: '', sex: 'unknown', address: '', issuedOn: '', phone: '', email: '' };

/** What the form starts with. */
export function draftOf(person: Person | null): PersonDraft {
  const from = { ...empty, ...person };
  return { ...from, birthDate: typedDate(from.birthDate), issuedOn: typedDate(from.issuedOn) };
}

/** The words by which a number is doubted: whoever has seen the doubt and leaves them as they are means them. */
export function doubtedWords({ idNumber, sex, birthDate }: PersonDraft): string {
  return JSON.stringify([idNumber, sex, birthDate]);
}

/** The person of a draft, or what must be put right first. Digits of numbers may be grouped by spaces or dots. 'doubts': the number contradicts what else was typed, and `overruled` are not these words. */
export function personOf(
  draft: PersonDraft, overruled: string | null = null,
): { readonly kind: 'person'; readonly person: Person } | { readonly kind: 'errors'; readonly errors: PersonErrors } | { readonly kind: 'doubts'; readonly doubts: readonly TextKey[] } {
  const birthDate = parseTypedDate(draft.birthDate);
  const issuedOn = parseTypedDate(draft.issuedOn);
  const birthError = typedDateError(draft.birthDate);
  const issuedError = typedDateError(draft.issuedOn);
  const idNumber = draft.idNumber.replaceAll(/[\s.]/g, '');
  const fullName = draft.fullName.normalize('NFC').trim().replaceAll(/\s+/g, ' ');
  const { email: typedEmail, ...rest } = draft;
  const email = typedEmail.trim();
  const idError = idNumberError(idNumber);
  const errors: PersonErrors = {
    ...(fullName === '' ? { fullName: 'counter.person.error.full-name' as const } : {}),
    ...(idError === null ? {} : { idNumber: idError }),
    ...(birthError === null ? {} : { birthDate: birthError }),
    ...(email === '' || isEmail(email) ? {} : { email: 'counter.person.error.email' as const }),
    ...(issuedError === null ? {} : { issuedOn: issuedError }),
  };
  if (birthDate === null || issuedOn === null || Object.keys(errors).length > 0) return { kind: 'errors', errors };
  const doubts = idNumberDoubts(idNumber, { sex: draft.sex, birthYear: birthDate === '' ? null : Number(birthDate.slice(0, 4)) });
  if (doubts.length > 0 && doubtedWords(draft) !== overruled) return { kind: 'doubts', doubts };
  return {
    kind: 'person',
    person: { ...rest, ...(email === '' ? {} : { email }), idNumber, fullName, birthDate, issuedOn, oldIdNumber: draft.oldIdNumber.replaceAll(/[\s.]/g, ''), address: draft.address.trim(), phone: draft.phone.trim() },
  };
}

/** True when the officer has changed something that would be lost. */
export function isDirty(draft: PersonDraft, base: Person | null): boolean {
  return JSON.stringify(draft) !== JSON.stringify(draftOf(base));
}

/** True while words of a person are typed and not saved. */
export function isTyping({ editing }: Pick<CounterUi, 'editing'>): boolean {
  return editing !== null && isDirty(editing.draft, editing.base);
}
