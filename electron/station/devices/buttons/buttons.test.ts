// Presses over a line and over USB: told once however they bounce, never from before the plug, with lamps that come back.

import { afterEach, expect, test, vi } from 'vitest';
import { BUILT_IN_BUTTON_TABLES } from '../../../link/devices/buttons.ts';
import { must } from '../../../../shared/base/must.ts';
import { fakeLine, settle } from '../../../../tests/fakes/fake-line.ts';
import { StandInHid } from '../../../../tests/fakes/stand-in-hid.ts';
import { TestClock } from '../../../../tests/fakes/test-clock.ts';
import type { KeypadKey } from '../ports.ts';
import { Keypad, Panel } from './buttons.ts';
import { HidAccess } from '../hid/access.ts';
import { buttonBitsOf, buttonsDown, lampReport, lampReportOf } from './hid-bits.ts';
import { HidPressSource } from './hid-source.ts';
import { LinePressSource } from './line-source.ts';

const TABLE = must(BUILT_IN_BUTTON_TABLES['stx-etx'], 'it is built in');
const press = (button: number, address = '07'): string => `\x02${address}K${button}\x03`;
const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]();
});

async function stage() {
  const clock = new TestClock();
  const fake = fakeLine(clock);
  const panel = new Panel(new LinePressSource(fake.line, TABLE, 7, clock), clock);
  open.push(panel, fake.line);
  const heard: string[] = [];
  panel.onPress((button, { session, sequence }) => heard.push(`${button} of ${session}.${sequence}`));
  await settle();
  clock.advance(300);
  return { clock, fake, panel, heard };
}

test('a press is told once, though it is held, bounces, or comes a thousand times a second', async () => {
  const { clock, fake, heard } = await stage();
  for (let time = 0; time < 1_000; time += 1) {
    fake.say(press(2));
    clock.advance(1);
  }
  expect(heard).toEqual(['2 of 1.1']);
  clock.advance(299);
  fake.say(press(2));
  expect(heard).toEqual(['2 of 1.1', '2 of 1.2']);
  fake.say(press(3) + press(3) + press(4));
  expect(heard).toEqual(['2 of 1.1', '2 of 1.2', '3 of 1.3', '4 of 1.4']);
});

test('presses of other addresses and noise are nobody’s', async () => {
  const { fake, heard } = await stage();
  fake.say(press(2, '08') + '\x02\x02noise' + press(1).slice(0, -1));
  expect(heard).toEqual([]);
});

test('what was pressed before the plug came back is not told, and a new session counts anew', async () => {
  const { clock, fake, panel, heard } = await stage();
  fake.say(press(1));
  fake.unplug();
  await settle();
  expect([panel.state().kind, panel.state().code]).toEqual(['absent', 'panel.absent']);
  fake.plug();
  clock.advance(2_000);
  await settle();
  expect(panel.state().kind).toBe('ready');
  fake.say(press(1));
  clock.advance(600);
  fake.say(press(1));
  expect(heard).toEqual(['1 of 1.1', '1 of 2.1']);
});

test('lamps are sent when they change and all of them after each plug-in', async () => {
  const { clock, fake, panel } = await stage();
  fake.sent.length = 0;
  panel.setLamp(2, true);
  panel.setLamp(2, true);
  await settle();
  expect(fake.sent).toEqual(['\x0207L21\x03']);
  fake.unplug();
  await settle();
  fake.plug();
  fake.sent.length = 0;
  clock.advance(2_000);
  await settle();
  expect(fake.sent.slice(0, 3)).toEqual(['\x0207L10\x03', '\x0207L21\x03', '\x0207L30\x03']);
});

test('a keypad tells keys, says refusals in its own way, and keeps silent about buttons without a meaning', async () => {
  const clock = new TestClock();
  const fake = fakeLine(clock);
  const keypad = new Keypad(new LinePressSource(fake.line, TABLE, 7, clock), new Map<number, KeypadKey>([[1, 'next'], [4, 'done']]), clock);
  open.push(keypad, fake.line);
  const heard: string[] = [];
  keypad.onKey((key) => heard.push(key));
  await settle();
  clock.advance(300);
  fake.say(press(1) + press(9) + press(4));
  expect(heard).toEqual(['next', 'done']);
  fake.sent.length = 0;
  keypad.sayRefused();
  await settle();
  expect(fake.sent).toEqual(['\x0207B0\x03']);
});

/** Vendor page 0xFF00, report 3: sixteen buttons in, a constant byte, then eight lamps out. */
const PANEL_DESCRIPTOR = Uint8Array.from(Buffer.from('0600ff0901a10185030902150025017501951081020903750895018101090475019508910 2c0'.replaceAll(' ', ''), 'hex'));
/** Joystick: three axes of a byte, a hat of four bits, then twelve buttons. */
const JOYSTICK_DESCRIPTOR = Uint8Array.from(Buffer.from('05010904a101093009310932150026ff0075089503810209397504950181420509190129 0c15002501750195 0c8102c0'.replaceAll(' ', ''), 'hex'));

