// A payment's own number is found in a bank's words only where it stands there as it was written.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { billNumberOf, billNumbersIn } from './bill-number.ts';
import { asciiPurpose } from './vietqr.ts';

const ID = '018f0000-0000-7000-8000-00a1b2c3d4e5';
const BILL = 'MCA1B2C3D4E5';

it.each([
  ['as it was written', 'MCA1B2C3D4E5 A001 le phi', [BILL]],
  ['in small letters', 'mca1b2c3d4e5 a001 le phi', [BILL]],
  ['between the words of a bank', 'MBVCB.5712093.MCA1B2C3D4E5 A001 LE PHI.CT TU 0011012345678 NGUYEN VAN VI DU TOI 9704', [BILL]],
  ['with accents around it', 'Chuyển tiền lệ phí: MCA1B2C3D4E5, số A001', [BILL]],
  ['said twice', 'MCA1B2C3D4E5-MCA1B2C3D4E5', [BILL]],
  ['two of them', 'MCA1B2C3D4E5 MC00000000FF', [BILL, 'MC00000000FF']],
  ['with a digit wrong in length', 'MCA1B2C3D4E A001', []],
  ['glued to a word before it', 'FTMCA1B2C3D4E5 A001', []],
  ['glued to a word behind it', 'MCA1B2C3D4E5A001', []],
  ['taken apart by a space', 'MCA1B2C3 D4E5', []],
  ['with a letter that is no digit', 'MCA1B2C3D4G5', []],
  ['not at all', 'tien gui xe', []],
])('%s', (_what, text, found) => {
  expect(billNumbersIn(text)).toEqual(found);
});

it('is found again whatever words and signs stand around it, and no other is', () => {
  const words = fc.array(fc.stringMatching(/^[a-zA-Z0-9àđ]{1,12}$/), { maxLength: 5 }).map((all) => all.join(' '));
  const sign = fc.constantFrom(' ', '.', '-', '/', ';', '|', ' - ', ': ');
  fc.assert(
    fc.property(fc.uuid(), words, words, sign, sign, fc.boolean(), (id, before, behind, one, other, isSmall) => {
      const purpose = asciiPurpose(`${billNumberOf(id)} A001 le phi`);
      const text = `${before}${one}${isSmall ? purpose.toLowerCase() : purpose}${other}${behind}`;
      expect(billNumbersIn(text)).toEqual([billNumberOf(id)]);
    }),
  );
});

it('is of the payment’s own id', () => {
  expect(billNumberOf(ID)).toBe(BILL);
});
