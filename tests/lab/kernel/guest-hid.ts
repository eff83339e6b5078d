// Inside the lab's kernel: the station's own drivers at HID devices that this process makes through /dev/uhid.

import { reportsOf } from '../../../electron/practice/reader/reports.ts';
import { cardsOf, STRADDLING_CARD } from './cards.ts';
import { POS_READER } from './guest/descriptors.ts';
import { loadModules } from './guest/modules.ts';
import { observeReader } from './guest/observed-reader.ts';
import { scene, until } from './guest/report.ts';
import { UhidDevice } from './guest/uhid.ts';

loadModules('uhid', 'hid-generic');

const READER = { name: 'Lab POS reader', vendorId: 0x0c2e, productId: 0x0b01, descriptor: POS_READER };
const card = Buffer.from(STRADDLING_CARD, 'utf8');

function send(device: UhidDevice, reports: readonly Uint8Array[]): void {
  for (const report of reports) device.send(report);
}

const reader = observeReader(READER.vendorId);
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
  // Half a card is on its way when the plug is pulled.
  send(await device(), reportsOf(card, 'torn'));
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
