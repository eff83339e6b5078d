// Entry of the thread that binds documents.

import { parentPort } from 'node:worker_threads';
import { must } from '../../shared/base/must.ts';
import { createBinder } from './pages/document/binder.ts';
import { binderOrderSchema } from './pages/document/binder-thread.ts';

const port = must(parentPort, 'the station starts this as a thread');
const bind = createBinder();

port.on('message', (message: unknown) => {
  // What goes wrong ends the thread, and the station hears of it.
  void bind(binderOrderSchema.parse(message)).then((answer) => port.postMessage(answer));
});
