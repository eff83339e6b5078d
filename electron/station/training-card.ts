// In training nobody's card is taken: whoever holds up an ID card is one of the invented people, the next one each time that another card is held up.

import { createHash } from 'node:crypto';
import { TextDecoder } from 'node:util';
import { classifyPayload } from '../../shared/domain/card/payload.ts';
import type { Person } from '../../shared/contract/visit.ts';
import { TRAINING_PEOPLE } from './training-people.ts';

/** What the code on an ID card would say of the invented person; every other code stays as it is. The same card is always the same person. */
export function inventedCard(bytes: Uint8Array): Uint8Array {
  if (classifyPayload(new TextDecoder().decode(bytes)).kind !== 'id-card') return bytes;
  const [first = 0] = createHash('sha256').update(bytes).digest();
  const person = TRAINING_PEOPLE[first % TRAINING_PEOPLE.length];
  return person === undefined ? new Uint8Array() : new TextEncoder().encode(cardOf(person));
}

function cardOf({ idNumber, fullName, birthDate, sex, address, issuedOn }: Person): string {
  return [idNumber, '', fullName, onCard(birthDate), sex === 'female' ? 'Nữ' : 'Nam', address, onCard(issuedOn)].join('|');
}

/** '1990-03-12' as '12031990'. */
function onCard(date: string): string {
  return date.split('-').toReversed().join('');
}
