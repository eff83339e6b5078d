// A machine in the middle of its set-up: what is found, chosen, tested and gone wrong. Nothing of it exists.

import type { CounterId } from '../../../shared/base/ids.ts';
import type { FoundDevice, PlaceView, Setup, SetupChoice, SetupPlace, SetupRole, SetupTest, SetupTrial } from '../../../shared/contract/setup.ts';
import { COUNTER_ROLES, SETUP_ROLES } from '../../../shared/contract/setup.ts';
import { minutesAgo } from './example-point.ts';

const COUNTERS = [1, 2, 3, 4, 5] as CounterId[];
export const exampleTest: SetupTest = { at: minutesAgo(38), version: '0.1.0', outcome: 'passed', code: null, by: 'admin' };

export const tcpPrinter: SetupChoice = { device: { kind: 'escpos-tcp', host: '192.0.2.5', port: 9100, widthMm: 80 } };
export const foundPrinters: readonly FoundDevice[] = [
  { key: 'lp 1', name: 'EPSON TM-T82X', kind: 'usb-printer', where: '/dev/usb/lp0', choice: { device: { kind: 'escpos-usb', vendorId: 0x04b8, productId: 0x0e28, serialNumber: 'X8F5012345' } } },
  { key: 'serial 1', name: 'Prolific Technology Inc. USB-Serial Controller', kind: 'serial', where: 'usb-Prolific_Technology_Inc._USB-Serial_Controller-if00-port0', choice: { device: { kind: 'escpos-serial', path: 'usb-Prolific_Technology_Inc._USB-Serial_Controller-if00-port0' } } },
  { key: 'queue 1', name: 'Máy in phòng họp (Canon LBP 2900)', kind: 'queue', where: 'Canon_LBP2900', choice: { device: { kind: 'escpos-cups', queue: 'Canon_LBP2900' } } },
  { key: 'queue 2', name: 'Máy in có tên dài và dấu cách của phòng Tư pháp – Hộ tịch', kind: 'queue', where: 'May in phong Tu phap', choice: null },
];
export const foundReaders: readonly FoundDevice[] = [
  { key: 'hid 1', name: 'Honeywell Xenon 1950', kind: 'hid-reader', where: 'USB 0C2E:0B61 · 21035B0123', choice: { device: { kind: 'hid-pos', vendorId: 0x0c2e, productId: 0x0b61, serialNumber: '21035B0123' } } },
  { key: 'hid 2', name: 'USB Barcode Reader', kind: 'keyboard', where: 'USB 05E0:1200', choice: null },
];
export const foundScanners: readonly FoundDevice[] = [
  { key: 'scanner 1', name: 'Brother ADS-4300N', kind: 'scanner', where: '192.0.2.31', choice: { device: { kind: 'escl-name', name: 'Brother ADS-4300N' } } },
  { key: 'scanner 2', name: 'FUJITSU fi-7030', kind: 'scanner', where: 'fujitsu:fi-7030:12345', choice: { device: { kind: 'sane', device: 'fujitsu:fi-7030:12345', options: {} } } },
];

const at = (role: SetupRole, counterId: CounterId | null): PlaceView => ({ place: { role, counterId }, name: '', answer: null, choice: null, isLocked: false, test: null, isOutdated: false, state: null });
const barePlaces: readonly PlaceView[] = SETUP_ROLES.flatMap((role) => (COUNTER_ROLES.includes(role) ? COUNTERS.map((counter) => at(role, counter)) : [at(role, null)]));

const WINDOWS: SetupChoice = { device: { windows: [{ windowId: 'kiosk', role: 'kiosk', display: null }, { windowId: 'board', role: 'board', display: 'HDMI-A-1 (TV)' }, { windowId: 'counter-1', role: 'counter', display: 'primary' }, { windowId: 'display-1', role: 'citizen-display', display: null }] } };

/** A machine with the given places changed. */
export function exampleSetup(changed: readonly (Partial<PlaceView> & { readonly place: SetupPlace })[] = [], more: Partial<Setup> = {}): Setup {
  const standing: readonly (Partial<PlaceView> & { readonly place: SetupPlace })[] = [{ place: { role: 'screens', counterId: null }, choice: WINDOWS }, { place: { role: 'loudspeaker', counterId: null }, choice: { device: { loudspeaker: null, window: null } } }];
  const places = barePlaces.map((view) => [...standing, ...changed].reduce<PlaceView>((now, change) => (change.place.role === view.place.role && change.place.counterId === view.place.counterId ? { ...now, ...change } : now), view));
  return { file: '/etc/mot-cua/settings.json', fileState: 'writable', mustRestart: false, places, trial: null, ...more };
}

export function exampleTrial(role: SetupRole, more: Partial<SetupTrial> = {}, counterId: CounterId | null = COUNTER_ROLES.includes(role) ? (1 as CounterId) : null): SetupTrial {
  return { trialId: '01920000-0000-7000-8000-000000000001', place: { role, counterId }, phase: 'running', beganAt: minutesAgo(0), until: minutesAgo(-2), code: null, outcome: null, seen: [], picture: null, ...more };
}

/** Most of a machine, done: what the technician sees at the end. */
export const finishedPlaces: readonly (Partial<PlaceView> & { readonly place: SetupPlace })[] = [
  { place: { role: 'ticket-printer', counterId: null }, name: 'Máy in số – sảnh', answer: 'device', choice: tcpPrinter, test: exampleTest, state: { kind: 'ready', code: null, since: minutesAgo(40) } },
  { place: { role: 'system-printer', counterId: null }, answer: 'none' },
  { place: { role: 'reader', counterId: 1 as CounterId }, name: 'Đầu đọc thẻ – quầy 1', answer: 'device', choice: foundReaders[0]?.choice ?? null, test: { ...exampleTest, by: 'program' }, state: { kind: 'ready', code: null, since: minutesAgo(40) } },
  { place: { role: 'reader', counterId: 2 as CounterId }, name: 'Đầu đọc thẻ – quầy 2', answer: 'device', choice: { device: { kind: 'hid-pos', vendorId: 0x0c2e, productId: 0x0b61 } }, test: exampleTest, isOutdated: true, state: { kind: 'absent', code: 'reader.absent', since: minutesAgo(3) } },
  { place: { role: 'scanner', counterId: 1 as CounterId }, name: 'Máy quét – quầy 1', answer: 'device', choice: foundScanners[0]?.choice ?? null, test: { ...exampleTest, outcome: 'failed', code: 'scanner.jam', by: 'program' }, state: { kind: 'ready', code: null, since: minutesAgo(40) } },
  { place: { role: 'panel', counterId: null }, answer: 'none' },
  { place: { role: 'loudspeaker', counterId: null }, name: 'Loa – sảnh', answer: 'device', choice: { device: { loudspeaker: 'HDMI – TV sảnh', window: null } }, test: exampleTest },
  { place: { role: 'screens', counterId: null }, name: 'Màn hình của máy', answer: 'device', choice: WINDOWS, test: { ...exampleTest, outcome: 'unknown' } },
];
