// Entry of the thread that copies the store and reads the copy back, so that no window waits for it.

import { parentPort, workerData } from 'node:worker_threads';
import { must } from '../../shared/base/must.ts';
import { backupOrderSchema, backupSourceSchema, makeBackup } from './store/backup/make-backup.ts';

const port = must(parentPort, 'the station starts this as a thread');
const source = backupSourceSchema.parse(workerData);

port.on('message', (message: unknown) => {
  port.postMessage(makeBackup(source, backupOrderSchema.parse(message)));
});
