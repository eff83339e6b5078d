// Tax codes by their check digit, and the numbers that have none.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { organisationNumberFault, plainNumber } from './organisation-number.ts';

describe('the number of an organisation', () => {
  it.each([
    ['0100109106', null], ['0100 109 106', null], ['0100109106-001', null], ['0100109106001', null],
    ['0100109107', 'check-digit'], ['1000109106', 'check-digit'], ['0100109107-001', 'check-digit'],
    ['010010910', 'length'], ['01001091065', 'length'], ['', null],
    ['001185000012', null], ['41A8012345', null], ['12/QĐ-UBND', null],
  ] as const)('%s: %s', (number, fault) => {
    expect(organisationNumberFault(number)).toBe(fault);
  });

  it('takes no tax code of which one digit was mistyped', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (place, by) => {
      const right = '0100109106';
      const wrong = right.slice(0, place) + String((Number(right.charAt(place)) + by) % 10) + right.slice(place + 1);
      expect(organisationNumberFault(wrong)).toBe('check-digit');
    }));
  });

  it('writes a branch with a dash', () => {
    expect(plainNumber(' 0100109106 001 ')).toBe('0100109106-001');
  });
});
