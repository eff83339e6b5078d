// Inside the lab's kernel: the shipped udev rule under systemd-udevd, two USB readers of different makers, and an ordinary user who wants both.

import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { reportsOf } from '../../../electron/practice/reader/reports.ts';
import { STRADDLING_CARD } from './cards.ts';
import { POS_READER } from './guest/descriptors.ts';
import { DeviceFile } from './guest/device-file.ts';
import { UsbGadget } from './guest/gadget.ts';
import { finish, scene, until } from './guest/report.ts';
import { LAB_GROUP, settle, startUdev } from './guest/udev.ts';

const OURS = 0x0c2e;
const FOREIGN = 0x1209;
const PERSON = 1000;

function makeReader(vendorId: number, instance: number): UsbGadget {
  return new UsbGadget(`hid.${instance}`, { vendorId, productId: 0x0b01, product: 'Lab POS reader', serialNumber: `LAB00001${instance}` }, { protocol: '0', subclass: '0', report_length: '64', report_desc: POS_READER });
}

/** The rights of the hidraw device of a maker: '660 63001'. */
function rightsOf(vendorId: number): string {
  const isOfMaker = (name: string): boolean => readFileSync(`/sys/class/hidraw/${name}/device/uevent`, 'utf8').includes(`:0000${vendorId.toString(16).toUpperCase().padStart(4, '0')}:`);
  const name = readdirSync('/sys/class/hidraw').find(isOfMaker);
  if (name === undefined) throw new Error(`no hidraw device of ${vendorId.toString(16)}`);
  const { mode, gid } = statSync(path.join('/dev', name));
  return `${(mode & 0o777).toString(8)} ${gid}`;
}

/** What the program says of the two readers as a user of one group; a card is held in front of the one that it opens. */
async function seenBy(group: number, scanner: DeviceFile): Promise<unknown> {
  const person = spawn(process.execPath, [path.join(import.meta.dirname, 'guest-person.ts'), String(OURS), String(FOREIGN)], { uid: PERSON, gid: group, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: unknown[] = [];
  createInterface({ input: person.stdout }).on('line', (line) => lines.push(JSON.parse(line)));
  const ended = new Promise((resolve) => person.once('close', resolve));
  await until('the user has looked', () => lines.length > 0 || person.exitCode !== null, 120_000);
  if (JSON.stringify(lines[0]).includes('ready')) for (const report of reportsOf(Buffer.from(STRADDLING_CARD, 'utf8'))) await scanner.write(report);
  await ended;
  return lines;
}

await scene('rights', async () => {
  startUdev();
  const [ours, foreign] = [makeReader(OURS, 0), makeReader(FOREIGN, 1)];
  const readers = (): number => (existsSync('/sys/class/hidraw') ? readdirSync('/sys/class/hidraw').length : 0);
  // The kernel shows a device a moment before it tells of it: the one that no rule changes comes first, so that it has been told of when the other is changed.
  foreign.plug();
  await until('the foreign reader is there', () => readers() === 1);
  ours.plug();
  await until('the reader is there', () => readers() === 2);
  await until('the rule was followed', () => rightsOf(OURS) !== rightsOf(FOREIGN));
  settle();
  const scanner = await DeviceFile.open('/dev/hidg0', () => undefined);
  const saw = { rights: [rightsOf(OURS), rightsOf(FOREIGN)], inGroup: await seenBy(LAB_GROUP, scanner), outside: await seenBy(PERSON, scanner) };
  scanner.close();
  return saw;
});

finish();
