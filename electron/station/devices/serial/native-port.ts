// What is used of the library for serial ports. It is loaded when it is first needed: where it cannot run, serial devices are absent and the station goes on.

import { constants } from 'node:fs';
import { open, readlink, stat } from 'node:fs/promises';
import path from 'node:path';
import type { LineMissing, SerialSettings } from './line.ts';

/** An open port. */
export interface NativePort {
  /** Waits for at least one byte. Rejects when the port is closed or gone, with one exception that `openSerial` guards against: a line that was hung up. */
  read(buffer: Buffer, offset: number, length: number): Promise<{ readonly bytesRead: number }>;
  write(buffer: Buffer): Promise<void>;
  /** Asks for the state of the modem lines; some kinds of port have none and always reject. */
  get(): Promise<unknown>;
  /** Throws away what is not yet sent. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Opens ports by their path and says which device node stands behind a path. */
export interface NativePorts {
  open(settings: SerialSettings, path: string): Promise<NativePort>;
  /** Names the device behind a path; null where there is none; always the same where paths are not files (Windows). */
  identify(path: string): Promise<string | null>;
  /** Why a port that is there could not be opened; `error` is what `open` rejected with. */
  hindranceOf(path: string, error: unknown): Promise<LineMissing>;
}

/** The machine's own ports; `open` rejects where the library cannot run. */
export const nativePorts: NativePorts = {
  open: async ({ baudRate, dataBits, parity, stopBits, flow }, portPath) => {
    const { autoDetect } = await import('@serialport/bindings-cpp');
    const hasXon = flow === 'xon-xoff';
    return await autoDetect().open({ path: portPath, baudRate, dataBits, parity, stopBits, rtscts: flow === 'rts-cts', xon: hasXon, xoff: hasXon, lock: true });
  },
  identify: async (portPath) => {
    if (process.platform === 'win32') return portPath;
    try {
      const { dev, ino, rdev } = await stat(portPath);
      // A link that now leads elsewhere is another device, even if its number was given out anew.
      const link = await readlink(portPath).catch(() => '');
      return `${link} ${dev} ${ino} ${rdev}`;
    } catch {
      return null;
    }
  },
  hindranceOf: async (portPath, error) => {
    const words = error instanceof Error ? error.message : '';
    // Windows lets one program have a port, and anybody.
    if (process.platform === 'win32') return words.includes('Access denied') ? 'in-use' : 'absent';
    if (words.includes('Cannot lock port')) return 'in-use';
    // The library gives no number, and the system's words are in the machine's own language.
    try {
      await (await open(portPath, constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY)).close();
      return 'absent';
    } catch (refusal) {
      return HINDRANCES[refusal instanceof Error && 'code' in refusal ? String(refusal.code) : ''] ?? 'absent';
    }
  },
};

const HINDRANCES: Readonly<Record<string, LineMissing>> = { EACCES: 'no-permission', EPERM: 'no-permission', EBUSY: 'in-use' };

const BY_ID = '/dev/serial/by-id';

/** The path of a port that settings may name by its id alone. */
export function pathOf(name: string): string {
  return name.includes('/') || /^COM\d{1,3}$/i.test(name) || process.platform === 'win32' ? name : path.posix.join(BY_ID, name);
}
