// A line over TCP: a converter box that carries a serial port over the network as raw bytes, or a virtual device.

import { connect } from 'node:net';
import type { DeviceClock } from '../ports.ts';
import { WireLine, type LineMissing, type SerialLine } from './line.ts';

const CONNECT_MS = 5_000;

/**
 * Connects; 'absent' if nobody answers.
 * @param signal ends the connecting and, later, the line
 */
export async function openTcpLine(host: string, port: number, clock: DeviceClock, signal: AbortSignal): Promise<SerialLine | LineMissing> {
  // A box whose cable was cut says nothing: the system asks after ten quiet seconds.
  const socket = connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: 10_000 });
  // 'close' follows every error.
  socket.on('error', () => undefined);
  const settled = new AbortController();
  const connected = new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('close', () => resolve(false));
  });
  const late = clock.sleep(CONNECT_MS, AbortSignal.any([settled.signal, signal])).then(() => false, () => false);
  const isConnected = await Promise.race([connected, late]);
  settled.abort();
  if (!isConnected || signal.aborted) {
    socket.destroy();
    return 'absent';
  }
  const gone = new Promise<void>((resolve) => void socket.once('close', () => resolve()));
  const line = new WireLine(
    {
      send: async (bytes) =>
        await new Promise<void>((resolve, reject) => {
          socket.write(bytes, (error) => (error === null || error === undefined ? resolve() : reject(error)));
        }),
      end: async () => {
        socket.destroy();
        await gone;
      },
    },
    clock, signal, 0,
  );
  socket.on('data', (chunk: Buffer) => line.received(Uint8Array.from(chunk)));
  socket.on('end', () => line.close());
  socket.on('close', () => line.close());
  return line;
}
