// What this machine sees now for a role of the set-up, each thing with what the settings would say to use it. What is plugged in answers at once; the network takes seconds and has its own search.

import type { FoundDevice, SetupChoice, SetupPlace } from '../../../shared/contract/setup.ts';
import type { LineSettings } from '../../link/devices/lines.ts';
import { discoverScanners } from './discover-scanners.ts';
import type { HidEntry } from './hid/library.ts';
import type { DeviceClock } from './ports.ts';
import { listLpDevices, type LpFolders } from './printer-escpos/lp-devices.ts';
import { listSerialPorts, type FoundPort, type PortFolders } from './serial/list-ports.ts';

/** Where is looked; folders are for tests. */
export interface FindingParts {
  readonly hid: { entries(): Promise<readonly HidEntry[] | null> };
  /** Printers of the operating system; rejects where nobody reaches them. */
  readonly queues: () => Promise<readonly { readonly name: string; readonly label: string }[]>;
  /** Lines of the settings in force. */
  readonly lines?: Readonly<Record<string, LineSettings>>;
  readonly platform?: NodeJS.Platform;
  readonly lpFolders?: LpFolders;
  readonly portFolders?: PortFolders;
}

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');
const plain = (value: object): SetupChoice => JSON.parse(JSON.stringify(value)) as SetupChoice;

/** Within a fraction of a second. Never rejects. */
export async function findPlugged(place: SetupPlace, parts: FindingParts): Promise<FoundDevice[]> {
  switch (place.role) {
    case 'ticket-printer': {
      const [usb, ports, queues] = await Promise.all([findLp(parts), listSerialPorts(parts.portFolders, parts.platform), findQueues(parts, (queue) => queueChoice(queue, parts.platform ?? process.platform))]);
      return [...usb, ...ports.map((port) => serial(port, { device: { kind: 'escpos-serial', path: port.path } })), ...queues];
    }
    case 'system-printer': return await findQueues(parts, (name) => ({ device: { name } }));
    case 'reader': {
      const [entries, ports] = await Promise.all([parts.hid.entries(), listSerialPorts(parts.portFolders, parts.platform)]);
      const hid = (entries ?? []).flatMap((entry) => {
        if (entry.usagePage === 0x8c && entry.usage === 0x02) return [hidDevice(entry, 'hid-reader', { device: { kind: 'hid-pos', ...numbersOf(entry) } })];
        // It may be a reader that types: whoever sets up must see that it is there, and why it cannot be taken.
        return isKeyboard(entry) ? [hidDevice(entry, 'keyboard', null)] : [];
      });
      return [...hid.toSorted((one, other) => Number(one.choice === null) - Number(other.choice === null)), ...ports.map((port) => serial(port, { device: { kind: 'serial' }, line: { kind: 'serial', path: port.path } }))];
    }
    case 'panel': case 'keypad': {
      const [entries, ports] = await Promise.all([parts.hid.entries(), listSerialPorts(parts.portFolders, parts.platform)]);
      const hid = (entries ?? []).flatMap((entry) => {
        if (entry.usagePage === 1 && (entry.usage === 4 || entry.usage === 5)) return [hidDevice(entry, 'hid-joystick', { device: { input: { kind: 'hid-joystick', ...numbersOf(entry) } } })];
        if ((entry.usagePage ?? 0) < 0xff00) return [];
        return [hidDevice(entry, 'hid-panel', { device: { input: { kind: 'hid-panel', ...numbersOf(entry), usagePage: entry.usagePage ?? 0xff00, usage: entry.usage ?? 1 } } })];
      });
      return [...hid, ...linesFor(place, parts, (line) => ({ input: { kind: 'line', line } })), ...freePorts(ports, parts).map((port) => serial(port, { device: { input: { kind: 'line' } }, line: { kind: 'serial', path: port.path } }))];
    }
    case 'counter-display': return [...linesFor(place, parts, (line) => ({ line })), ...freePorts(await listSerialPorts(parts.portFolders, parts.platform), parts).map((port) => serial(port, { device: {}, line: { kind: 'serial', path: port.path } }))];
    case 'scanner': case 'loudspeaker': case 'screens': return [];
  }
}

