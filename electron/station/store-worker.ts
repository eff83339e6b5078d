// Entry of the thread that looks the store over, so that no window waits while a year of events is counted through.

import { parentPort, workerData } from 'node:worker_threads';
import { must } from '../../shared/base/must.ts';
import { inspectedStoreSchema, inspectionOrderSchema, inspectStore } from './store/inspect-store.ts';

const port = must(parentPort, 'the station starts this as a thread');
const store = inspectedStoreSchema.parse(workerData);

port.on('message', (message: unknown) => {
  port.postMessage(inspectStore(store, inspectionOrderSchema.parse(message)));
});
