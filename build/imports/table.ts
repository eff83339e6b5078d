// Who may import whom: the one table behind the import rules. Not for rules of style, which are the linter's.

/** A part of the tree with its own rights. Patterns are regular expressions on paths from the repository's root. */
export interface Zone {
  readonly name: string;
  readonly files: string;
  /** Files below `files` that belong to another zone. */
  readonly except?: string;
  /** Source of ours it may import, besides itself. */
  readonly mayImport: readonly string[];
  /** Packages it may import; 'any' only where nothing is shipped. */
  readonly packages: readonly string[] | 'any';
  /** Whether `files` names many folders that may not see each other; `mayImport` then says how each sees itself. */
  readonly knowsOnlyItsOwnFolder?: true;
  /** Whether Node's own modules may be used. */
  readonly node: boolean;
  /** Shown with every violation: why the wall stands. */
  readonly why: string;
}

const anyShared = '^shared/';
const life = '^electron/station/life/';
const clock = '^electron/station/life/clock\\.ts$';
const link = '^electron/link/';
const transport = '^electron/station/door/transport\\.ts$';

export const zones = [
  {
    name: 'shared-base',
    files: '^shared/base/',
    mayImport: [],
    packages: [],
    node: false,
    why: 'The ground everything stands on must stand on nothing.',
  },
  {
    name: 'shared-domain',
    files: '^shared/domain/',
    mayImport: ['^shared/base/'],
    packages: [],
    node: false,
    why: 'Rules of the counter are pure: they run in a page, a station, a city and a test alike.',
  },
  {
    name: 'shared-contract',
    files: '^shared/contract/',
    mayImport: ['^shared/domain/', '^shared/base/'],
    packages: ['zod'],
    node: false,
    why: 'The allow-list between windows and station is schemas and nothing else.',
  },
  {
    name: 'shared-wire',
    files: '^shared/wire/',
    mayImport: ['^shared/contract/primitives\\.ts$', '^shared/domain/', '^shared/base/'],
    packages: ['zod', 'canonicalize'],
    node: false,
    why: 'What stations and city say to each other must not change because a window changed.',
  },
  {
    name: 'link',
    files: '^electron/link/',
    mayImport: [life, anyShared],
    packages: ['zod'],
    node: true,
    why: 'What every host needs towards its station and its pages belongs to no host and knows none.',
  },
  {
    name: 'life',
    files: '^electron/station/life/',
    mayImport: [anyShared],
    packages: ['uuid'],
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
    mayImport: ['^electron/station/devices/', life, anyShared],
    packages: ['zod'],
    node: true,
    why: 'The registry builds drivers; it must not become the way around the store and the commands.',
  },
  {
    name: 'driver',
    files: '^electron/station/devices/([^/]+)/',
    mayImport: ['^electron/station/devices/$1/', '^electron/station/devices/ports\\.ts$', anyShared],
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
    name: 'catalogue',
    files: '^electron/station/catalogue/',
    mayImport: [anyShared],
    packages: [],
    node: true,
    why: 'Shipped tables are read and parsed once, without knowing who asks for them.',
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
    name: 'printing',
    files: '^electron/station/printing/',
    mayImport: ['^electron/station/store/', '^electron/station/devices/ports\\.ts$', life, anyShared],
    packages: ['zod'],
    node: true,
    why: 'The printer’s line takes rows to a port and writes down the outcome; it knows no protocol, command or window.',
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
    mayImport: ['^electron/station/', link, anyShared],
    packages: ['zod'],
    node: true,
    why: 'The one place where the station is put together; it knows no host.',
  },
  {
    name: 'practice',
    files: '^electron/practice/',
    mayImport: [anyShared],
    packages: ['@napi-rs/canvas', 'fast-xml-parser', 'qrcode-generator', 'zod'],
    node: true,
    why: 'A virtual device that borrowed the driver’s code would agree with its mistakes.',
  },
  {
    name: 'shell',
    files: '^electron/(shell/|main\\.ts$|preload\\.ts$)',
    mayImport: ['^electron/shell/', transport, life, link, anyShared],
    packages: ['electron', 'zod'],
    node: true,
    why: 'The shell owns windows and hands frames on; it holds no product logic.',
  },
  {
    name: 'host',
    files: '^electron/(host/|browser-host\\.ts$)',
    mayImport: ['^electron/host/', transport, life, link, anyShared],
    packages: ['ws', 'zod'],
    node: true,
    why: 'The browser host owns sockets and hands frames on; it holds no product logic.',
  },
  {
    name: 'renderer',
    files: '^renderer/',
    mayImport: ['^shared/(contract|domain|base)/', '^resources/'],
    packages: ['react', 'react-dom', 'zustand', 'zod', 'qrcode-generator', '@fontsource/be-vietnam-pro'],
    node: false,
    why: 'A screen talks to the station through the contract and through nothing else.',
  },
  {
    name: 'city',
    files: '^city/',
    mayImport: ['^shared/(wire|domain|base)/'],
    packages: ['fastify', 'pg', 'undici', 'uuid', 'zod'],
    node: true,
    why: 'The city shares the wire with a station, not its windows or its store.',
  },
  {
    name: 'build',
    files: '^build/',
    mayImport: [anyShared, '^electron/(station|practice|host|link)/', '^electron/browser-host\\.ts$', '^city/'],
    packages: 'any',
    node: true,
    why: 'Repository commands start the programs and measure them; pages and the shell are built, not called.',
  },
  {
    name: 'tests',
    files: '^tests/',
    mayImport: ['^'],
    packages: 'any',
    node: true,
    why: 'Tests may use anything.',
  },
] as const satisfies readonly Zone[];

/** The vendor package of each driver folder; a folder that is not named here has none. */
export const driverPackages: Readonly<Record<string, readonly string[]>> = {
  paper: ['@napi-rs/canvas', 'qrcode-generator'],
  'printer-escpos': [],
  'reader-hidpos': ['node-hid'],
  'scanner-escl': ['fast-xml-parser'],
};
