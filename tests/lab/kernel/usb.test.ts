// A receipt printer and a serial converter on USB at a real kernel: the station's drivers over usblp and cdc-acm.

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STRADDLING_CARD } from './cards.ts';
import { KERNEL_TROUBLE, startMachine, type Machine } from './machine.ts';
import { chancePicture } from './picture.ts';

let machine: Machine;
beforeAll(async () => {
  machine = await startMachine('guest-usb.ts');
});
afterAll(async () => await machine[Symbol.asyncDispose]());

/** What the printer keeps of a picture that came byte for byte. */
const digest = (rows: number, seed: number): string => createHash('sha256').update(chancePicture(rows, seed).bits).digest('hex');

test('a printer that is plugged in is found by its serial number, answers, and has the ticket byte for byte when the driver says printed', async () => {
  expect(await machine.saw('printer-ticket')).toEqual({
    outcome: { kind: 'printed' },
    pictures: [digest(768, 1)],
    odd: [],
    hasAnswered: true,
    before: 'printer.absent',
    after: 'ready',
  });
});

test('a printer without paper is sent nothing, and is ready again by itself when it has some', async () => {
  expect(await machine.saw('printer-paper-out')).toEqual({ outcome: { kind: 'failed', code: 'printer.paper-out' }, state: 'printer.paper-out', pictures: [] });
});

test('a plug pulled in the middle of a picture leaves it unknown; plugged in again the next ticket is whole and the lost one is not sent anew', async () => {
  expect(await machine.saw('printer-unplugged')).toEqual({
    gone: { outcome: { kind: 'unknown', code: 'printer.offline' }, pictures: [] },
    next: { kind: 'printed' },
    pictures: [digest(300, 4)],
    odd: [],
  });
});

test('a serial converter carries a card in and a number out, five times over; each time it is unplugged as its far side hangs up the line is closed and no core is busy', async () => {
  const saw = await machine.saw('serial');
  expect(saw).toMatchObject({ rounds: Array.from({ length: 5 }, () => ({ heard: `${STRADDLING_CARD}\r`, said: '\u0002A001\u0003', wasSent: true })) });
  expect(saw).toHaveProperty('coreShare', expect.toSatisfy((share: number) => share < 0.5));
});

test('the kernel had nothing to complain about', async () => {
  expect(await machine.kernelLog()).not.toMatch(KERNEL_TROUBLE);
});
