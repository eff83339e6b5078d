// What is said beside a personal number that was typed: why it can be none, or what it contradicts.

import { checkIdNumber, type IdNumberWarning, idNumberFault, type KnownPerson } from '../../shared/domain/card/id-number.ts';
import type { TextKey } from './texts/texts.ts';

/** Without spaces and dots. Nothing typed is right: not everybody has one. */
export function idNumberError(digits: string): TextKey | null {
  const fault = idNumberFault(digits);
  return fault === null ? null : (`counter.person.error.${fault}` as const);
}

/** Doubts about twelve digits that may be right all the same; each is a text of its own. */
export function idNumberDoubts(digits: string, known: KnownPerson): readonly TextKey[] {
  return digits.length === 12 ? checkIdNumber(digits, known).flatMap((doubt) => DOUBTS[doubt] ?? []) : [];
}

const DOUBTS: Readonly<Partial<Record<IdNumberWarning, TextKey>>> = { 'id-province': 'counter.person.doubt.id-province', 'id-sex': 'counter.person.doubt.id-sex', 'id-birth-year': 'counter.person.doubt.id-birth-year' };

/** True for a doubt that a form has asked about before it let the number pass. */
export function isAskedInForm(warning: string): boolean {
  return Object.hasOwn(DOUBTS, warning);
}
