// Entry of the thread that works on the store's files as a whole, so that no window waits: it copies the store and reads the copy back, looks which copies there are, and saves what can be read of a damaged one.

import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { must } from '../../shared/base/must.ts';
import { lookAtBackups, lookOrderSchema } from './store/backup/backup-places.ts';
import { backupOrderSchema, backupSourceSchema, makeBackup } from './store/backup/make-backup.ts';
import { salvageOrderSchema, tryToSalvage } from './store/salvage/salvage-in-place.ts';

const port = must(parentPort, 'the station starts this as a thread');
const source = backupSourceSchema.parse(workerData);

port.on('message', (message: unknown) => {
  const order = z.union([backupOrderSchema, lookOrderSchema, salvageOrderSchema]).parse(message);
  if ('salvage' in order) port.postMessage(tryToSalvage(source.places.dataFolder, source.key, order));
  else port.postMessage('look' in order ? lookAtBackups(source.places) : makeBackup(source, order));
});
