// Entry of the thread that makes and reads signatures.

import { parentPort } from 'node:worker_threads';
import { must } from '../../shared/base/must.ts';
import { answerOrder, signatureOrderSchema } from './signing/signature-thread.ts';

const port = must(parentPort, 'the station starts this as a thread');

port.on('message', (message: unknown) => {
  // What goes wrong ends the thread, and the station hears of it.
  void answerOrder(signatureOrderSchema.parse(message)).then((answer) => port.postMessage(answer));
});
