// What a page looks like to us, on pages drawn with all that dust, light and scanners do to them.

import { describe, expect, it } from 'vitest';
import { type DrawnPage, drawPage } from '../../../tests/fakes/drawn-page.ts';
import { lookAtPage } from './look-at-page.ts';

const look = async (page: DrawnPage) => await lookAtPage(await drawPage({ dpi: 110, ...page }));

describe('a page is blank', () => {
  const spoiled = { isDusty: true, isShadowed: true, isPunched: true, shinesThrough: true } as const;
  it.each<[string, DrawnPage]>([
    ['as it comes out of the packet', { on: 'nothing' }],
    ['with dust on the glass', { on: 'nothing', isDusty: true }],
    ['with the shadow of a book at its edge', { on: 'nothing', isShadowed: true }],
    ['with punched holes', { on: 'nothing', isPunched: true }],
    ['when only the writing of the other side shines through', { on: 'nothing', shinesThrough: true }],
    ['when it is old and yellow', { on: 'nothing', isOld: true }],
    ['lying crooked on a dark bed', { on: 'nothing', turnedDegrees: 4, hasBed: true }],
    ['with all of this at once', { on: 'nothing', isOld: true, ...spoiled }],
  ])('%s', async (_, page) => {
    expect(await look(page)).toEqual({ isBlank: true, skewDegrees: null });
  });

  it.each<[string, DrawnPage]>([
    ['a pale stamp', { on: 'stamp' }],
    ['a signature with a pale pen', { on: 'signature' }],
    ['a short word', { on: 'writing', lines: ['Có'] }],
    ['a photograph', { on: 'photograph' }],
    ['a stamp among dust, shadow, holes and the other side’s writing', { on: 'stamp', ...spoiled }],
    ['a signature on old paper on a dark bed', { on: 'signature', isOld: true, turnedDegrees: -5, hasBed: true }],
  ])('but not with %s', async (_, page) => {
    expect((await look(page)).isBlank).toBe(false);
  });
});

describe('a page that lies crooked', () => {
  it.each([-10, -6.3, -2, -0.6, 0, 0.4, 1.7, 5, 9.8])('by %f degrees is known to a fifth of a degree', async (turnedDegrees) => {
    for (const spoiled of [{}, { hasBed: true, isDusty: true, shinesThrough: true }] as const) {
      const { skewDegrees } = await look({ on: 'writing', turnedDegrees, ...spoiled });
      expect(Math.abs((skewDegrees ?? 99) - turnedDegrees)).toBeLessThan(0.2);
    }
  });

  it('is not guessed at from a stamp or a photograph', async () => {
    expect([(await look({ on: 'stamp' })).skewDegrees, (await look({ on: 'photograph' })).skewDegrees]).toEqual([null, null]);
  });
});

it('is no page at all if the bytes are no picture', async () => {
  await expect(lookAtPage(new Uint8Array(5000))).rejects.toThrow();
});
