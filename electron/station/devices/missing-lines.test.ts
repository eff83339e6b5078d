// What each device on a serial line, and each button on USB, says while it is there and cannot be used.

import { afterEach, expect, test, vi } from 'vitest';
import { BUILT_IN_BUTTON_TABLES } from '../../link/devices/buttons.ts';
import { BUILT_IN_DISPLAY_TABLES } from '../../link/devices/counter-display.ts';
import { must } from '../../../shared/base/must.ts';
import { fakeLine, settle, type FakeLine } from '../../../tests/fakes/fake-line.ts';
import { StandInHid } from '../../../tests/fakes/stand-in-hid.ts';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import { Keypad, Panel } from './buttons/buttons.ts';
import { HidPressSource } from './buttons/hid-source.ts';
import { LinePressSource } from './buttons/line-source.ts';
import { LineDisplay } from './counter-display/display.ts';
import { HidAccess } from './hid/access.ts';
import type { HidLibrary } from './hid/library.ts';
import type { Device } from './ports.ts';
import { SerialReader } from './reader-serial/serial-reader.ts';

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]();
});

const presses = ({ line }: FakeLine, clock: TestClock): LinePressSource => new LinePressSource(line, must(BUILT_IN_BUTTON_TABLES['stx-etx'], 'built in'), 1, clock);

test.each<[string, string, (fake: FakeLine, clock: TestClock) => Device]>([
  ['a reader', 'reader.absent', ({ line }, clock) => new SerialReader(line, { end: 'cr', prefix: '' }, clock)],
  ['a panel', 'panel.absent', (fake, clock) => new Panel(presses(fake, clock), clock)],
  ['a keypad', 'keypad.absent', (fake, clock) => new Keypad(presses(fake, clock), new Map(), clock)],
  ['a counter display', 'counter-display.absent', ({ line }, clock) => new LineDisplay(line, must(BUILT_IN_DISPLAY_TABLES['stx-etx'], 'built in'), 1, clock)],
])('%s whose port may not be opened, or is another program’s, says so, and is ready when it may', async (_name, absent, build) => {
  const clock = new TestClock();
  const fake = fakeLine(clock);
  const device = build(fake, clock);
  open.push(device, fake.line);
  await settle();
  expect(device.state().kind).toBe('ready');
  const seen: string[] = [];
  device.onChange(({ kind, code }) => seen.push(`${kind} ${code ?? ''}`.trim()));
  for (const why of ['no-permission', 'in-use', 'absent'] as const) {
    fake.unplug(why);
    clock.advance(2_000);
    await settle();
    clock.advance(2_000);
    await settle();
  }
  // One that is built meanwhile says the same as those that were there.
  fake.unplug('in-use');
  clock.advance(2_000);
  await settle();
  const late = build(fake, clock);
  open.push(late);
  await settle();
  expect(late.state()).toMatchObject({ kind: 'absent', code: 'serial.in-use' });
  fake.plug();
  clock.advance(2_000);
  await settle();
  expect(seen).toEqual([`absent ${absent}`, 'absent serial.no-permission', 'absent serial.in-use', `absent ${absent}`, 'absent serial.in-use', 'ready']);
});

const JOYSTICK = { usagePage: 1, usage: 4 };
const buttonsOf = (load: () => Promise<HidLibrary | null>, clock: TestClock): HidPressSource => new HidPressSource(new HidAccess(clock, load), { usages: [JOYSTICK] }, { kind: 'joystick', firstBit: 0 }, clock);

test.each<[string, string, (source: HidPressSource, clock: TestClock) => Device]>([
  ['a panel', 'panel.absent', (source, clock) => new Panel(source, clock)],
  ['a keypad', 'keypad.absent', (source, clock) => new Keypad(source, new Map(), clock)],
])('%s on USB that may not be opened, or is another program’s, says so, and is ready when it may', async (_name, absent, build) => {
  const clock = new TestClock();
  const library = new StandInHid();
  const device = build(buttonsOf(() => Promise.resolve(library), clock), clock);
  open.push(device);
  expect(device.state()).toMatchObject({ kind: 'absent', code: absent });
  const says = async (kind: string, code: string | null): Promise<void> =>
    await vi.waitFor(() => {
      clock.advance(2_000);
      expect(device.state()).toMatchObject({ kind, code });
    }, 10_000);
  library.entries = [{ path: '/dev/hidraw0', vendorId: 1, productId: 1, ...JOYSTICK }];
  library.hindrance = 'no-permission';
  await says('absent', 'hid.no-permission');
  library.hindrance = 'in-use';
  await says('absent', 'hid.in-use');
  library.entries = [];
  await says('absent', absent);
  library.entries = [{ path: '/dev/hidraw0', vendorId: 1, productId: 1, ...JOYSTICK }];
  library.hindrance = null;
  await says('ready', null);
});

test('a keypad on USB at a machine without the libraries for it names them', async () => {
  const clock = new TestClock();
  const keypad = new Keypad(buttonsOf(() => Promise.resolve(null), clock), new Map(), clock);
  open.push(keypad);
  await vi.waitFor(() => expect(keypad.state()).toMatchObject({ kind: 'absent', code: 'hid.no-library' }), 10_000);
});
