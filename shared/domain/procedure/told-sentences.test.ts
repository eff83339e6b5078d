// Likeness to sentences that people told: what it is made of, and what it leaves alone.

import { describe, expect, it } from 'vitest';
import { finished } from '../../base/steps.ts';
import { learning } from './told-sentences.ts';
import type { ToldSentences } from './told-sentences.ts';

const PROCEDURES = [
  { code: '1.000656', name: 'Đăng ký khai tử' },
  { code: '1.001193', name: 'Đăng ký khai sinh' },
  { code: '1.000894', name: 'Đăng ký kết hôn' },
];
const TOLD: ToldSentences = {
  '1.000656': ['ông nội em vừa qua đời tối qua', 'nhà tôi có người mới nằm xuống'],
  '1.001193': ['vợ em vừa sinh cháu trai', 'nhà tôi có thêm em bé'],
  '9.999999': ['nhà tôi có người mới nằm xuống'],
};
const INDEX = finished(learning(PROCEDURES, TOLD));
const of = (text: string, index = INDEX): readonly number[] => [...(index.likenessOf(text) ?? [])].map((share) => Math.round(share * 100) / 100);
const most = (text: string): string | undefined => {
  const shares = of(text);
  return PROCEDURES[shares.indexOf(Math.max(...shares))]?.code;
};

describe('likeness', () => {
  it.each([
    ['bà ngoại tôi vừa qua đời', '1.000656'],
    ['hàng xóm nhà tôi có người nằm xuống', '1.000656'],
    ['ba ngoai toi vua qua doi', '1.000656'],
    ['gia đình em có thêm em bé', '1.001193'],
  ])('finds for «%s» those who said the like', (text, code) => {
    expect(most(text)).toBe(code);
  });

  it('is greater for the same words side by side, and with the same accents', () => {
    const [beside] = of('em bé', finished(learning([{ code: 'a', name: 'x' }], { a: ['em bé', 'có em bé'] }))) as [number];
    const [apart] = of('bé em', finished(learning([{ code: 'a', name: 'x' }], { a: ['em bé', 'có em bé'] }))) as [number];
    expect(beside).toBeGreaterThan(apart);
    const shares = finished(learning([{ code: 'a', name: 'x' }, { code: 'b', name: 'y' }], { a: ['ma đó'], b: ['má đó'] }));
    expect(of('má', shares)[1]).toBeGreaterThan(of('má', shares)[0] ?? 1);
    expect(of('ma', shares)[1]).toBe(of('ma', shares)[0]);
  });

  it('is none for a procedure that nobody told of, though its title has the words', () => {
    expect(of('đăng ký kết hôn')[2]).toBe(0);
  });

  it('is null where nothing of a text was ever said', () => {
    expect(INDEX.likenessOf('asdf qwer')).toBe(null);
    expect(INDEX.likenessOf('')).toBe(null);
    expect(finished(learning(PROCEDURES, {})).likenessOf('qua đời')).toBe(null);
  });

  it('is less for a text that says other things besides', () => {
    const [alone] = of('ông nội qua đời') as [number];
    const [among] = of('ông nội qua đời zzz yyy xxx www') as [number];
    expect(among).toBeLessThan(alone);
  });

  it('is not what the text repeats, nor what a sentence does', () => {
    expect(of('sinh sinh')).toEqual(of('sinh sinh sinh'));
    const two = [{ code: 'a', name: 'x' }, { code: 'b', name: 'y' }];
    expect(of('bé', finished(learning(two, { a: ['bé ơi bé à', 'ừ'], b: ['dạ'] })))).toEqual(of('bé', finished(learning(two, { a: ['bé ơi à', 'ừ'], b: ['dạ'] }))));
  });
});
