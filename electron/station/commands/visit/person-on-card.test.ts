// What a card says, in the words of a visit: an address that is too long is cut between characters, never inside one.

import { expect, it } from 'vitest';
import { personOfCard } from './person-on-card.ts';

/** An invented person. */
const card = { idNumber: '001185000012', oldIdNumber: '', fullName: 'Nguyễn Thị Mẫu', birthDate: '1985-03-01', sex: 'female', address: '', issuedOn: '2021-05-04' } as const;

it('an address that is too long is cut before the character that does not fit, and marked', () => {
  const long = personOfCard({ ...card, address: `${'x'.repeat(299)}😀 phường Mẫu` }, [], '');
  expect(long).toMatchObject({ person: { address: 'x'.repeat(299) }, warnings: ['fields-missing'] });
});

it('an address that just fits is left whole', () => {
  const address = `${'x'.repeat(298)}😀`;
  expect(personOfCard({ ...card, address }, [], '')).toMatchObject({ person: { address }, warnings: [] });
});
