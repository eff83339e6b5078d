// A typed person becomes a person, or says what is wrong with it.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { examplePerson } from '../../../../tests/gallery/desk/example-point.ts';
import { doubtedWords, draftOf, isDirty, personOf } from './person-draft.ts';
import { parseTypedDate, typedDate } from '../../../parts/typed-date.ts';

describe('typed dates', () => {
  test.each([
    ['24/11/1985', '1985-11-24'], ['4/1/1985', '1985-01-04'], ['24-11-1985', '1985-11-24'], ['24.11.1985', '1985-11-24'], [' 24111985 ', '1985-11-24'], ['29/02/2024', '2024-02-29'], ['', ''], ['   ', ''],
    ['31/02/2024', null], ['29/02/2023', null], ['11/24/1985', null], ['1985-11-24', null], ['24/11/85', null], ['hôm qua', null], ['24/11/1700', null],
  ])('%j is %j', (typed, date) => {
    expect(parseTypedDate(typed)).toBe(date);
  });

  test('every day of the calendar survives being shown and typed again', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
        const iso = date.toISOString().slice(0, 10);
        expect(parseTypedDate(typedDate(iso))).toBe(iso);
      }),
    );
  });
});

describe('a person being typed', () => {
  test('a person that nobody has touched is the same person', () => {
    expect(personOf(draftOf(examplePerson))).toEqual({ kind: 'person', person: examplePerson });
    expect(isDirty(draftOf(examplePerson), examplePerson)).toBe(false);
  });

  test('grouped digits, loose spaces and decomposed letters are put right', () => {
    const draft = { ...draftOf(null), fullName: '  trần  thị ánh ', idNumber: '001 185 000 012', birthDate: '9/3/1985' };
    expect(personOf({ ...draft, fullName: draft.fullName.normalize('NFD') })).toMatchObject({ person: { fullName: 'trần thị ánh', idNumber: '001185000012', birthDate: '1985-03-09' } });
  });

  test('a number that can be nobody’s is refused, whatever the officer insists on', () => {
    for (const [idNumber, error] of [['00118500001', 'id-length'], ['001985000012', 'id-century']] as const) {
      const draft = { ...draftOf(examplePerson), idNumber };
      expect(personOf(draft, doubtedWords(draft))).toEqual({ kind: 'errors', errors: { idNumber: `counter.person.error.${error}` } });
    }
  });

  test.each([
    ['a sex', { sex: 'male' as const }, ['counter.person.doubt.id-sex']],
    ['a year of birth', { birthDate: '24/11/1986' }, ['counter.person.doubt.id-birth-year']],
    ['every province', { idNumber: '003185000012' }, ['counter.person.doubt.id-province']],
  ])('a number that contradicts %s is taken only from whoever has read that and leaves it so', (_what, more, doubts) => {
    const draft = { ...draftOf(examplePerson), idNumber: '001185000012', birthDate: '24/11/1985', sex: 'female' as const, ...more };
    expect(personOf(draft)).toEqual({ kind: 'doubts', doubts });
    expect(personOf(draft, doubtedWords(draft)).kind).toBe('person');
    // What was doubted was another word.
    expect(personOf({ ...draft, idNumber: '003285000012' }, doubtedWords(draft)).kind).toBe('doubts');
    expect(personOf({ ...draft, idNumber: '' }).kind).toBe('person');
  });

  test('an e-mail address is taken without spaces around it, refused where it is none, and not there where nobody gave one', () => {
    const draft = draftOf(examplePerson);
    expect(personOf({ ...draft, email: ' lan@example.vn ' })).toEqual({ kind: 'person', person: { ...examplePerson, email: 'lan@example.vn' } });
    expect(personOf({ ...draft, email: 'lan@' })).toEqual({ kind: 'errors', errors: { email: 'counter.person.error.email' } });
    expect(personOf({ ...draftOf({ ...examplePerson, email: 'lan@example.vn' }), email: ' ' })).toEqual({ kind: 'person', person: examplePerson });
  });

  test('what is wrong is said by field', () => {
    expect(personOf({ ...draftOf(null), idNumber: '0011850000O2', birthDate: '31/02/1985', issuedOn: 'x' })).toEqual({
      kind: 'errors',
      errors: { fullName: 'counter.person.error.full-name', idNumber: 'counter.person.error.id-number', birthDate: 'counter.person.error.no-such-day', issuedOn: 'counter.person.error.date' },
    });
  });
});
