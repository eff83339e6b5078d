// What is used of node-hid, and of the system beside it. The library is loaded when it is first needed: where libusb or libudev is missing, HID devices are
// absent and the station goes on.

import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';

/** What is used of an entry in node-hid's list; one entry for each top collection of a device. */
export interface HidEntry {
  readonly path?: string | undefined;
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string | undefined;
  readonly usagePage?: number | undefined;
  readonly usage?: number | undefined;
  readonly product?: string | undefined;
  readonly manufacturer?: string | undefined;
}

/** What is used of an open device. */
export interface HidHandle {
  on(event: 'data', listener: (report: Uint8Array) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  write(report: Buffer): Promise<unknown>;
  sendFeatureReport(report: Buffer): Promise<unknown>;
  close(): Promise<void>;
}

/** Why a device that is there cannot be used: the system's rules are against it, another program holds it, or it is gone again. */
export type HidHindrance = 'no-permission' | 'in-use' | 'absent';

/** What is used of node-hid and of the system. */
export interface HidLibrary {
  devices(): Promise<readonly HidEntry[]>;
  open(path: string): Promise<HidHandle>;
  /** Asked after `open` has failed. */
  hindranceOf(path: string): Promise<HidHindrance>;
  /** The report descriptor; null where the system does not show it. */
  descriptorOf(path: string): Promise<Uint8Array | null>;
}

/** Loads node-hid; null where it cannot run. */
export async function loadHidLibrary(): Promise<HidLibrary | null> {
  try {
    const { default: hid } = await import('node-hid');
    // Its native part is only loaded by the first call: now is when a missing libusb or libudev shows.
    await hid.devicesAsync();
    return {
      devices: async () => await hid.devicesAsync(),
      // Shared: on Windows and macOS an exclusive opening would shut other programs out of the device.
      open: async (path) => await hid.HIDAsync.open(path, { nonExclusive: true }),
      hindranceOf,
      descriptorOf,
    };
  } catch {
    // Missing system libraries are the weather of a bare machine: the device's state says so.
    return null;
  }
}

/** Told by asking the system for the same right again, not by the words of node-hid's error, which differ from system to system. */
async function hindranceOf(path: string): Promise<HidHindrance> {
  // Only Linux has a file for each device; elsewhere a device that is listed and cannot be opened is held by somebody.
  if (!path.startsWith('/dev/')) return 'in-use';
  try {
    await access(path, constants.R_OK | constants.W_OK);
    return 'in-use';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EACCES' || code === 'EPERM') return 'no-permission';
    return code === 'ENOENT' ? 'absent' : 'in-use';
  }
}

/** Linux shows the descriptor of `/dev/hidrawN` in sysfs to everybody; node-hid 3.4 does not hand it on. */
async function descriptorOf(path: string): Promise<Uint8Array | null> {
  const name = /^\/dev\/(hidraw\d+)$/.exec(path)?.[1];
  if (name === undefined) return null;
  return await readFile(`/sys/class/hidraw/${name}/device/report_descriptor`).catch(() => null);
}
