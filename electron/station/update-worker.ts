// Entry of the thread that looks at bundles of the program: what a stranger may have made is read apart from the store, with little memory and an end.

import { parentPort } from 'node:worker_threads';
import { must } from '../../shared/base/must.ts';
import { inspect, inspectionSchema } from '../update/bundle/inspect.ts';

const port = must(parentPort, 'the station starts this as a thread');

port.on('message', (message: unknown) => {
  port.postMessage(inspect(inspectionSchema.parse(message)));
});
