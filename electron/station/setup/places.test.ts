// Where the settings file speaks of each place, which device a test was made with, and what has to be written for another.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CounterId } from '../../../shared/base/ids.ts';
import { pointProfileSchema } from '../../../shared/contract/point-profile.ts';
import type { SetupChoice, SetupPlace } from '../../../shared/contract/setup.ts';
import { deviceSettingsSchema } from '../../link/devices/device-settings.ts';
import { soundSchema } from '../../link/sound-settings.ts';
import { changesFor, choiceIn, fingerprintOf, placesOf, type SetupSettings } from './places.ts';

const profile = pointProfileSchema.parse(JSON.parse(readFileSync(new URL('../../../resources/points/example.json', import.meta.url), 'utf8')));
const settings = (devices: unknown = {}): SetupSettings => ({
  devices: deviceSettingsSchema.parse(devices), sound: soundSchema.parse({}), profile,
  host: { port: 0, selfTestFirst: false, windows: [{ windowId: 'board', caller: { role: 'board' } }, { windowId: 'display-1', caller: { role: 'citizen-display', counterId: 1 as CounterId }, display: 'TV' }] },
});
const at = (role: SetupPlace['role'], counterId: number | null = null): SetupPlace => ({ role, counterId: counterId as CounterId | null });
const changed = (devices: unknown, place: SetupPlace, choice: SetupChoice | null): [string, unknown][] => changesFor(settings(devices), place, choice).map(({ path, value }) => [path.join('.'), value]);

it('a point with two counters has thirteen places', () => {
  expect(placesOf([1, 2] as CounterId[])).toHaveLength(13);
});

describe('what is written', () => {
  it('for a printer is the printer alone', () => {
    expect(changed({}, at('ticket-printer'), { device: { kind: 'escpos-tcp', host: 'p' } })).toEqual([['devices.ticketPrinter', { kind: 'escpos-tcp', host: 'p' }]]);
  });

  it('for a reader on a port is the port as a line of its own, and the reader on it', () => {
    expect(changed({}, at('reader', 2), { device: { kind: 'serial' }, line: { kind: 'serial', path: '/dev/ttyUSB0' } })).toEqual([
      ['devices.lines.reader-2', { kind: 'serial', path: '/dev/ttyUSB0' }], ['devices.counters.2.reader', { kind: 'serial', line: 'reader-2' }],
    ]);
  });

  it('for a panel gives each button a field that takes numbers', () => {
    const [, [, panel] = []] = changed({}, at('panel'), { device: { input: { kind: 'line' } }, line: { kind: 'serial', path: 'COM4' } });
    expect(panel).toEqual({ input: { kind: 'line', line: 'panel' }, buttons: profile.fields.filter(({ takesTickets }) => takesTickets).map(({ code }, index) => ({ button: index + 1, field: code })) });
  });

  it('takes a line away that nobody uses any more, and leaves one that others share', () => {
    const lines = { 'reader-1': { kind: 'serial', path: 'COM4' } };
    const reader = { kind: 'serial', line: 'reader-1' };
    expect(changed({ lines, counters: { 1: { reader } } }, at('reader', 1), { device: { kind: 'hid-pos' } })).toContainEqual(['devices.lines.reader-1', undefined]);
    const bus = { 'counter-display-1': { kind: 'serial', path: 'COM5' } };
    const display = (address: number) => ({ line: 'counter-display-1', address });
    expect(changed({ lines: bus, counters: { 1: { display: display(1) }, 2: { display: display(2) } } }, at('counter-display', 1), null)).toEqual([['devices.counters.1.display', null]]);
  });

  it('for screens and loudspeaker is only what changes', () => {
    expect(changed({}, at('screens'), { device: { windows: [{ windowId: 'board', role: 'board', display: null }, { windowId: 'display-1', role: 'citizen-display', display: '2' }] } })).toEqual([['host.windows.1.display', '2']]);
    expect(changed({}, at('loudspeaker'), { device: { loudspeaker: null } })).toEqual([['sound.isOn', true], ['sound.loudspeaker', undefined]]);
    expect(changed({}, at('loudspeaker'), null)).toEqual([['sound.isOn', false]]);
  });
});

describe('a device is the same', () => {
  const of = (choice: SetupChoice, devices: unknown = {}, place = at('ticket-printer')): string => fingerprintOf(settings(devices), place, choice);
  const printer: SetupChoice = { device: { kind: 'escpos-tcp', host: 'p' } };

  it('when what was left out is said, and however long its roll is', () => {
    expect(of({ device: { kind: 'escpos-tcp', host: 'p', port: 9_100, widthMm: 80, ticketsPerRoll: 320 } })).toBe(of(printer));
  });

  it('when it stands in the settings as it was tried', () => {
    const choice: SetupChoice = { device: { kind: 'serial' }, line: { kind: 'serial', path: '/dev/ttyUSB0' } };
    const devices = { lines: { 'reader-1': { kind: 'serial', path: '/dev/ttyUSB0' } }, counters: { 1: { reader: { kind: 'serial', line: 'reader-1' } } } };
    expect(of(choice, {}, at('reader', 1))).toBe(fingerprintOf(settings(devices), at('reader', 1), choiceIn(settings(devices), at('reader', 1))));
  });

  it.each([
    ['another address', { device: { kind: 'escpos-tcp', host: 'q' } }],
    ['another port', { device: { kind: 'escpos-tcp', host: 'p', port: 9_101 } }],
    ['another width', { device: { kind: 'escpos-tcp', host: 'p', widthMm: 58 } }],
    ['another way', { device: { kind: 'escpos-serial', path: 'COM3' } }],
  ] as const)('and another one with %s', (_what, other) => {
    expect(of(other as SetupChoice)).not.toBe(of(printer));
  });

  it('and another one with another serial number, or on another speed of its line', () => {
    const reader = (serialNumber: string): SetupChoice => ({ device: { kind: 'hid-pos', vendorId: 1, productId: 2, serialNumber } });
    expect(of(reader('A'), {}, at('reader', 1))).not.toBe(of(reader('B'), {}, at('reader', 1)));
    const display: SetupChoice = { device: { line: 'bus', address: 1 } };
    const bus = (baudRate: number) => ({ lines: { bus: { kind: 'serial', path: 'COM5', baudRate } } });
    expect(of(display, bus(9_600), at('counter-display', 1))).not.toBe(of(display, bus(19_200), at('counter-display', 1)));
  });
});
