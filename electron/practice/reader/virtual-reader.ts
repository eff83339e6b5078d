// A barcode reader without optics: whoever connects to its TCP port gets what a real one would send of what it is told to read:
// raw HID POS reports, or the bytes of its serial line.

import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { startControlServer } from '../control/control-server.ts';
import { readerControl } from './reader-control.ts';
import { piecesOf, type ReaderFault, type ReaderMode } from './reports.ts';

/** Between two pieces of a slow reader: slower than any real one, and within the pause after which a code counts as torn. */
const SLOW_MS = 60;
import type { VirtualReader } from './interface.ts';

/** Starts a virtual reader on 127.0.0.1, with its control page; port 0 takes any free one. */
export async function startVirtualReader(options: { readonly port: number; readonly controlPort?: number; readonly mode?: ReaderMode }): Promise<VirtualReader> {
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

  // A code that is on its way is sent to its end before the next.
  let sending: Promise<void> = Promise.resolve();
  async function send(pieces: readonly Uint8Array[], gapMs: number): Promise<void> {
    const to = [...clients];
    const send = async (): Promise<void> => {
      for (const [index, piece] of pieces.entries()) {
        if (gapMs > 0 && index > 0) await setTimeout(gapMs);
        for (const client of to) if (client.writable) client.write(piece);
      }
    };
    sending = sending.then(send);
    await sending;
  }

  const reader: VirtualReader = {
    port,
    get controlUrl() {
      return control.url;
    },
    scan: (text: string, fault: ReaderFault | null = null) => {
      const pieces = piecesOf(options.mode ?? 'hid-stream', Buffer.from(text, 'utf8'), fault);
      const sent = fault === 'unplug' ? pieces.slice(0, Math.max(1, pieces.length - 1)) : pieces;
      void send(sent, fault === 'slow' ? SLOW_MS : 0).then(async () => {
        if (fault === 'unplug') await reader.setPlugged(false);
      });
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
  // What was written before the plug was pulled has left the reader.
  for (const client of clients) client.destroySoon();
  await closed;
}
