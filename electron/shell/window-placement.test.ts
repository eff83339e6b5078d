// Windows on one display, on two, and on more public screens than displays.
import { expect, test } from 'vitest';
import { placeWindows } from './window-placement.ts';

const desk = { bounds: { x: 0, y: 0, width: 1366, height: 768 }, primary: true };
const hall = { bounds: { x: 1366, y: 0, width: 1920, height: 1080 }, primary: false };

test('public screens go to the second display, the officer keeps the first', () => {
  expect(placeWindows(['counter', 'citizen-display'], [desk, hall])).toEqual([desk.bounds, hall.bounds]);
});

test('with one display everything is on it', () => {
  expect(placeWindows(['counter', 'citizen-display'], [desk])).toEqual([desk.bounds, desk.bounds]);
});

test('more public screens than displays take turns', () => {
  expect(placeWindows(['board', 'citizen-display', 'board'], [desk, hall])).toEqual([hall.bounds, hall.bounds, hall.bounds]);
});

test('a machine that reports no display still gets a window', () => {
  expect(placeWindows(['kiosk'], [])).toEqual([{ x: 0, y: 0, width: 1366, height: 768 }]);
});
