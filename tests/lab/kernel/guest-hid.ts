// Inside the lab's kernel: the station's own drivers at HID devices that this process makes through /dev/uhid.

import { panelSchema } from '../../../electron/link/devices/buttons.ts';
import { reportsOf } from '../../../electron/practice/reader/reports.ts';
import { buildPanel } from '../../../electron/station/devices/build-buttons.ts';
import { HidAccess } from '../../../electron/station/devices/hid/access.ts';
import type { ButtonPanel } from '../../../electron/station/devices/ports.ts';
import { SharedLines } from '../../../electron/station/devices/serial/shared-lines.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { cardsOf, STRADDLING_CARD } from './cards.ts';
import { ENCODER, LAMP_PANEL, POS_READER } from './guest/descriptors.ts';
import { loadModules } from './guest/modules.ts';
import { observeReader } from './guest/observed-reader.ts';
import { finish, scene, until } from './guest/report.ts';
import { UhidDevice } from './guest/uhid.ts';

loadModules('uhid', 'hid-generic');

const READER = { name: 'Lab POS reader', vendorId: 0x0c2e, productId: 0x0b01, descriptor: POS_READER };
const card = Buffer.from(STRADDLING_CARD, 'utf8');

function send(device: UhidDevice, reports: readonly Uint8Array[]): void {
  for (const report of reports) device.send(report);
}

// One for all, as in the station.
const hid = new HidAccess(systemClock);
const reader = observeReader(READER.vendorId, hid);
const plugs: UhidDevice[] = [];

/** The reader as it is plugged in now, whatever became of the scene before. */
async function device(): Promise<UhidDevice> {
  return plugs.at(-1) ?? (await plug());
}

function unplug(): void {
  plugs.pop()?.unplug();
}

/** Plugs the reader in and waits until the driver has it. */
async function plug(): Promise<UhidDevice> {
  const plugged = new UhidDevice(READER);
  plugs.push(plugged);
  await until('the reader is ready', () => reader.isReady() && plugged.isOpen);
  return plugged;
}

await scene('reader-card', async () => {
  const plugged = await plug();
  await until('the reader is told to leave keyboard mode', () => plugged.features.length === 1);
  send(plugged, reportsOf(card));
  await until('the card is read', () => reader.payloads.length === 1);
  return { payloads: reader.payloads.splice(0), states: reader.states.splice(0), features: plugged.features.map((report) => Buffer.from(report).toString('hex')) };
});

await scene('reader-burst', async () => {
  // Sixty reports at once, while this process does nothing else: the kernel keeps 64.
  for (const text of cardsOf(20)) send(await device(), reportsOf(Buffer.from(text, 'utf8')));
  const end = performance.now() + 500;
  while (performance.now() < end);
  await until('twenty cards are read', () => reader.payloads.length >= 20);
  return { payloads: reader.payloads.splice(0), refusals: reader.refusals.splice(0) };
});

await scene('reader-replug', async () => {
  // Half a card has come when the plug is pulled. What the kernel holds when the device goes is lost: node-hid sees that it is gone before it reads on.
  const [plugged, torn, before] = [await device(), reportsOf(card, 'torn'), reader.reports()];
  send(plugged, torn);
  await until('half a card has come', () => reader.reports() === before + torn.length);
  unplug();
  await until('the reader is absent', () => !reader.isReady());
  const gone = { payloads: reader.payloads.splice(0), refusals: reader.refusals.splice(0) };
  send(await plug(), reportsOf(card));
  await until('the card is read', () => reader.payloads.length === 1);
  return { gone, payloads: reader.payloads.splice(0), states: reader.states.splice(0) };
});

await scene('reader-torn', async () => {
  const plugged = await device();
  const before = performance.now();
  send(plugged, reportsOf(card, 'torn'));
  await until('the torn card is refused', () => reader.refusals.length === 1);
  const ms = Math.round(performance.now() - before);
  send(plugged, reportsOf(card));
  await until('the next card is read', () => reader.payloads.length === 1);
  return { refusals: reader.refusals.splice(0), ms, payloads: reader.payloads.splice(0) };
});

await reader[Symbol.asyncDispose]();
unplug();

/** A panel's driver as the settings build it, and its presses: '1.2 button 3' is the second of the first plug-in. */
function observePanel(input: Readonly<Record<string, unknown>>): { readonly panel: ButtonPanel; readonly presses: string[] } {
  const panel = buildPanel(panelSchema.parse({ input, buttons: [{ button: 1, field: 'A' }] }), { hid, lines: new SharedLines({}, systemClock), tables: {}, clock: systemClock });
  const presses: string[] = [];
  panel.onPress((button, { session, sequence }) => presses.push(`${session}.${sequence} button ${button}`));
  return { panel, presses };
}

/** What a device says in its first 300 ms is not taken for a press. */
async function settled(): Promise<void> {
  const from = performance.now();
  await until('what the device says at its opening is over', () => performance.now() - from >= 400);
}

await scene('panel', async () => {
  const PANEL = { name: 'Lab panel', vendorId: 0x1209, productId: 0x0001, descriptor: LAMP_PANEL };
  const lamps = (of: UhidDevice): string[] => of.outputs.splice(0).map((report) => Buffer.from(report).toString('hex'));
  const { panel, presses } = observePanel({ kind: 'hid-panel', vendorId: PANEL.vendorId, productId: PANEL.productId });
  panel.setLamp(3, true);
  const first = new UhidDevice(PANEL);
  await until('the panel shows its lamp', () => first.outputs.length > 0);
  const atPlug = lamps(first);
  await settled();
  // One button, then another while the first is still down, then neither.
  for (const bits of [0b100, 0b101, 0]) first.send(Uint8Array.of(bits));
  await until('both presses are told', () => presses.length === 2);
  panel.setLamp(1, true);
  await until('the second lamp is lit', () => first.outputs.length > 0);
  const lit = lamps(first);
  first.unplug();
  await until('the panel is absent', () => panel.state().kind === 'absent');
  const second = new UhidDevice(PANEL);
  await until('the lamps are shown again', () => second.outputs.length > 0);
  await settled();
  second.send(Uint8Array.of(0b10));
  await until('the press is told', () => presses.length === 3);
  await panel[Symbol.asyncDispose]();
  const again = lamps(second);
  second.unplug();
  return { atPlug, presses, lit, again };
});

await scene('joystick', async () => {
  const { panel, presses } = observePanel({ kind: 'hid-joystick', vendorId: 0x1209, productId: 0x0002 });
  const encoder = new UhidDevice({ name: 'Lab encoder', vendorId: 0x1209, productId: 0x0002, descriptor: ENCODER });
  await until('the encoder is ready', () => panel.state().kind === 'ready' && encoder.isOpen);
  await settled();
  // The axes stand in the middle and tremble.
  for (const bits of [0, 0b1000_0000, 0]) encoder.send(Uint8Array.of(0x80, 0x7f, bits));
  await until('the press is told', () => presses.length === 1);
  await panel[Symbol.asyncDispose]();
  encoder.unplug();
  return presses;
});

finish();
