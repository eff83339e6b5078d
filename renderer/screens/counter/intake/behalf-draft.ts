// Whose matter it is, while being typed: plain strings, and what must be put right beside which field.

import type { Behalf } from '../../../../shared/contract/intake.ts';
import { organisationNumberFault } from '../../../../shared/domain/intake/organisation-number.ts';
import { idNumberDoubts, idNumberError } from '../../../parts/id-number-error.ts';
import { parseTypedDate, typedDate, typedDateError } from '../../../parts/typed-date.ts';
import type { TextKey } from '../../../parts/texts/texts.ts';

export const BEHALF_FIELDS = ['fullName', 'idNumber', 'birthDate', 'number', 'address', 'phone'] as const;
export type BehalfField = (typeof BEHALF_FIELDS)[number];
export type OwnerKind = Behalf['owner']['kind'];

export interface BehalfDraft extends Readonly<Record<BehalfField, string>> {
  readonly relation: Behalf['relation'];
  readonly kind: OwnerKind;
}
export type BehalfErrors = Partial<Readonly<Record<BehalfField, TextKey>>>;

const RELATIONS: readonly Behalf['relation'][] = ['authorised', 'parent', 'guardian', 'representative'];
const KINDS: readonly OwnerKind[] = ['person', 'household-business', 'organisation'];
const EMPTY = { fullName: '', idNumber: '', birthDate: '', number: '', address: '', phone: '' };

/** Who can file for whom: nobody is the parent of an organisation, and only one has a representative. */
export function relationsOf(kind: OwnerKind): readonly Behalf['relation'][] {
  return kind === 'person' ? ['authorised', 'parent', 'guardian'] : ['representative', 'authorised'];
}

/** What the dialog shows: the words that are being typed, over what is saved. */
export function behalfDraft(saved: Behalf | null, typed: Readonly<Record<string, string>>): BehalfDraft {
  const owner = saved?.owner;
  const from = { ...EMPTY, ...owner, ...(owner?.kind === 'person' ? { birthDate: typedDate(owner.birthDate) } : {}) };
  const kind = KINDS.find((each) => each === typed['kind']) ?? owner?.kind ?? 'person';
  const wished = RELATIONS.find((each) => each === typed['relation']) ?? saved?.relation;
  const relation = relationsOf(kind).find((each) => each === wished) ?? relationsOf(kind)[0] ?? 'authorised';
  const words = Object.fromEntries(BEHALF_FIELDS.map((field) => [field, typed[field] ?? from[field]])) as Record<BehalfField, string>;
  return { ...words, kind, relation };
}

/** The words by which a number is doubted. */
export function doubtedOwner({ number, idNumber, birthDate }: BehalfDraft): string {
  return JSON.stringify([number, idNumber, birthDate]);
}

/** What it says, or what is wrong beside which field. A doubtful number is wrong unless the words are those that the officer has seen doubted: the papers may have it so. */
export function behalfOf(draft: BehalfDraft, overruled: string | null): { readonly behalf: Behalf } | { readonly errors: BehalfErrors } {
  const fullName = draft.fullName.normalize('NFC').trim();
  const common = { fullName, address: draft.address.trim(), phone: draft.phone.trim() };
  const nameError = fullName === '' ? { fullName: draft.kind === 'person' ? ('counter.person.error.full-name' as const) : ('counter.behalf.error.name' as const) } : {};
  if (draft.kind !== 'person') {
    const fault = organisationNumberFault(draft.number);
    const errors: BehalfErrors = { ...nameError, ...(fault === null || doubtedOwner(draft) === overruled ? {} : { number: `counter.behalf.error.${fault}` as const }) };
    return Object.keys(errors).length > 0 ? { errors } : { behalf: { relation: draft.relation, owner: { kind: draft.kind, number: draft.number.trim(), ...common } } };
  }
  const idNumber = draft.idNumber.replaceAll(/[\s.]/g, '');
  const birthDate = parseTypedDate(draft.birthDate);
  const birthError = typedDateError(draft.birthDate);
  const idError = idNumberError(idNumber);
  const errors: BehalfErrors = { ...nameError, ...(idError === null ? {} : { idNumber: idError }), ...(birthError === null ? {} : { birthDate: birthError }) };
  if (birthDate === null || Object.keys(errors).length > 0) return { errors };
  const [doubt] = idNumberDoubts(idNumber, { sex: 'unknown', birthYear: birthDate === '' ? null : Number(birthDate.slice(0, 4)) });
  if (doubt !== undefined && doubtedOwner(draft) !== overruled) return { errors: { idNumber: doubt } };
  return { behalf: { relation: draft.relation, owner: { kind: 'person', idNumber, birthDate, ...common } } };
}
