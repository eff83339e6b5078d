// Finds a USB printer under Linux by what it is and not by its number, which another plug-in changes.

import { readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';

/** Which printer is meant: a file of the system, or a printer by its maker's numbers or its serial number; with nothing of it, the first there is. */
export interface LpWanted {
  /** Such as '/dev/usb/lp0', or a name that a udev rule gives. */
  readonly path?: string | undefined;
  readonly vendorId?: number | undefined;
  readonly productId?: number | undefined;
  readonly serialNumber?: string | undefined;
}

/** Where the system keeps its printers and what is known of them. */
export interface LpFolders {
  /** One folder for each device, with a link `device` to the USB interface. */
  readonly classes: string;
  /** The files to open. */
  readonly devices: string;
}

const FOLDERS: LpFolders = { classes: '/sys/class/usbmisc', devices: '/dev/usb' };

/** A USB printer that is plugged in; numbers and texts are there as far as it tells them. */
export interface FoundLpDevice {
  readonly file: string;
  readonly name: string;
  readonly vendorId: number | null;
  readonly productId: number | null;
  readonly serialNumber: string | null;
}

/** All that are plugged in, in the order of their numbers. Never rejects. */
export async function listLpDevices({ classes, devices }: LpFolders = FOLDERS): Promise<readonly FoundLpDevice[]> {
  return await Promise.all((await lpNames(classes)).map(async (name) => {
    const tell = await tellerOf(path.join(classes, name));
    const [vendorId, productId] = [Number.parseInt(await tell('idVendor'), 16), Number.parseInt(await tell('idProduct'), 16)];
    const said = `${await tell('manufacturer')} ${await tell('product')}`.trim();
    return { file: path.join(devices, name), name: said, vendorId: Number.isNaN(vendorId) ? null : vendorId, productId: Number.isNaN(productId) ? null : productId, serialNumber: (await tell('serial')) || null };
  }));
}

async function lpNames(classes: string): Promise<string[]> {
  const names = (await readdir(classes).catch(() => [])).filter((name) => /^lp\d+$/.test(name));
  return names.sort((left, right) => Number(left.slice(2)) - Number(right.slice(2)));
}

/** Reads what the USB device behind a printer says of itself; '' for what it does not say. */
async function tellerOf(folder: string): Promise<(name: string) => Promise<string>> {
  const place = await realpath(path.join(folder, 'device')).catch(() => null);
  return async (name) => (place === null ? '' : (await readFile(path.join(path.dirname(place), name), 'utf8').catch(() => '')).trim());
}

/** The file to open, or null while no such printer is plugged in. Never rejects. */
export async function findLpDevice(wanted: LpWanted, { classes, devices }: LpFolders = FOLDERS): Promise<string | null> {
  if (wanted.path !== undefined) return wanted.path;
  for (const name of await lpNames(classes)) {
    if (await isWanted(path.join(classes, name), wanted)) return path.join(devices, name);
  }
  return null;
}

async function isWanted(folder: string, { vendorId, productId, serialNumber }: LpWanted): Promise<boolean> {
  try {
    const usbDevice = path.dirname(await realpath(path.join(folder, 'device')));
    const told = async (name: string): Promise<string> => (await readFile(path.join(usbDevice, name), 'utf8')).trim();
    if (vendorId !== undefined && Number.parseInt(await told('idVendor'), 16) !== vendorId) return false;
    if (productId !== undefined && Number.parseInt(await told('idProduct'), 16) !== productId) return false;
    return serialNumber === undefined || (await told('serial')) === serialNumber;
  } catch {
    // Unplugged in between, or a device that does not say what is asked of it.
    return false;
  }
}
