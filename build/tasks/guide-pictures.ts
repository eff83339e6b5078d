// `npm run guide-pictures`: takes the pictures of the guide anew from the real screens of the gallery, small enough to be shipped.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { root } from '../checks/spawn.ts';
import { print, runAlone } from '../checks/step.ts';
import { goThroughGallery } from '../gallery/gallery.ts';
import { buildGallery, serveGallery } from '../gallery/serve.ts';
import { ensureChromium } from '../setup/chromium.ts';
import { GUIDE_SHOTS } from '../../tests/gallery/guide-shots.ts';

const WIDTH = 960;
const QUALITY = 78;

await runAlone('guide pictures', async () => {
  const browser = await ensureChromium();
  await buildGallery();
  await using server = await serveGallery();
  const target = join(root, 'resources', 'guide', 'pictures');
  await mkdir(target, { recursive: true });
  const pngFolder = await mkdtemp(join(tmpdir(), 'mot-cua-guide-'));
  let failed = 0;
  try {
    const shown = await goThroughGallery({ address: server.address, browser, pngFolder, size: 'small', only: '', names: new Set(Object.values(GUIDE_SHOTS)), axe: 'one-size', onShown: () => undefined });
    for (const [name, picture] of Object.entries(GUIDE_SHOTS)) {
      if (!shown.some((one) => one.picture === `${picture}--small`)) {
        print(`the gallery has no picture ${picture}`);
        failed += 1;
        continue;
      }
      await writeFile(join(target, `${name}.webp`), await shrunk(await readFile(join(pngFolder, `${picture}--small.png`))));
    }
  } finally {
    await rm(pngFolder, { recursive: true, force: true });
  }
  return { passed: Object.keys(GUIDE_SHOTS).length - failed, failed, counted: 'pictures', report: [] };
});

async function shrunk(png: Uint8Array): Promise<Uint8Array> {
  const image = await loadImage(Buffer.from(png));
  const canvas = createCanvas(WIDTH, Math.round((image.height * WIDTH) / image.width));
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Uint8Array(await canvas.encode('webp', QUALITY));
}
