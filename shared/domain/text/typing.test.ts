// What keyboards leave behind and how far words are from each other.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editsBetween, forgivenEdits, soundKey } from './near-words.ts';
import { accentKey, isAccented } from './tones.ts';
import { isSyllable, withoutTypingKeys } from './typing-keys.ts';

describe('typing keys', () => {
  it.each([
    ['giaays', 'giay'], ['gia61y', 'giay'], ['ddangw', 'dang'], ['ddawng', 'dang'], ['keets', 'ket'], ['hoon', 'hon'], ['nghieepj', 'nghiep'], ['chuwngs', 'chung'], ['thuwcj', 'thuc'],
    ['d9a8ng', 'dang'], ['chu71ng', 'chung'], ['thuowngf', 'thuong'], ['dduwowcj', 'duoc'], ['xaa', 'xa'], ['cwngs', 'cung'], ['ngheof', 'ngheo'], ['nguwowif', 'nguoi'], ['truowngf', 'truong'], ['giaysa', 'giay'],
  ])('of %j meant %j', (typed, meant) => {
    expect(withoutTypingKeys(typed)).toBe(meant);
  });

  it.each(['khai', 'sinh', 'nghiep', 'ct01', 'nd118', '2026', 'h26', 'www', ''])('leave %j alone', (typed) => {
    expect(withoutTypingKeys(typed)).toBeNull();
  });

  it('always make a syllable or nothing', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z0-9]{1,9}$/), (word) => {
      const meant = withoutTypingKeys(word);
      expect(meant === null || isSyllable(meant)).toBe(true);
    }));
  });
});

describe('words that are near', () => {
  it.each([['hon', 'hon', 0], ['hom', 'hon', 1], ['kte', 'ket', 1], ['sinh', 'sin', 1], ['nghiep', 'ngiep', 1], ['nghiep', 'hgniep', 2], ['khai', 'thoi', 2], ['a', 'abcd', 3]])('%j is from %j %j slips away', (a, b, edits) => {
    expect(editsBetween(a, b, 2)).toBe(edits);
  });

  it('are as far one way as the other, and no farther than they may be', () => {
    const word = fc.stringMatching(/^[a-z]{0,7}$/);
    fc.assert(fc.property(word, word, (a, b) => {
      expect(editsBetween(a, b, 2)).toBe(editsBetween(b, a, 2));
      expect(editsBetween(a, b, 2)).toBeLessThanOrEqual(3);
      expect(editsBetween(a, b, 0) === 0).toBe(a === b);
    }));
  });

  it('forgive more in longer words', () => {
    expect([2, 3, 5, 6].map(forgivenEdits)).toEqual([0, 1, 1, 2]);
  });

  it.each([['tranh', 'chanh'], ['xinh', 'sinh'], ['gia', 'da'], ['ly', 'li'], ['lam', 'nam'], ['tang', 'tan'], ['bac', 'bat'], ['nghe', 'nge']])('sound alike somewhere: %j and %j', (a, b) => {
    expect(soundKey(a)).toBe(soundKey(b));
  });

  it.each([['khai', 'cai'], ['tu', 'thu'], ['nha', 'la'], ['dang', 'bang']])('do not sound alike: %j and %j', (a, b) => {
    expect(soundKey(a)).not.toBe(soundKey(b));
  });
});

describe('accents', () => {
  it('are one wherever the tone stands, and tell words apart', () => {
    expect(accentKey('hòa')).toBe(accentKey('hoà'));
    expect(accentKey('THỦY'.normalize('NFD'))).toBe(accentKey('thuỷ'));
    expect(new Set(['đất', 'đạt', 'dat', 'đắt'].map(accentKey)).size).toBe(4);
    expect(['khai sinh', 'khái', 'đi', ''].map(isAccented)).toEqual([false, true, true, false]);
  });
});
