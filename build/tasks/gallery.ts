// `node build/run.mjs gallery [part of a name]`: pictures of every state of every screen into out/gallery, and what is wrong with them.

import { join } from 'node:path';
import { root } from '../checks/spawn.ts';
import { print, runAlone } from '../checks/step.ts';
import { buildGallery, serveGallery } from '../gallery/serve.ts';
import { goThroughGallery } from '../gallery/gallery.ts';
import { ensureChromium } from '../setup/chromium.ts';

await runAlone('gallery', async ([only = '']) => {
  const browser = await ensureChromium();
  await buildGallery();
  await using server = await serveGallery();
  const shown = await goThroughGallery({
    address: server.address,
    browser,
    pngFolder: join(root, 'out', 'gallery'),
    size: null,
    only,
    axe: 'every-size',
    onShown: ({ picture, faults }) => {
      if (faults.length > 0) print(`${picture}\n${faults.map((fault) => `    ${fault}`).join('\n')}`);
    },
  });
  const bad = shown.filter(({ faults }) => faults.length > 0);
  return { passed: shown.length - bad.length, failed: bad.length, counted: 'pictures', report: [] };
});
