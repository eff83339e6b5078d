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

/** The file to open, or null while no such printer is plugged in. Never rejects. */
export async function findLpDevice(wanted: LpWanted, { classes, devices }: LpFolders = FOLDERS): Promise<string | null> {
  if (wanted.path !== undefined) return wanted.path;
  const names = (await readdir(classes).catch(() => [])).filter((name) => /^lp\d+$/.test(name));
  for (const name of names.sort((left, right) => Number(left.slice(2)) - Number(right.slice(2)))) {
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
