// The picture of a page in the document: straight, within its budget, and never below what the rules on scanned papers ask for.

import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { drawPage } from '../../../../tests/fakes/drawn-page.ts';
import { noisyPicture } from '../../../../tests/fakes/noisy-picture.ts';
import { lookAtPage } from '../look-at-page.ts';
import { leafPicture } from './leaf-picture.ts';

const BUDGET = 300_000;
/** Whether a dot of the picture has colour. */
async function colourOf(jpeg: Uint8Array): Promise<number> {
  const picture = await loadImage(jpeg);
  const pen = createCanvas(picture.width, picture.height).getContext('2d');
  pen.drawImage(picture, 0, 0);
  const { data } = pen.getImageData(0, 0, picture.width, picture.height);
  let most = 0;
  for (let at = 0; at < data.length; at += 4) most = Math.max(most, Math.abs((data[at] ?? 0) - (data[at + 2] ?? 0)));
  return most;
}

describe('the picture of a page', () => {
  it('that is straight and small is the very one that was scanned', async () => {
    const page = await drawPage({ on: 'writing', dpi: 200 });
    const { leaf, grey } = await leafPicture(page, BUDGET);
    expect(leaf).toEqual({ jpeg: page, width: 1654, height: 2338, dpi: 200, isOverBudget: false });
    expect([grey.width, grey.height]).toEqual([1654, 2338]);
  });

  it('that lay crooked is straight', async () => {
    const { leaf } = await leafPicture(await drawPage({ on: 'writing', dpi: 100, turnedDegrees: 4 }), BUDGET);
    expect(Math.abs((await lookAtPage(leaf.jpeg)).skewDegrees ?? 99)).toBeLessThan(0.2);
  });

  it('keeps the colour of a stamp and loses the colour that is only noise', async () => {
    const [stamp, writing] = await Promise.all([drawPage({ on: 'stamp', dpi: 100 }), drawPage({ on: 'writing', dpi: 100 })]);
    const colours = await Promise.all([stamp, writing].map(async (page) => await colourOf((await leafPicture(page, 10_000)).leaf.jpeg)));
    expect(colours).toEqual([expect.toSatisfy((most: number) => most > 60), expect.toSatisfy((most: number) => most < 6)]);
  });

  it('of more than 200 dpi is brought down to these where it must be, and is said to be too large rather than made less than that', async () => {
    const { leaf } = await leafPicture(await drawPage({ on: 'writing', dpi: 300 }), 80_000);
    expect([leaf.dpi, leaf.width, leaf.isOverBudget, leaf.jpeg.length <= 80_000]).toEqual([200, 1654, false, true]);
    const noise = await leafPicture(noisyPicture(800, 1100), 100_000);
    expect([noise.leaf.isOverBudget, noise.leaf.width, noise.leaf.jpeg.length > 100_000]).toEqual([true, 800, true]);
  });
});