test('buttons and lamps of a USB panel are where its descriptor says', () => {
  const bits = buttonBitsOf(PANEL_DESCRIPTOR, { kind: 'panel' });
  expect(bits).toMatchObject({ isNumbered: true, reportId: 3, bits: Array.from({ length: 16 }, (_, index) => index) });
  expect([...must(buttonsDown(Uint8Array.of(3, 0b101, 0x80, 0xff), bits), 'its own report')]).toEqual([1, 3, 16]);
  expect(buttonsDown(Uint8Array.of(4, 0xff, 0xff), bits)).toBeNull();
  const lamps = must(lampReportOf(PANEL_DESCRIPTOR), 'it has lamps');
  expect([...lampReport(lamps, new Set([1, 3, 64]))]).toEqual([3, 0b101]);
});

test('an encoder’s buttons come after axes and hat, by its descriptor, by the settings, or as its kind usually has them', () => {
  const report = Uint8Array.of(127, 127, 127, 0x1f, 0x01);
  expect([...must(buttonsDown(report, buttonBitsOf(JOYSTICK_DESCRIPTOR, { kind: 'joystick' })), 'no numbers')]).toEqual([1, 5]);
  expect([...must(buttonsDown(report, buttonBitsOf(null, { kind: 'joystick', firstBit: 28 })), 'no numbers')]).toEqual([1, 5]);
  expect([...must(buttonsDown(Uint8Array.of(0, 0, 0, 0, 0, 0x1f, 0x01), buttonBitsOf(null, { kind: 'joystick' })), 'no numbers')]).toEqual([1, 5]);
  expect(lampReportOf(JOYSTICK_DESCRIPTOR)).toBeNull();
});

test('where the system shows no descriptor, numbered reports are read by the number that the settings give', () => {
  const places = { kind: 'panel', reportId: 3 } as const;
  const bits = buttonBitsOf(null, places);
  expect([...must(buttonsDown(Uint8Array.of(3, 0b101), bits), 'its own report')]).toEqual([1, 3]);
  expect(buttonsDown(Uint8Array.of(4, 0xff), bits)).toBeNull();
  expect([...lampReport(must(lampReportOf(null, 3), 'it may have lamps'), new Set([2]))].slice(0, 2)).toEqual([3, 0b10]);
  expect(buttonBitsOf(PANEL_DESCRIPTOR, places)).toEqual(buttonBitsOf(PANEL_DESCRIPTOR, { kind: 'panel' }));
});

test('what a USB device says at its opening was so before it: a stuck button takes no number at any plug-in, a press after it does', async () => {
  const clock = new TestClock();
  const library = new StandInHid([{ path: '/dev/hidraw0', vendorId: 1, productId: 1, usagePage: 1, usage: 4 }]);
  const access = new HidAccess(clock, () => Promise.resolve(library));
  const panel = new Panel(new HidPressSource(access, { usages: [{ usagePage: 1, usage: 4 }] }, { kind: 'joystick', firstBit: 0 }, clock), clock);
  open.push(panel);
  const heard: string[] = [];
  panel.onPress((button, { session }) => heard.push(`${button} of ${session}`));
  for (const plug of [0, 1]) {
    await vi.waitFor(() => expect(panel.state().kind).toBe('ready'), 10_000);
    const handle = must(library.handles[plug], 'it is open');
    handle.emit('data', Buffer.of(0b1100));
    clock.advance(300);
    for (const bits of [0b1100, 0b1101, 0b1100]) handle.emit('data', Buffer.of(bits));
    handle.emit('error', new Error('could not read from HID device'));
    await vi.waitFor(() => expect(panel.state().kind).toBe('absent'), 10_000);
    clock.advance(2_000);
  }
  expect(heard).toEqual(['1 of 1', '1 of 2']);
});

/** A joystick's buttons, a minute after its plug-in, in which it has said nothing. */
async function quietPlug() {
  const clock = new TestClock();
  const library = new StandInHid([{ path: '/dev/hidraw0', vendorId: 1, productId: 1, usagePage: 1, usage: 4 }]);
  const panel = new Panel(new HidPressSource(new HidAccess(clock, () => Promise.resolve(library)), { usages: [{ usagePage: 1, usage: 4 }] }, { kind: 'joystick', firstBit: 0 }, clock), clock);
  open.push(panel);
  const heard: number[] = [];
  panel.onPress((button) => heard.push(button));
  await vi.waitFor(() => expect(panel.state().kind).toBe('ready'), 10_000);
  clock.advance(60_000);
  return { clock, heard, handle: must(library.handles[0], 'it is open') };
}

test('a button that was stuck before the plug-in takes no number at a device that reports changes alone; the press beside it counts when it comes again', async () => {
  const { clock, heard, handle } = await quietPlug();
  for (const bits of [0b101, 0b100, 0b101, 0b100, 0b110]) {
    handle.emit('data', Buffer.of(bits));
    clock.advance(400);
  }
  expect(heard).toEqual([1, 2]);
});

test('the first thing that a device reports, long after its plug-in, is a press where it is one button', async () => {
  const { heard, handle } = await quietPlug();
  handle.emit('data', Buffer.of(0b10));
  expect(heard).toEqual([2]);
});
