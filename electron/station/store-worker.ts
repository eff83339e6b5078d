// Entry of the thread that looks the store over, so that no window waits while a year of events is counted through.

import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { must } from '../../shared/base/must.ts';
import { inspectedStoreSchema, inspectionOrderSchema, inspectStore } from './store/inspect-store.ts';
import { compareProjections, comparisonOrderSchema } from './store/projections/compare.ts';

const port = must(parentPort, 'the station starts this as a thread');
const store = inspectedStoreSchema.parse(workerData);

port.on('message', (message: unknown) => {
  const order = z.union([comparisonOrderSchema, inspectionOrderSchema]).parse(message);
  port.postMessage('compare' in order ? compareProjections(store) : inspectStore(store, order));
});
