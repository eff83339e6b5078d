// Entry of the thread that makes previews of scanned pages: opening a large picture takes a slow machine a second, and no window may wait for that.

import { parentPort } from 'node:worker_threads';
import { must } from '../../shared/base/must.ts';
import { drawPreview } from './devices/paper/preview.ts';
import { pictureSchema, type Preview } from './preview-thread.ts';

const port = must(parentPort, 'the station starts this as a thread');

port.on('message', (message: unknown) => {
  void answer(message).then((preview) => port.postMessage(preview));
});

async function answer(message: unknown): Promise<Preview> {
  try {
    return { kind: 'drawn', jpeg: new Uint8Array(await drawPreview(pictureSchema.parse(message))) };
  } catch {
    // What a decoder says of a picture helps nobody at a counter.
    return { kind: 'no-picture' };
  }
}
