// Joins a virtual printer to a character device, as a cable does: what is written to the far end reaches the printer, and its answers go back.

import { once } from 'node:events';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 3;

/** A cable between a virtual printer and a device file. Disposing pulls it. */
export interface DeviceCable extends AsyncDisposable {
  /** Settles when the device is gone or the printer has cut the line. */
  readonly over: Promise<void>;
}

/**
 * Plugs the virtual printer at `port` into `file`: one end of a pair of pseudo terminals, or the gadget side of a USB printer ('/dev/g_printer0').
 * @throws as `open` and `connect` do
 */
export async function plugIntoDevice(port: number, file: string): Promise<DeviceCable> {
  const device = await open(file, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY);
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  const gone = new AbortController();
  socket.on('error', () => undefined);
  socket.once('close', () => gone.abort());
  await once(socket, 'connect');

  const answers: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => void answers.push(chunk));
  const isLater = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EAGAIN';
  const carry = async (): Promise<void> => {
    const buffer = Buffer.alloc(8_192);
    while (!gone.signal.aborted) {
      let moved = 0;
      try {
        const answer = answers[0];
        if (answer !== undefined) {
          const { bytesWritten } = await device.write(answer);
          moved += bytesWritten;
          answers.splice(0, 1, ...(bytesWritten < answer.length ? [answer.subarray(bytesWritten)] : []));
        }
        const { bytesRead } = await device.read(buffer, 0, buffer.length, null);
        moved += bytesRead;
        // A printer that takes nothing in stops the line, so the far end feels it.
        if (bytesRead > 0 && !socket.write(Uint8Array.from(buffer.subarray(0, bytesRead)))) await Promise.race([once(socket, 'drain'), once(gone.signal, 'abort')]);
      } catch (error) {
        if (!isLater(error)) break;
      }
      if (moved === 0) await sleep(PAUSE_MS);
    }
  };
  const untilOver = async (): Promise<void> => {
    try {
      await carry();
    } finally {
      socket.destroy();
      await device.close();
    }
  };
  const over = untilOver();
  return {
    over,
    [Symbol.asyncDispose]: async () => {
      gone.abort();
      await over;
    },
  };
}