/** What answers over the network, and what SANE knows. Takes seconds. */
export async function findScanners(clock: DeviceClock, signal: AbortSignal): Promise<FoundDevice[]> {
  return (await discoverScanners(clock, signal)).map(({ name, place, settings }) => ({ key: `${settings.kind} ${name} ${place}`.slice(0, 400), name: name.slice(0, 300), kind: 'scanner', where: place.slice(0, 400), choice: plain({ device: settings }) }));
}

async function findLp({ lpFolders, platform = process.platform }: FindingParts): Promise<FoundDevice[]> {
  if (platform !== 'linux') return [];
  return (await listLpDevices(lpFolders)).map(({ file, name, vendorId, productId, serialNumber }) => {
    // By what it is, so that another plug-in finds it again; by its file where it does not say.
    const which = vendorId === null || productId === null ? { path: file } : { vendorId, productId, ...(serialNumber === null ? {} : { serialNumber }) };
    return { key: `lp ${JSON.stringify(which)}`, name: name || file, kind: 'usb-printer', where: file, choice: plain({ device: { kind: 'escpos-usb', ...which } }) };
  });
}

async function findQueues({ queues }: FindingParts, choiceOf: (queue: string) => object | null): Promise<FoundDevice[]> {
  const printers = await queues().catch(() => []);
  return printers.map(({ name, label }) => {
    const choice = choiceOf(name);
    return { key: `queue ${name}`.slice(0, 400), name: (label || name).slice(0, 300), kind: 'queue', where: name.slice(0, 400), choice: choice === null ? null : plain(choice) };
  });
}

/** A name that the settings cannot bear is shown, and cannot be chosen. */
function queueChoice(queue: string, platform: NodeJS.Platform): object | null {
  if (platform === 'win32') return { device: { kind: 'escpos-spooler', queue } };
  return /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,126}$/.test(queue) ? { device: { kind: 'escpos-cups', queue } } : null;
}

/** Lines that are there already: keypads and displays share one by their addresses. A place's own line is shown with its device. */
function linesFor({ role, counterId }: SetupPlace, { lines = {} }: FindingParts, device: (line: string) => object): FoundDevice[] {
  const own = counterId === null ? role : `${role}-${counterId}`;
  return Object.entries(lines).filter(([name]) => name !== own).map(([name, line]) => ({ key: `line ${name}`, name, kind: 'line', where: line.kind === 'serial' ? line.path : `${line.host}:${line.port}`, choice: plain({ device: device(name) }) }));
}

/** Ports that no line has: two lines on one port would be refused. */
function freePorts(ports: readonly FoundPort[], { lines = {} }: FindingParts): FoundPort[] {
  const taken = new Set(Object.values(lines).flatMap((line) => (line.kind === 'serial' ? [line.path.replace(/^\/dev\/serial\/by-id\//, '')] : [])));
  return ports.filter(({ path, file }) => !taken.has(path) && !taken.has(file));
}

const isKeyboard = ({ usagePage, usage }: HidEntry): boolean => usagePage === 1 && usage === 6;

function numbersOf({ vendorId, productId, serialNumber }: HidEntry): object {
  return { vendorId, productId, ...(serialNumber === undefined || serialNumber === '' || serialNumber.length > 126 ? {} : { serialNumber }) };
}

function hidDevice(entry: HidEntry, kind: FoundDevice['kind'], choice: object | null): FoundDevice {
  const { vendorId, productId, serialNumber, product, manufacturer, path = '', usagePage = 0, usage = 0 } = entry;
  const name = `${manufacturer ?? ''} ${product ?? ''}`.trim();
  const where = `USB ${hex(vendorId)}:${hex(productId)}${serialNumber === undefined || serialNumber === '' ? '' : ` · ${serialNumber}`}`;
  return { key: `hid ${path} ${usagePage}:${usage}`.slice(0, 400), name: (name || where).slice(0, 300), kind, where: where.slice(0, 400), choice: choice === null ? null : plain(choice) };
}

function serial(port: FoundPort, choice: object): FoundDevice {
  return { key: `serial ${port.path}`.slice(0, 400), name: (port.name || port.file).slice(0, 300), kind: 'serial', where: port.path.slice(0, 400), choice: plain(choice) };
}
