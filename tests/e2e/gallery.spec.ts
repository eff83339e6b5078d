// Every screen in every state at every size: nothing cut off, nothing too small for a finger, nothing that axe objects to, no word on the console.
import { expect, test } from '@playwright/test';
import { goThroughGallery } from '../../build/gallery/gallery.ts';
import { buildGallery, serveGallery } from '../../build/gallery/serve.ts';
import { must } from '../../shared/base/must.ts';

/** Fewer pictures than this means that the gallery lost some, not that all is well. */
const FEWEST_PICTURES = 150;

test('all pictures of the gallery are without fault', async () => {
  test.setTimeout(1_200_000);
  await buildGallery();
  await using server = await serveGallery();
  const shown = await goThroughGallery({
    address: server.address,
    browser: must(process.env['CHROMIUM_PATH'], 'the end-to-end tests are told where the browser is'),
    pngFolder: null,
    only: '',
    axe: 'one-size',
    onShown: () => undefined,
  });
  expect(shown.filter(({ faults }) => faults.length > 0)).toEqual([]);
  expect(shown.length).toBeGreaterThan(FEWEST_PICTURES);
});
