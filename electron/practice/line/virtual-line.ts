// A serial line as a converter box has it on the network: raw bytes to and from whoever is connected, and a plug that can be pulled.

import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface VirtualLine extends AsyncDisposable {
  readonly port: number;
  isConnected(): boolean;
  /** False if nobody is connected: then the bytes are lost. */
  send(bytes: Uint8Array): boolean;
  isPlugged(): boolean;
  setPlugged(wanted: boolean): Promise<void>;
}

/** Opens it on 127.0.0.1; `take` gets what comes in, in pieces as they come, `changed` hears of each connection and plug. */
export async function startVirtualLine(port: number, take: (bytes: Buffer) => void, changed: () => void): Promise<VirtualLine> {
  const clients = new Set<Socket>();
  const accept = (socket: Socket): void => {
    clients.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('data', take);
    socket.on('close', () => {
      clients.delete(socket);
      changed();
    });
    changed();
  };
  let server = createServer(accept);
  await listen(server, port);
  const own = (server.address() as AddressInfo).port;
  let isPlugged = true;
  // Plugging takes its time: what is asked for meanwhile waits its turn.
  let plugging: Promise<void> = Promise.resolve();
  return {
    port: own,
    isConnected: () => clients.size > 0,
    send: (bytes) => {
      for (const client of clients) client.write(bytes);
      return clients.size > 0;
    },
    isPlugged: () => isPlugged,
    setPlugged: async (wanted) => {
      plugging = plugging.then(async () => {
        if (wanted === isPlugged) return;
        if (wanted) {
          server = createServer(accept);
          await listen(server, own);
        } else await stop(server, clients);
        isPlugged = wanted;
        changed();
      });
      await plugging;
    },
    [Symbol.asyncDispose]: async () => {
      await plugging;
      if (isPlugged) await stop(server, clients);
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function stop(server: Server, clients: ReadonlySet<Socket>): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  for (const client of clients) client.destroy();
  await closed;
}
