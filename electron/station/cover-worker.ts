// Entry of the thread that looks for cover sheets among scanned pages.

import { parentPort } from 'node:worker_threads';
import { must } from '../../shared/base/must.ts';
import { type Sight, pageBytesSchema } from './covers/code-thread.ts';
import { openPage } from './covers/open-page.ts';
import { type PagePixels, readPageCode } from './covers/read-page-code.ts';

const port = must(parentPort, 'the station starts this as a thread');

port.on('message', (message: unknown) => {
  void look(message).then((sight) => port.postMessage(sight));
});

async function look(message: unknown): Promise<Sight> {
  let pixels: PagePixels;
  try {
    pixels = await openPage(pageBytesSchema.parse(message));
  } catch {
    return { kind: 'no-picture' };
  }
  const text = await readPageCode(pixels);
  return text === null ? { kind: 'no-code' } : { kind: 'code', text };
}
