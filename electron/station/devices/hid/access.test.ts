// HID devices found by what they are, each given to one driver, written to in order, and gone when they are unplugged.

import { afterEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../life/clock.ts';
import { HidAccess, type HidChoice } from './access.ts';
import type { HidDevice } from './device.ts';
import { loadHidLibrary, type HidEntry } from './library.ts';
import { StandInHid } from '../../../../tests/fakes/stand-in-hid.ts';

const PANEL: HidEntry = { path: '/dev/hidraw0', vendorId: 0x1234, productId: 1, usagePage: 0xff00, usage: 1 };
const CHOICE: HidChoice = { usages: [{ usagePage: 0xff00, usage: 1 }, { usagePage: 1, usage: 4 }] };

const open: HidDevice[] = [];
afterEach(async () => {
  for (const device of open.splice(0)) await device.close();
});

async function found(library: StandInHid, choice = CHOICE): Promise<HidDevice> {
  const finding = await new HidAccess(systemClock, () => Promise.resolve(library)).find(choice);
  if (finding.kind !== 'open') throw new Error(finding.kind);
  open.push(finding.device);
  return finding.device;
}

test('any of the usages will do, and nothing else', async () => {
  expect((await found(new StandInHid([PANEL]))).productId).toBe(1);
  expect((await found(new StandInHid([{ ...PANEL, usagePage: 1, usage: 4 }]))).productId).toBe(1);
  for (const entry of [{ ...PANEL, usagePage: 1 }, { ...PANEL, usage: 4 }, { ...PANEL, path: undefined }]) {
    await expect(found(new StandInHid([entry]))).rejects.toThrow('absent');
  }
});

test('a device is given once, and again after it was closed', async () => {
  const access = new HidAccess(systemClock, () => Promise.resolve(new StandInHid([PANEL])));
  const [one, other] = await Promise.all([access.find(CHOICE), access.find(CHOICE)]);
  expect([one.kind, other.kind]).toEqual(['open', 'absent']);
  if (one.kind === 'open') await one.device.close();
  const again = await access.find(CHOICE);
  expect(again.kind).toBe('open');
  if (again.kind === 'open') open.push(again.device);
});

test('those who look at the same moment share one list', async () => {
  const library = new StandInHid([PANEL]);
  const access = new HidAccess(systemClock, () => Promise.resolve(library));
  await Promise.all([1, 2, 3].map((productId) => access.find({ ...CHOICE, productId: productId + 10 })));
  expect(library.listings).toBe(1);
});

test('reports go out in the order they were asked for; what the device refuses is told and no more', async () => {
  const library = new StandInHid([PANEL]);
  const device = await found(library);
  const handle = library.handles[0];
  expect(await Promise.all([device.write(Uint8Array.of(0, 1)), device.write(Uint8Array.of(0, 2)), device.sendFeature(Uint8Array.of(254, 1))])).toEqual([true, true, true]);
  expect([handle?.written, handle?.features]).toEqual([['0001', '0002'], ['fe01']]);
  if (handle !== undefined) handle.refusesWrites = true;
  expect(await device.write(Uint8Array.of(0, 3))).toBe(false);
  if (handle !== undefined) handle.refusesWrites = false;
  expect(await device.write(Uint8Array.of(0, 4))).toBe(true);
});

test('an error of reading is the unplugging: it is closed, and says nothing more', async () => {
  const library = new StandInHid([PANEL]);
  const device = await found(library);
  const reports: number[] = [];
  device.onReport((report) => reports.push(report[0] ?? -1));
  library.handles[0]?.emit('data', Buffer.of(7));
  library.handles[0]?.emit('error', new Error('could not read from HID device'));
  library.handles[0]?.emit('data', Buffer.of(8));
  await device.closed;
  expect([reports, await device.write(Uint8Array.of(0, 1))]).toEqual([[7], false]);
});

test('what follows a device lets it go when it is told to end', async () => {
  const library = new StandInHid([PANEL]);
  const end = new AbortController();
  const heard: string[] = [];
  const access = new HidAccess(systemClock, () => Promise.resolve(library), 20);
  const following = access.follow(CHOICE, { opened: () => heard.push('opened'), closed: () => heard.push('closed'), missing: (why) => heard.push(why) }, end.signal);
  await vi.waitFor(() => expect(heard).toEqual(['opened']), 10_000);
  end.abort();
  await following;
  expect([heard, library.handles[0]?.isClosed]).toEqual([['opened', 'closed'], true]);
});

test('a machine says why a file cannot be opened, and has no descriptor for what is no HID device', async () => {
  const library = await loadHidLibrary();
  if (library === null) throw new Error('node-hid did not load');
  // What is not below /dev is another system's device, whose rights cannot be read.
  expect(await library.hindranceOf('\\\\?\\HID#VID_0C2E')).toBe('in-use');
  expect(await library.hindranceOf('/dev/no-such-device')).toBe('absent');
  expect(await library.hindranceOf('/dev/null')).toBe('in-use');
  expect([await library.descriptorOf('/dev/null'), await library.descriptorOf('/dev/hidraw9999')]).toEqual([null, null]);
});

test('a machine without the system’s libraries says so, though the library’s own part loads', async () => {
  vi.doMock('node-hid', () => ({ default: { devicesAsync: async () => await Promise.reject(new Error('libusb-1.0.so.0: cannot open shared object file')) } }));
  try {
    expect(await new HidAccess(systemClock).find(CHOICE)).toEqual({ kind: 'no-library' });
  } finally {
    vi.doUnmock('node-hid');
  }
});
