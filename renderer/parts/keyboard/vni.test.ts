// VNI as people type it, key by key.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { typeVni } from './vni.ts';

const typed = (keys: string): string => [...keys].reduce(typeVni, '');

test.each([
  ['gia6y1', 'giấy'], ['giay61', 'giấy'], ['giay1', 'giáy'], ['d9a8ng ky1 khai sinh', 'đăng ký khai sinh'], ['dang98', 'đăng'], ['ke6t1 ho6n', 'kết hôn'], ['chu7ng1 thu7c5', 'chứng thực'],
  ['ba3n sao', 'bản sao'], ['d9a6t1 d9ai', 'đất đai'], ['ho65 tich5', 'hộ tịch'], ['nguoi72', 'người'], ['ngu7o7i2', 'người'], ['ngu7oi2', 'người'], ['truong72', 'trường'], ['tru7o7ng2', 'trường'],
  ['thuo7ng2', 'thường'], ['thuo73', 'thuở'], ['quo73', 'quở'], ['hoa2', 'hòa'], ['toan2', 'toàn'], ['quye6n3', 'quyển'], ['gi2', 'gì'], ['gia2', 'già'], ['khuyu3', 'khuỷu'], ['xa4', 'xã'], ['u3y ban', 'ủy ban'],
  ['u7', 'ư'], ['so6 12', 'sô 12'],
])('%s gives %s', (keys, word) => {
  expect(typed(keys)).toBe(word);
});

test.each([['ba11', 'ba1'], ['a66', 'a6'], ['d99', 'd9'], ['u77', 'u7'], ['a88', 'a8'], ['ba10', 'ba'], ['ba12', 'bà'], ['a68', 'ă'], ['o67', 'ơ']])('a key once more takes its mark back or changes it: %s gives %s', (keys, word) => {
  expect(typed(keys)).toBe(word);
});

test('digits that nothing takes are digits', () => {
  expect(typed('to7 01/hs 2026')).toBe('tơ 01/hs 2026');
  expect(typed('bcd12')).toBe('bcd12');
});

test('whatever keys come, the text stays composed and grows by at most one letter a key', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...'abcdeghiklmnopqrstuvxy0123456789 '), { maxLength: 24 }), (keys) => {
      let text = '';
      for (const key of keys) {
        const next = typeVni(text, key);
        expect(next).toBe(next.normalize('NFC'));
        expect(next.length).toBeLessThanOrEqual(text.length + 1);
        text = next;
      }
    }),
  );
});
