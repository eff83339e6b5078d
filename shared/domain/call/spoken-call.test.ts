// How numbers and counters are said, and that nothing is ever said without a clip.
import { expect, test } from 'vitest';
import { must } from '../../base/must.ts';
import { CLIPS, spokenCall } from './spoken-call.ts';

const said = (number: string, counterId: number): string =>
  must(spokenCall({ number, counterId }), 'a call').map((phrase) => phrase.map((clip) => must(CLIPS.get(clip), `words of ${clip}`)).join(' ')).join(', ');

test('a call is said as a person at the counter says it', () => {
  expect(said('A025', 3)).toBe('Xin mời số a, không hai lăm, đến quầy số ba');
});

test.each([
  ['A000', 'không không không'], ['A001', 'không không một'], ['A004', 'không không bốn'], ['A005', 'không không năm'], ['A010', 'không một không'], ['A015', 'không một năm'],
  ['A021', 'không hai một'], ['A024', 'không hai bốn'], ['A025', 'không hai lăm'], ['A050', 'không năm không'], ['A055', 'không năm lăm'], ['A095', 'không chín lăm'],
  ['A115', 'một một năm'], ['A205', 'hai không năm'], ['A500', 'năm không không'], ['A555', 'năm năm lăm'], ['A999', 'chín chín chín'],
])('the digits of %s are read "%s"', (number, words) => {
  expect(said(number, 1)).toBe(`Xin mời số a, ${words}, đến quầy số một`);
});

test.each([
  [1, 'một'], [4, 'bốn'], [5, 'năm'], [9, 'chín'], [10, 'mười'], [11, 'mười một'], [14, 'mười bốn'], [15, 'mười lăm'], [19, 'mười chín'], [20, 'hai mươi'], [21, 'hai mươi mốt'], [22, 'hai mươi hai'],
  [24, 'hai mươi tư'], [25, 'hai mươi lăm'], [31, 'ba mươi mốt'], [44, 'bốn mươi tư'], [55, 'năm mươi lăm'], [90, 'chín mươi'], [99, 'chín mươi chín'],
])('counter %i is "%s"', (counterId, words) => {
  expect(said('A001', counterId)).toBe(`Xin mời số a, không không một, đến quầy số ${words}`);
});

test.each([['B', 'bê'], ['C', 'xê'], ['D', 'đê'], ['G', 'giê'], ['H', 'hát'], ['K', 'ca'], ['L', 'e lờ'], ['Q', 'quy'], ['W', 'vê kép'], ['X', 'ích xì'], ['Z', 'dét']])('the letter %s is called "%s"', (letter, name) => {
  expect(said(`${letter}001`, 1)).toContain(`Xin mời số ${name},`);
});

test('every number of every series at every counter is made of clips that there are, and every clip is needed', () => {
  const used = new Set<string>();
  for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
    for (let number = 0; number <= 999; number += 1) {
      for (let counterId = 1; counterId <= 99; counterId += 1) {
        const phrases = spokenCall({ number: `${letter}${String(number).padStart(3, '0')}`, counterId });
        if (phrases === null) throw new Error(`${letter}${number} at ${counterId} is not said`);
        for (const phrase of phrases) for (const clip of phrase) used.add(clip);
      }
    }
  }
  expect([...used].toSorted()).toEqual([...CLIPS.keys()].toSorted());
});

test.each([['', 1], ['025', 1], ['a025', 1], ['A25', 1], ['A0255', 1], ['A02Đ', 1], ['A025', 0], ['A025', 100], ['A025', 1.5], ['A025', Number.NaN]])('%j at counter %d is nothing that can be called', (number, counterId) => {
  expect(spokenCall({ number, counterId })).toBeNull();
});
