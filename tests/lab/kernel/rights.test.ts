// The udev rule that the program ships, under systemd-udevd at a real kernel: who may open which reader, and what the program says to the others.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { STRADDLING_CARD } from './cards.ts';
import { KERNEL_TROUBLE, startMachine, type Machine } from './machine.ts';

let machine: Machine;
beforeAll(async () => {
  machine = await startMachine('guest-rights.ts');
});
afterAll(async () => await machine[Symbol.asyncDispose]());

test('a user of the group reads a card from a reader of a maker in the rule, and nobody else opens it; a reader of another maker stays shut and says that the permission is missing, to the driver of a reader and to that of a panel', async () => {
  expect(await machine.saw('rights')).toEqual({
    rights: ['660 63001', '600 0'],
    inGroup: [{ ours: 'ready', foreign: 'no-permission', panel: 'hid.no-permission' }, { payloads: [`1.1]Q3 ${STRADDLING_CARD}`] }],
    outside: [{ ours: 'absent reader.no-permission', foreign: 'no-permission', panel: 'hid.no-permission' }, { payloads: [] }],
  });
});

test('the kernel had nothing to complain about', async () => {
  expect(await machine.kernelLog()).not.toMatch(KERNEL_TROUBLE);
});
