// What a card says, in the words of a visit: fields, doubts, and whether two readings speak of the same card.

import type { Person, Visit } from '../../../../shared/contract/visit.ts';
import { personSchema } from '../../../../shared/contract/visit.ts';
import type { CardPerson, CardWarning } from '../../../../shared/domain/card/id-card.ts';
import { checkIdNumber } from '../../../../shared/domain/card/id-number.ts';
import { parseBusinessDay } from '../../../../shared/domain/time/business-day.ts';

type Warning = Visit['warnings'][number];

/** Longest address that a visit holds, in UTF-16 units; a longer one is cut between two characters and marked. */
const LONGEST_ADDRESS = 300;

/** A read card as the person of a visit; null if a field holds what no person's field may hold. Telephone and e-mail are not on the card. */
export function personOfCard(card: CardPerson, warnings: readonly CardWarning[], kept: Pick<Person, 'phone' | 'email'>): { readonly person: Person; readonly warnings: readonly Warning[] } | null {
  const isOldNumber = /^\d{0,12}$/.test(card.oldIdNumber);
  const isWhole = isOldNumber && card.address.length <= LONGEST_ADDRESS;
  const parsed = personSchema.safeParse({ ...card, oldIdNumber: isOldNumber ? card.oldIdNumber : '', address: cutBetweenCharacters(card.address, LONGEST_ADDRESS), ...kept });
  return parsed.success ? { person: parsed.data, warnings: [...new Set([...warnings, ...(isWhole ? [] : (['fields-missing'] as const))])] } : null;
}

/** At most `longest` UTF-16 units from the beginning, and no half of a character. */
function cutBetweenCharacters(text: string, longest: number): string {
  const cut = text.slice(0, longest);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}

/** Doubts about what an officer typed: dates that do not exist, and a number that does not fit. None about a number that is not there: not everybody has one. */
export function warningsOfTyped(person: Person): readonly Warning[] {
  const isDay = (text: string): boolean => text === '' || parseBusinessDay(text) !== null;
  const warnings: Warning[] = [];
  if (person.idNumber !== '') {
    const birthYear = person.birthDate === '' ? null : Number(person.birthDate.slice(0, 4));
    warnings.push(...checkIdNumber(person.idNumber, { sex: person.sex, birthYear }));
  }
  if (!isDay(person.birthDate)) warnings.push('birth-date');
  if (!isDay(person.issuedOn)) warnings.push('issue-date');
  return warnings;
}

/** True if two persons differ in nothing that a card says. */
export function samePersonOnCard(left: Person, right: Person): boolean {
  const fields = ['idNumber', 'oldIdNumber', 'fullName', 'birthDate', 'sex', 'address', 'issuedOn'] as const;
  return fields.every((field) => left[field] === right[field]);
}
