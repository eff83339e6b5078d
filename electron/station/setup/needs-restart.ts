// Whether the station itself keeps a device from its test until it is started again. Pure.

import type { SetupChoice, SetupPlace } from '../../../shared/contract/setup.ts';
import { portName } from '../../link/devices/check-lines.ts';
import type { MachineSettings } from '../../link/settings.ts';
import { deviceIn, groupOf, lineNamed } from './places.ts';

type Devices = MachineSettings['devices'];

/** Kinds that are found by their maker's numbers, where a part that is left out fits any. */
const BY_NUMBERS: readonly unknown[] = ['escpos-usb', 'hid-pos', 'hid-panel', 'hid-joystick'];
/** Where a printer listens if nobody says, as its settings have it. */
const STANDARD_PORT = 9_100;

/** Whether a test of a choice that does not run has to wait for a restart: its port or device is held by what runs, or the shared line that it names stands only in the file. */
export function needsRestart(running: Devices, inFile: Devices, place: SetupPlace, choice: SetupChoice): boolean {
  const name = choice['line'] === undefined ? lineNamed(choice['device']) : undefined;
  if (name !== undefined) return JSON.stringify(running.lines[name]) !== JSON.stringify(inFile.lines[name]);
  const held = [running.ticketPrinter, ...Object.values(running.lines), ...Object.values(running.counters).map(({ reader }) => reader)];
  const wanted = [choice['device'], choice['line']];
  return wanted.some((one) => held.some((other) => isSamePort(one, other))) || isSameByNumbers(choice['device'], deviceIn(running, place));
}

/** Whether the running device of the place hears the same line as the choice, so that it hears what the test hears. */
export function sharesLine(running: Devices, place: SetupPlace, choice: SetupChoice): boolean {
  const name = choice['line'] === undefined ? lineNamed(choice['device']) : undefined;
  return name !== undefined && name === lineNamed(deviceIn(running, place));
}

function isSamePort(one: unknown, other: unknown): boolean {
  const [{ path, host, port }, held] = [groupOf(one), groupOf(other)];
  if (typeof path === 'string') return typeof held['path'] === 'string' && portName(path) === portName(held['path']);
  return typeof host === 'string' && host === held['host'] && (port ?? STANDARD_PORT) === (held['port'] ?? STANDARD_PORT);
}

/** Only of the same place: who else has the device cannot be told from numbers that several have. */
function isSameByNumbers(one: unknown, other: unknown): boolean {
  const [wanted, held] = [one, other].map((device) => groupOf(groupOf(device)['input'] ?? device));
  if (wanted === undefined || held === undefined || wanted['kind'] !== held['kind'] || !BY_NUMBERS.includes(wanted['kind'])) return false;
  return ['path', 'vendorId', 'productId', 'serialNumber'].every((key) => wanted[key] === undefined || held[key] === undefined || wanted[key] === held[key]);
}
