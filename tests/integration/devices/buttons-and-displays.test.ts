// Panel, keypads and counter displays at a real station, over lines as converter boxes have them: pressed, pulled out, put back, chattering and lying.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { practiceOptionsSchema, startPracticePoint, type PracticePoint } from '../../../electron/practice/point.ts';
import { PANEL_ADDRESS } from '../../../electron/practice/line/interface.ts';
import { must } from '../../../shared/base/must.ts';
import type { Window } from '../../morning/window.ts';
import { until } from '../city/city-under-test.ts';
import { Machine } from '../station/machine.ts';

/** Longer than the debounce, whatever else the machine does. */
const QUIET_MS = 400;
const [NEXT, DONE] = [1, 4];

let practice: PracticePoint;
let machine: Machine;
let kiosk: Window;
let desk: Window;
beforeAll(async () => {
  practice = await startPracticePoint(practiceOptionsSchema.parse({ counters: [1, 2], sheets: 0, panelFields: ['A', 'B'] }));
  machine = new Machine({ devices: practice.deviceSettings() });
  await machine.start();
  [kiosk, desk] = await Promise.all([machine.open('kiosk'), machine.open('counter-1')]);
  await stateIs('panel', 'ready');
  await stateIs('counter-display', 'ready');
  await quiet();
}, 240_000);
afterAll(async () => {
  await machine[Symbol.asyncDispose]();
  await practice[Symbol.asyncDispose]();
});

const hall = () => must(practice.hall, 'it was asked for');
const waiting = async (): Promise<number> => must((await kiosk.call('queue.overview', {})).fields.find(({ field }) => field === 'A'), 'the field').waiting;
const current = async (): Promise<string | null> => (await desk.call('desk.read', {})).current?.number ?? null;
/** A person presses again only after a while; until then a press is a bounce. */
const quiet = async (): Promise<void> => {
  const since = performance.now();
  await until('a quiet moment', () => performance.now() - since > QUIET_MS, 10_000);
};
async function stateIs(device: string, kind: string): Promise<void> {
  await kiosk.until(`${device} is ${kind}`, async () => {
    const { devices } = await kiosk.call('status.read', {});
    const own = devices.filter((state) => state.device === device);
    return own.length > 0 && own.every((state) => state.kind === kind) ? true : null;
  });
}
const lit = async (text: string): Promise<void> => await until(`${text} above counter 1`, () => hall().displays.textOf(1) === text, 20_000);

test('a press at the entrance gives a number and its paper, a key at the counter calls it, and it is lit above', async () => {
  await lit('    ');
  await until('the lamps', () => hall().buttons.lamps().join() === '1,2', 20_000);
  expect(hall().buttons.press(PANEL_ADDRESS, 1)).toBe(true);
  await until('a number', async () => (await waiting()) === 1, 20_000);
  await until('its paper', () => practice.printer.pageCount() === 1, 20_000);
  hall().buttons.press(1, NEXT);
  await lit('A001');
  expect([await current(), hall().displays.textOf(2)]).toEqual(['A001', '    ']);
  hall().buttons.press(1, DONE);
  await lit('    ');
  expect(hall().buttons.beepsOf(1)).toBe(0);
});

test('a key that can do nothing says so at the keypad', async () => {
  await quiet();
  hall().buttons.press(1, NEXT);
  await until('a beep', () => hall().buttons.beepsOf(1) === 1, 20_000);
});

test('a thousand presses at once and a line full of noise give one number, and windows are answered meanwhile', async () => {
  await until('the lamps after the last paper', () => hall().buttons.lamps().length === 2, 20_000);
  await quiet();
  const before = await waiting();
  hall().buttons.babble(200_000);
  hall().buttons.chatter(PANEL_ADDRESS, 1, 1_000);
  hall().buttons.chatter(1, NEXT, 1_000);
  expect(await waiting()).toBeGreaterThanOrEqual(before);
  await lit('A002');
  await until('the lamps again', () => hall().buttons.lamps().length === 2, 20_000);
  expect([await waiting(), await current()]).toEqual([0, 'A002']);
});

test('pulled out they are absent, put back they work again, with the number that was called meanwhile', async () => {
  await Promise.all([hall().buttons.setPlugged(false), hall().displays.setPlugged(false)]);
  await stateIs('panel', 'absent');
  await stateIs('keypad', 'absent');
  await stateIs('counter-display', 'absent');
  const ticketId = must((await desk.call('desk.read', {})).current, 'A002 is here').ticketId;
  await desk.call('ticket.finish', { ticketId });
  await Promise.all([hall().buttons.setPlugged(true), hall().displays.setPlugged(true)]);
  await stateIs('panel', 'ready');
  await stateIs('counter-display', 'ready');
  await lit('    ');
  await quiet();
  expect(hall().buttons.press(PANEL_ADDRESS, 1)).toBe(true);
  await until('a number', async () => (await waiting()) === 1, 20_000);
});

test('a display that stops answering is absent alone, and shows the number when it is back', async () => {
  hall().displays.setFault(1, 'mute');
  hall().buttons.press(1, NEXT);
  await kiosk.until('display 1 is absent', async () => ((await displayStates()) === 'absent ready' ? true : null));
  expect(await current()).toBe('A003');
  hall().displays.setFault(1, null);
  await kiosk.until('display 1 is back', async () => ((await displayStates()) === 'ready ready' ? true : null));
  await lit('A003');
});

test('after a restart of the station the number that is called stands above its counter again', async () => {
  await machine.end();
  hall().displays.setFault(1, 'dark');
  hall().displays.setFault(1, null);
  expect(hall().displays.textOf(1)).toBeNull();
  await machine.start();
  await lit('A003');
}, 240_000);

async function displayStates(): Promise<string> {
  const { devices } = await kiosk.call('status.read', {});
  return devices.filter(({ device }) => device === 'counter-display').map(({ kind }) => kind).join(' ');
}
