// Telex as people type it, key by key.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { putTogether, takeApart } from './syllable.ts';
import type { Tone } from './syllable.ts';
import { typeTelex } from './telex.ts';

const typed = (keys: string): string => [...keys].reduce(typeTelex, '');

test.each([
  ['giaay', 'giây'],
  ['giaays', 'giấy'],
  ['giaya', 'giây'],
  ['giayas', 'giấy'],
  ['giays', 'giáy'],
  ['dang kys', 'dang ký'],
  ['ddawng kys khai sinh', 'đăng ký khai sinh'],
  ['ddawng', 'đăng'],
  ['dangd', 'đang'],
  ['keets hoon', 'kết hôn'],
  ['keset', 'kết'],
  ['chuwngs thuwcj', 'chứng thực'],
  ['banr sao', 'bản sao'],
  ['ddaats ddai', 'đất đai'],
  ['hooj tichj', 'hộ tịch'],
  ['nguwowif', 'người'],
  ['nguoiwf', 'người'],
  ['nguwoif', 'người'],
  ['truwowngf', 'trường'],
  ['truongwf', 'trường'],
  ['thuyr', 'thủy'],
  ['hoaf', 'hòa'],
  ['hoanf', 'hoàn'],
  ['toanf', 'toàn'],
  ['toafn', 'toàn'],
  ['khoer', 'khỏe'],
  ['quas', 'quá'],
  ['quaanf', 'quần'],
  ['quyeenr', 'quyển'],
  ['quyr', 'quỷ'],
  ['gif', 'gì'],
  ['giaf', 'già'],
  ['gieengs', 'giếng'],
  ['thuees', 'thuế'],
  ['thuowr', 'thuở'],
  ['thuowngf', 'thường'],
  ['huowng', 'hương'],
  ['quowr', 'quở'],
  ['nghieeng', 'nghiêng'],
  ['khuyur', 'khuỷu'],
  ['ngoaif', 'ngoài'],
  ['muas', 'múa'],
  ['cuar', 'của'],
  ['w', 'ư'],
  ['tw', 'tư'],
  ['xaax', 'xẫ'],
  ['xax', 'xã'],
  ['uyr ban', 'ủy ban'],
  ['hw', 'hư'],
])('%s gives %s', (keys, word) => {
  expect(typed(keys)).toBe(word);
});

test.each([
  ['bass', 'bas'],
  ['aaa', 'aa'],
  ['ddd', 'dd'],
  ['aww', 'aw'],
  ['basz', 'ba'],
  ['basf', 'bà'],
])('a key once more takes its mark back or changes it: %s gives %s', (keys, word) => {
  expect(typed(keys)).toBe(word);
});

test('digits, spaces and signs are added as they are and begin a new word', () => {
  expect(typed('maaux 01/hs')).toBe('mẫu 01/hs');
  expect(typed('s')).toBe('s');
  expect(typed('123')).toBe('123');
});

test('only the last word changes', () => {
  expect(typeTelex('giay khai', 's')).toBe('giay khái');
});

test('typing goes on after a deletion', () => {
  const shorter = typed('giaays').slice(0, -1);
  expect(shorter).toBe('giấ');
  expect(typeTelex(shorter, 'y')).toBe('giấy');
});

const syllable = fc.tuple(
  fc.constantFrom('', 'b', 'ch', 'đ', 'g', 'gi', 'kh', 'ngh', 'qu', 'th', 'tr'),
  fc.constantFrom('a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'ai', 'iê', 'oa', 'uô', 'ươ', 'uyê'),
  fc.constantFrom('', 'c', 'm', 'n', 'ng', 'nh', 't'),
).map((pieces) => pieces.join(''));

test('a syllable taken apart and put together with its own tone is the same letters and tone', () => {
  fc.assert(
    fc.property(syllable, fc.constantFrom<Tone>('', 's', 'f', 'r', 'x', 'j'), (letters, tone) => {
      expect(takeApart(putTogether(letters, tone))).toEqual({ letters, tone });
    }),
  );
});

test('whatever keys come, the text stays composed and grows by at most one letter a key', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0 '), { maxLength: 24 }), (keys) => {
      let text = '';
      for (const key of keys) {
        const next = typeTelex(text, key);
        expect(next).toBe(next.normalize('NFC'));
        expect(next.length).toBeLessThanOrEqual(text.length + 1);
        text = next;
      }
    }),
  );
});
