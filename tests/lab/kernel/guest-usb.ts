// Inside the lab's kernel: the station's own drivers at a USB printer and a USB serial line, both gadgets on the kernel's own dummy controllers.

import { execFileSync } from 'node:child_process';
import { printerSchema } from '../../../electron/link/devices/printer.ts';
import { buildPrinter } from '../../../electron/station/devices/build-printer.ts';
import type { SerialLine } from '../../../electron/station/devices/serial/line.ts';
import { openSerial } from '../../../electron/station/devices/serial/serial-port.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { STRADDLING_CARD } from './cards.ts';
import { DeviceFile } from './guest/device-file.ts';
import { UsbGadget } from './guest/gadget.ts';
import { finish, scene, until } from './guest/report.ts';
import { UsbPrinter } from './guest/usb-printer.ts';
import { chancePicture } from './picture.ts';

const paper = new UsbPrinter({ vendorId: 0x04b8, productId: 0x0e15, product: 'Lab printer', serialNumber: 'LAB000001' });
const driver = buildPrinter(printerSchema.parse({ kind: 'escpos-usb', vendorId: 0x04b8, serialNumber: 'LAB000001' }), systemClock, () => {
  throw new Error('this printer needs no spooler');
});
const ready = async (): Promise<void> => await until('the printer is ready', () => driver.state().kind === 'ready');

await scene('printer-ticket', async () => {
  const before = driver.state().code;
  await paper.plug();
  await ready();
  const outcome = await driver.print(chancePicture(768, 1));
  return { outcome, pictures: paper.pictures.splice(0), odd: paper.odd.splice(0), hasAnswered: paper.answers > 4, before, after: driver.state().kind };
});

await scene('printer-paper-out', async () => {
  paper.hasPaper = false;
  const outcome = await driver.print(chancePicture(100, 2));
  const state = driver.state().code;
  paper.hasPaper = true;
  await ready();
  return { outcome, state, pictures: paper.pictures.splice(0) };
});

await scene('printer-unplugged', async () => {
  paper.stopsAfter = 20_000;
  const printing = driver.print(chancePicture(768, 3));
  await until('the picture has come half way', () => paper.isStopped);
  paper.unplug();
  const outcome = await printing;
  await until('the printer is absent', () => driver.state().kind === 'absent');
  const gone = { outcome, pictures: paper.pictures.splice(0) };
  paper.stopsAfter = Number.POSITIVE_INFINITY;
  await paper.plug();
  await ready();
  const next = await driver.print(chancePicture(300, 4));
  return { gone, next, pictures: paper.pictures.splice(0), odd: paper.odd.splice(0) };
});
await driver[Symbol.asyncDispose]();
paper.unplug();

const converter = new UsbGadget('acm.0', { vendorId: 0x0525, productId: 0xa4a7, product: 'Lab converter', serialNumber: 'LAB000002' }, {});

/** The station's line to the converter, as soon as it can be opened. */
async function openLine(): Promise<SerialLine> {
  for (const end = performance.now() + 30_000; performance.now() < end; await systemClock.sleep(20)) {
    const line = await openSerial({ path: '/dev/ttyACM0', baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1, flow: 'none' }, systemClock, new AbortController().signal);
    if (typeof line !== 'string') return line;
  }
  throw new Error('the line does not open');
}

/** One plug-in: a card comes in, a number goes out, the far side lets go of the line and the plug is pulled in the same moment. */
async function useLine(): Promise<unknown> {
  let said = '';
  let heard = Buffer.alloc(0);
  converter.plug();
  execFileSync('stty', ['-F', '/dev/ttyGS0', 'raw', '-echo']);
  const far = await DeviceFile.open('/dev/ttyGS0', (bytes) => (said += Buffer.from(bytes).toString('latin1')));
  const line = await openLine();
  line.onData((bytes) => (heard = Buffer.concat([heard, bytes])));
  await far.write(Buffer.from(`${STRADDLING_CARD}\r`, 'utf8'));
  await until('the card has come', () => heard.at(-1) === 0x0d);
  const wasSent = await line.write(Buffer.from('\u0002A001\u0003', 'latin1'));
  await until('the number has come', () => said.endsWith('\u0003'));
  far.close();
  converter.unplug();
  await until('the line is over', () => !line.isOpen, 60_000);
  await line.closed;
  return { heard: heard.toString('utf8'), said, wasSent };
}

await scene('serial', async () => {
  const rounds: unknown[] = [];
  for (let round = 0; round < 5; round += 1) rounds.push(await useLine());
  const [cpu, begun] = [process.cpuUsage(), performance.now()];
  await systemClock.sleep(1_000);
  const { user, system } = process.cpuUsage(cpu);
  return { rounds, coreShare: (user + system) / 1_000 / (performance.now() - begun) };
});

finish();
