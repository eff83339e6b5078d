// The station's part of the import table: its folders, what each may import, and the vendor package of each driver.
import { anyShared, clock, deviceSettings, life, link } from './zone.ts';
import type { Zone } from './zone.ts';

export const stationZones: readonly Zone[] = [
  {
    name: 'life',
    files: '^electron/station/life/',
    mayImport: ['^electron/link/parent-link\\.ts$', anyShared],
    packages: ['uuid', 'zod'],
    node: true,
    why: 'Clock, log and shutdown are used by all and so may lean on none.',
  },
  {
    name: 'store',
    files: '^electron/station/store/',
    mayImport: [clock, anyShared],
    packages: ['better-sqlite3', 'zod'],
    node: true,
    why: 'The store knows rows, not devices, windows or the network.',
  },
  {
    name: 'device-ports',
    files: '^electron/station/devices/ports\\.ts$',
    mayImport: [anyShared],
    packages: [],
    node: false,
    why: 'A port says what the station needs, in the station’s own words.',
  },
  {
    name: 'device-registry',
    files: '^electron/station/devices/[^/]+\\.ts$',
    except: '^electron/station/devices/ports\\.ts$',
    mayImport: ['^electron/station/devices/', deviceSettings, life, anyShared],
    packages: ['zod'],
    node: true,
    why: 'The registry builds drivers; it must not become the way around the store and the commands.',
  },
  {
    name: 'driver',
    files: '^electron/station/devices/([^/]+)/',
    mayImport: ['^electron/station/devices/$1/', '^electron/station/devices/ports\\.ts$', '^electron/station/devices/(serial|hid)/', anyShared],
    packages: 'any', // by driver, see driverPackages
    knowsOnlyItsOwnFolder: true,
    node: true,
    why: 'A driver serves its port and nothing else, so that it can be moved out of the process.',
  },
  {
    name: 'commands',
    files: '^electron/station/commands/',
    mayImport: ['^electron/station/store/', '^electron/station/devices/ports\\.ts$', clock, anyShared],
    packages: [],
    node: true,
    why: 'A use case asks the domain, writes the store, asks a port: it knows no driver, socket or window.',
  },
  {
    name: 'sync',
    files: '^electron/station/sync/',
    mayImport: ['^electron/station/store/', life, anyShared],
    packages: ['undici', 'zod'],
    node: true,
    why: 'Sync reads the log and talks to the city; it must work with every screen and device gone.',
  },
  {
    name: 'lan',
    files: '^electron/station/lan/',
    mayImport: ['^electron/station/store/', life, anyShared],
    packages: ['undici', 'ws', 'zod'],
    node: true,
    why: 'Hub and followers exchange the log; what a window may do is the door’s business.',
  },
  {
    name: 'door',
    files: '^electron/station/door/',
    mayImport: [life, anyShared],
    packages: ['zod'],
    node: true,
    why: 'The door checks name, caller and shape; it is handed the commands and never reaches for them.',
  },
  {
    name: 'compose',
    files: '^electron/station/[^/]+\\.ts$',
    mayImport: ['^electron/station/', '^electron/update/', link, anyShared],
    packages: ['zod'],
    node: true,
    why: 'The one place where the station is put together; it knows no host.',
  },
  {
    name: 'catalogue',
    files: '^electron/station/catalogue/',
    mayImport: [anyShared],
    packages: [],
    node: true,
    why: 'Shipped tables are read and parsed once, without knowing who asks for them.',
  },
  {
    name: 'sound',
    files: '^electron/station/sound/',
    mayImport: ['^electron/station/devices/ports\\.ts$', '^electron/link/sound-settings\\.ts$', life, anyShared],
    packages: ['zod'],
    node: true,
    why: 'The hall’s voice joins clips and keeps what the board says of itself; it knows no window, command or row.',
  },
  {
    name: 'printing',
    files: '^electron/station/printing/',
    mayImport: ['^electron/station/store/', '^electron/station/devices/ports\\.ts$', life, anyShared],
    packages: ['zod'],
    node: true,
    why: 'The printer’s line takes rows to a port and writes down the outcome; it knows no protocol, command or window.',
  },
];

/** The vendor package of each driver folder; a folder that is not named here has none. */
export const driverPackages: Readonly<Record<string, readonly string[]>> = {
  buttons: [],
  'counter-display': [],
  hid: ['node-hid'],
  paper: ['@napi-rs/canvas', 'qrcode-generator'],
  // koffi only on the thread of the Windows spooler
  'printer-escpos': ['koffi', 'zod'],
  'reader-hidpos': [],
  'reader-serial': [],
  'scanner-escl': ['bonjour-service', 'fast-xml-parser'],
  'scanner-program': [],
  serial: ['@serialport/bindings-cpp'],
};
