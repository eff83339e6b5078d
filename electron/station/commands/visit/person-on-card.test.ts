// What a card says, in the words of a visit: an address that is too long is cut between characters, never inside one.

import { expect, it } from 'vitest';
import { businessDaySchema } from '../../../../shared/contract/primitives.ts';
import type { CardPerson } from '../../../../shared/domain/card/id-card.ts';
import { parseIdNumber } from '../../../../shared/domain/card/id-number.ts';
import { personOfCard } from './person-on-card.ts';

/** An invented person. */
const card: CardPerson = { idNumber: parseIdNumber('001185000012') ?? expect.fail('an ID number'), oldIdNumber: '', fullName: 'Nguyễn Thị Mẫu', birthDate: businessDaySchema.parse('1985-03-01'), sex: 'female', address: '', issuedOn: businessDaySchema.parse('2021-05-04') };

it('an address that is too long is cut before the character that does not fit, and marked', () => {
  const long = personOfCard({ ...card, address: `${'x'.repeat(299)}😀 phường Mẫu` }, [], { phone: '' });
  expect(long).toMatchObject({ person: { address: 'x'.repeat(299) }, warnings: ['fields-missing'] });
});

it('an address that just fits is left whole', () => {
  const address = `${'x'.repeat(298)}😀`;
  expect(personOfCard({ ...card, address }, [], { phone: '' })).toMatchObject({ person: { address }, warnings: [] });
});
