// What a machine sees for each role: from the folders of a kernel, the list of HID devices and the system's printers, with what the settings would say of each.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CounterId } from '../../../shared/base/ids.ts';
import { COUNTER_ROLES, type SetupPlace, type SetupRole } from '../../../shared/contract/setup.ts';
import { HidAccess } from './hid/access.ts';
import { findPlugged, type FindingParts } from './find-devices.ts';
import { systemClock } from '../life/clock.ts';
import { StandInHid } from '../../../tests/fakes/stand-in-hid.ts';

let root = '';
let hid: StandInHid;
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'mot-cua-find-'));
  hid = new StandInHid();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const parts = (more: Partial<FindingParts> = {}): FindingParts => ({
  hid: new HidAccess(systemClock, () => Promise.resolve(hid)), platform: 'linux', queues: () => Promise.resolve([{ name: 'PhongHop', label: 'Máy in phòng họp' }, { name: 'May in 2', label: '' }]),
  lpFolders: { classes: path.join(root, 'usbmisc'), devices: '/dev/usb' }, portFolders: { classes: path.join(root, 'tty'), byId: path.join(root, 'by-id') }, ...more,
});

const at = (role: SetupRole): SetupPlace => ({ role, counterId: COUNTER_ROLES.includes(role) ? (1 as CounterId) : null });

/** A USB device as the kernel shows it: its facts, and an interface below it that a class folder leads to. */
function plug(classFolder: string, name: string, facts: Readonly<Record<string, string>>): void {
  const device = path.join(root, 'devices', name);
  const face = path.join(device, `${name}:1.0`);
  mkdirSync(face, { recursive: true });
  for (const [fact, text] of Object.entries(facts)) writeFileSync(path.join(device, fact), `${text}\n`);
  mkdirSync(path.join(root, classFolder, name), { recursive: true });
  symlinkSync(face, path.join(root, classFolder, name, 'device'));
}

it('a USB printer is found with its name and taken by its numbers, beside ports and queues', async () => {
  expect((await findPlugged(at('ticket-printer'), parts())).map(({ kind }) => kind)).toEqual(['queue', 'queue']);
  plug('usbmisc', 'lp0', { idVendor: '04b8', idProduct: '0e28', manufacturer: 'EPSON', product: 'TM-T82X', serial: 'X8F5' });
  plug('tty', 'ttyUSB0', { idVendor: '067b', idProduct: '2303', product: 'USB-Serial Controller' });
  mkdirSync(path.join(root, 'by-id'));
  mkdirSync(path.join(root, 'dev'));
  writeFileSync(path.join(root, 'dev', 'ttyUSB0'), '');
  symlinkSync(path.join(root, 'dev', 'ttyUSB0'), path.join(root, 'by-id', 'usb-Prolific-port0'));
  const found = await findPlugged(at('ticket-printer'), parts());
  expect(found.map(({ name, kind, where, choice }) => [name, kind, where, choice?.['device'] ?? null])).toEqual([
    ['EPSON TM-T82X', 'usb-printer', '/dev/usb/lp0', { kind: 'escpos-usb', vendorId: 0x04b8, productId: 0x0e28, serialNumber: 'X8F5' }],
    ['USB-Serial Controller', 'serial', 'usb-Prolific-port0', { kind: 'escpos-serial', path: 'usb-Prolific-port0' }],
    ['Máy in phòng họp', 'queue', 'PhongHop', { kind: 'escpos-cups', queue: 'PhongHop' }],
    // The settings cannot bear such a name: it is shown, and cannot be taken.
    ['May in 2', 'queue', 'May in 2', null],
  ]);
});

it('a port of the board that has no chip behind it, and a console, are no ports', async () => {
  for (const [name, type] of [['ttyS0', '4'], ['ttyS1', '0']] as const) {
    plug('tty', name, {});
    writeFileSync(path.join(root, 'tty', name, 'type'), type);
  }
  mkdirSync(path.join(root, 'tty', 'tty1'));
  expect((await findPlugged(at('counter-display'), parts())).map(({ name }) => name)).toEqual(['/dev/ttyS0']);
});

it('a line that is there already is offered to whoever may share it, and its port no second time', async () => {
  plug('tty', 'ttyUSB0', { idVendor: '067b', product: 'Bus' });
  plug('tty', 'ttyUSB1', { idVendor: '067b', product: 'Free' });
  const line = { kind: 'serial', path: '/dev/ttyUSB0', baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1, flow: 'none' } as const;
  const found = await findPlugged(at('counter-display'), parts({ lines: { bus: line, 'counter-display-1': { kind: 'serial-tcp', host: 'box', port: 4_001 } } }));
  expect(found.map(({ name, kind, where, choice }) => [name, kind, where, choice])).toEqual([
    ['bus', 'line', '/dev/ttyUSB0', { device: { line: 'bus' } }], ['Free', 'serial', '/dev/ttyUSB1', { device: {}, line: { kind: 'serial', path: '/dev/ttyUSB1' } }],
  ]);
});

it('HID devices are told apart by what their descriptors say; one that types is shown and cannot be taken', async () => {
  hid.entries = [
    { path: '/dev/hidraw0', vendorId: 0x413c, productId: 1, usagePage: 1, usage: 6, product: 'USB Keyboard' },
    { path: '/dev/hidraw1', vendorId: 0x0c2e, productId: 0x0b61, serialNumber: 'S1', usagePage: 0x8c, usage: 2, manufacturer: 'Honeywell', product: 'Xenon' },
    { path: '/dev/hidraw2', vendorId: 0x1234, productId: 2, usagePage: 0xff00, usage: 1 },
    { path: '/dev/hidraw3', vendorId: 0x0079, productId: 6, usagePage: 1, usage: 4, product: 'Generic Encoder' },
    { path: '/dev/hidraw4', vendorId: 0x046d, productId: 7, usagePage: 1, usage: 2, product: 'Mouse' },
  ];
  const said = async (role: 'reader' | 'panel') => (await findPlugged(at(role), parts())).map(({ name, kind, choice }) => [name, kind, choice?.['device'] ?? null]);
  expect(await said('reader')).toEqual([['Honeywell Xenon', 'hid-reader', { kind: 'hid-pos', vendorId: 0x0c2e, productId: 0x0b61, serialNumber: 'S1' }], ['USB Keyboard', 'keyboard', null]]);
  expect(await said('panel')).toEqual([
    ['USB 1234:0002', 'hid-panel', { input: { kind: 'hid-panel', vendorId: 0x1234, productId: 2, usagePage: 0xff00, usage: 1 } }],
    ['Generic Encoder', 'hid-joystick', { input: { kind: 'hid-joystick', vendorId: 0x0079, productId: 6 } }],
  ]);
});

it('a machine without printers, ports or the libraries of HID finds nothing, and that is all', async () => {
  const bare = parts({ queues: () => Promise.reject(new Error('nobody reaches them')), hid: { entries: () => Promise.resolve(null) } });
  for (const role of ['ticket-printer', 'system-printer', 'reader', 'panel', 'keypad', 'counter-display', 'scanner', 'loudspeaker', 'screens'] as const) expect(await findPlugged(at(role), bare)).toEqual([]);
});

it('on Windows a queue is taken through the spooler, whatever its name', async () => {
  expect((await findPlugged(at('ticket-printer'), parts({ platform: 'win32' }))).filter(({ kind }) => kind === 'queue').map(({ choice }) => choice?.['device'])).toEqual([{ kind: 'escpos-spooler', queue: 'PhongHop' }, { kind: 'escpos-spooler', queue: 'May in 2' }]);
});
