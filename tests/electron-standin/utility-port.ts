// Gives a forked Node what Electron gives a utility process: `process.parentPort`.

import { EventEmitter } from 'node:events';

const port = new EventEmitter();
Object.assign(port, {
  postMessage: (message: object): void => {
    if (process.connected) process.send?.(message, () => undefined);
  },
  start: (): void => undefined,
});
process.on('message', (data) => port.emit('message', { data, ports: [] }));
// A utility process does not outlive its app.
process.once('disconnect', () => process.exit(0));
Object.assign(process, { parentPort: port, type: 'utility' });
