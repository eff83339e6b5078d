// A barcode reader without optics: whoever connects to its TCP port gets the raw HID POS reports of what it is told to read.

import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { startControlServer } from '../control/control-server.ts';
import { readerControl } from './reader-control.ts';
import { reportsOf, type ReaderFault } from './reports.ts';
import type { VirtualReader } from './interface.ts';

/** Starts a virtual reader on 127.0.0.1, with its control page; port 0 takes any free one. */
export async function startVirtualReader(options: { readonly port: number; readonly controlPort?: number }): Promise<VirtualReader> {
  const clients = new Set<Socket>();
  let scans = 0;
  let isPlugged = true;
  const accept = (socket: Socket): void => {
    clients.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => clients.delete(socket));
    socket.resume();
  };
  let server = createServer(accept);
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  // Plugging takes its time: what is asked for meanwhile waits its turn.
  let plugging: Promise<void> = Promise.resolve();

  const reader: VirtualReader = {
    port,
    get controlUrl() {
      return control.url;
    },
    scan: (text: string, fault: ReaderFault | null = null) => {
      const reports = reportsOf(Buffer.from(text, 'utf8'), fault);
      for (const client of clients) for (const report of reports) client.write(report);
      if (clients.size === 0) return false;
      scans += 1;
      control.changed();
      return true;
    },
    scanCount: () => scans,
    isPlugged: () => isPlugged,
    isConnected: () => clients.size > 0,
    setPlugged: async (wanted: boolean) => {
      plugging = plugging.then(async () => {
        if (wanted === isPlugged) return;
        if (wanted) {
          server = createServer(accept);
          await listen(server, port);
        } else await stop(server, clients);
        isPlugged = wanted;
        control.changed();
      });
      await plugging;
    },
    [Symbol.asyncDispose]: async () => {
      await plugging;
      if (isPlugged) await stop(server, clients);
      await control[Symbol.asyncDispose]();
    },
  };
  const control = await startControlServer(readerControl(reader), options.controlPort ?? 0);
  return reader;
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
