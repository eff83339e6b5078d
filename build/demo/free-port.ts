// Looks whether a well-known port of this machine is free.

import { createServer } from 'node:net';

/** The port itself when it is free on 127.0.0.1, else 0, which takes any. */
export function portIfFree(port: number): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(port)));
  });
}
