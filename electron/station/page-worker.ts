// Entry of the thread that looks at scanned pages: it sees each page after it is safe on the disk, and holds up no window and no scanner.

import { parentPort } from 'node:worker_threads';
import { must } from '../../shared/base/must.ts';
import { lookAtPage } from './pages/look-at-page.ts';
import { type LookAnswer, pageBytesSchema } from './pages/page-look.ts';

const port = must(parentPort, 'the station starts this as a thread');

port.on('message', (message: unknown) => {
  void answer(message).then((answered) => port.postMessage(answered));
});

async function answer(message: unknown): Promise<LookAnswer> {
  try {
    return { kind: 'seen', look: await lookAtPage(pageBytesSchema.parse(message)) };
  } catch {
    // What a decoder says of a picture helps nobody at a counter.
    return { kind: 'no-picture' };
  }
}
