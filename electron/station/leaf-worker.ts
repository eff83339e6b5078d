// Entry of the thread that makes the pages of derived documents: in the background it goes last wherever the system lets a thread go last, and waits while somebody is being served.

import os from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { must } from '../../shared/base/must.ts';
import { leafOrderSchema, leafStartSchema } from './pages/leaf/leaf-thread.ts';
import { createLeafMaker } from './pages/leaf/make-leaf.ts';

const port = must(parentPort, 'the station starts this as a thread');
const { hold, goesLast } = leafStartSchema.parse(workerData);
const LONGEST_STEP_MS = 500;
const held = new Int32Array(hold);

// Linux takes the number 0 for the calling thread alone; elsewhere it would be the whole station.
if (goesLast && process.platform === 'linux') os.setPriority(0, os.constants.priority.PRIORITY_LOW);

const waitWhileHeld = (): void => {
  // In short steps: a thread is ended between two of them.
  while (Atomics.load(held, 0) === 1) Atomics.wait(held, 0, 1, LONGEST_STEP_MS);
};
const make = createLeafMaker(waitWhileHeld);

port.on('message', (message: unknown) => {
  waitWhileHeld();
  // What the reader throws ends the thread, and the station hears of it.
  void make(leafOrderSchema.parse(message)).then((answer) => port.postMessage(answer));
});
