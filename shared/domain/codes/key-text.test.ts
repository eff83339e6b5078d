// The key as text: comes back whole, and every slip of one character is found and its block named.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readKeyText, writeKeyText } from './key-text.ts';

const keys = fc.uint8Array({ minLength: 32, maxLength: 32 });

it('comes back as it was, also in small letters, without hyphens, and with O for 0', () => {
  fc.assert(
    fc.property(keys, (key) => {
      const text = writeKeyText(key);
      expect(text).toMatch(/^([0-9A-Z]{7}-[0-9A-Z*=$]{7} ?){4}$/);
      for (const typed of [text, text.toLowerCase(), text.replaceAll(/[ -]/g, ''), text.replaceAll('0', 'O').replaceAll('1', 'l')]) expect(readKeyText(typed)).toEqual({ kind: 'key', key });
    }),
  );
});

it('finds any single wrong character and names its block', () => {
  fc.assert(
    fc.property(keys, fc.nat({ max: 55 }), fc.nat({ max: 30 }), (key, place, step) => {
      const text = writeKeyText(key).replaceAll(/[ -]/g, '');
      const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.replace(text.charAt(place), '');
      const wrong = text.slice(0, place) + alphabet.charAt(step) + text.slice(place + 1);
      expect(readKeyText(wrong)).toEqual({ kind: 'mistyped', block: Math.floor(place / 14) + 1 });
    }),
  );
});

it('finds blocks in the wrong order', () => {
  const [first = '', second = '', ...others] = writeKeyText(Uint8Array.from({ length: 32 }, (_, index) => index * 7)).split(' ');
  expect(readKeyText([second, first, ...others].join(' '))).toMatchObject({ kind: 'mistyped' });
});

it.each(['', 'ABC', '0'.repeat(55), '0'.repeat(57)])('says of %j that it has not the length of a key', (text) => {
  expect(readKeyText(text)).toEqual({ kind: 'length' });
});
