// Which serial ports a machine has, for whoever sets it up: with the names that USB converters give themselves. Not for opening them.

import { readdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';

/** A port that could be opened. `path` is what settings would say: on Linux its name below by-id where it has one, which stays on another plug-in. */
export interface FoundPort {
  readonly path: string;
  /** The device file now; the same as `path` elsewhere. */
  readonly file: string;
  /** '' for a port that does not say what it is. */
  readonly name: string;
}

/** Where Linux keeps what it knows of ports. */
export interface PortFolders {
  readonly classes: string;
  readonly byId: string;
}

const FOLDERS: PortFolders = { classes: '/sys/class/tty', byId: '/dev/serial/by-id' };
/** How far above a port its USB device may stand. */
const DEEPEST = 4;

/** Never rejects. */
export async function listSerialPorts(folders: PortFolders = FOLDERS, platform: NodeJS.Platform = process.platform): Promise<readonly FoundPort[]> {
  return platform === 'win32' ? await listWindowsPorts() : await listLinuxPorts(folders);
}

async function listLinuxPorts({ classes, byId }: PortFolders): Promise<readonly FoundPort[]> {
  const links = await Promise.all((await readdir(byId).catch(() => [])).map(async (name) => [path.basename(await realpath(path.join(byId, name)).catch(() => '')), name] as const));
  const names = new Map(links);
  const ports = await Promise.all((await readdir(classes).catch(() => [])).map(async (tty): Promise<FoundPort[]> => {
    const device = await realpath(path.join(classes, tty, 'device')).catch(() => null);
    // Consoles have no device; a serial chip of the board tells by its type whether it is there at all.
    if (device === null || (await readFile(path.join(classes, tty, 'type'), 'utf8').catch(() => '1')).trim() === '0') return [];
    const file = `/dev/${tty}`;
    return [{ path: names.get(tty) ?? file, file, name: await usbNameOf(device) }];
  }));
  return ports.flat().toSorted((one, other) => one.file.localeCompare(other.file, 'en', { numeric: true }));
}

/** What the USB device above a port calls itself; '' where there is none. */
async function usbNameOf(device: string): Promise<string> {
  const told = async (folder: string, name: string): Promise<string> => (await readFile(path.join(folder, name), 'utf8').catch(() => '')).trim();
  for (let folder = device, level = 0; level < DEEPEST; folder = path.dirname(folder), level += 1) {
    if ((await told(folder, 'idVendor')) !== '') return `${await told(folder, 'manufacturer')} ${await told(folder, 'product')}`.trim();
  }
  return '';
}

async function listWindowsPorts(): Promise<readonly FoundPort[]> {
  try {
    const { autoDetect } = await import('@serialport/bindings-cpp');
    return (await autoDetect().list()).map((port) => ({ path: port.path, file: port.path, name: 'friendlyName' in port && typeof port.friendlyName === 'string' ? port.friendlyName : (port.manufacturer ?? '') }));
  } catch {
    // The library cannot run here: there are no ports that could be used either.
    return [];
  }
}
