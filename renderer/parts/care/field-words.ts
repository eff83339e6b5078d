// Values of an event or a dossier as an officer reads and types them: the field's name, dates day first, digits grouped.

import type { TextKey } from '../texts/texts.ts';
import type { Texts } from '../texts/use-texts.tsx';

const NAMES: Readonly<Record<string, TextKey>> = {
  fullName: 'counter.person.full-name',
  idNumber: 'counter.person.id-number',
  oldIdNumber: 'counter.person.old-id-number',
  birthDate: 'counter.person.birth-date',
  address: 'counter.person.address',
  issuedOn: 'counter.person.issued-on',
  phone: 'counter.person.phone',
  email: 'counter.person.email',
  procedureName: 'care.field.procedure',
  procedureCode: 'care.field.procedure-code',
  officerName: 'care.field.officer',
  receivedAt: 'care.field.received-at',
  dueAt: 'care.field.due-at',
  status: 'care.field.status',
  code: 'care.field.code',
  reason: 'care.field.reason',
  text: 'care.field.text',
};

/** The name of the field at the end of a place: 'Họ và tên' for 'applicant.fullName' and for 'fields.fullName.to'. The place itself where there is no name. */
export function fieldName(place: string, { t }: Pick<Texts, 't'>): string {
  const key = place.split('.').flatMap((part) => (Object.hasOwn(NAMES, part) ? [NAMES[part]] : []))[0];
  return key === undefined ? place : t(key);
}

/** '24/11/1985' for '1985-11-24', '24/11/2026 09:00' for '2026-11-24 09:00'; everything else as it stands. */
export function shownValue(stored: string): string {
  return stored.replace(/^(\d{4})-(\d{2})-(\d{2})(?=$| \d{2}:\d{2}$)/, '$3/$2/$1');
}

/** What was typed, as it is stored: the opposite of `shownValue`. */
export function storedValue(shown: string): string {
  return shown.trim().replace(/^(\d{2})\/(\d{2})\/(\d{4})(?=$| \d{2}:\d{2}$)/, '$3-$2-$1');
}

/** Without control characters and halves of characters, which nobody can see and the city cannot store. */
export function withoutHidden(value: string): string {
  return /\p{Cc}/u.test(value) || !value.isWellFormed() ? value.replaceAll(/\p{Cc}|\p{Cs}/gu, ' ').replaceAll(/ {2,}/g, ' ').trim() : value;
}
