// Every screen in every state at every size: nothing cut off, nothing too small for a finger, nothing that axe objects to, no word on the console.
import { expect, test } from '@playwright/test';
import { goThroughGallery, SIZES } from '../../build/gallery/gallery.ts';
import type { SizeName } from '../../build/gallery/gallery.ts';
import { buildGallery, serveGallery } from '../../build/gallery/serve.ts';
import { must } from '../../shared/base/must.ts';

/** Fewer pictures of a size than this means that the gallery lost some, not that all is well. */
const FEWEST_PICTURES: Readonly<Record<SizeName, number>> = { portrait: 150, landscape: 400, small: 300, square: 430, 'large-text-kiosk': 150, 'large-text-desk': 300 };

// A fault is told in words, and the gallery takes the picture on demand: a recording of every step would cost more than the looks themselves.
test.use({ trace: 'off', screenshot: 'off' });

test.beforeAll(async () => {
  test.setTimeout(300_000);
  await buildGallery();
});

for (const size of Object.keys(SIZES) as SizeName[]) {
  test(`all pictures of the gallery are without fault at the size «${size}»`, async () => {
    test.setTimeout(1_200_000);
    await using server = await serveGallery();
    const shown = await goThroughGallery({
      address: server.address,
      browser: must(process.env['CHROMIUM_PATH'], 'the end-to-end tests are told where the browser is'),
      pngFolder: null,
      size,
      only: '',
      axe: 'one-size',
      onShown: () => undefined,
    });
    expect(shown.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect(shown.length).toBeGreaterThan(FEWEST_PICTURES[size]);
  });
}
