// A reader of ID cards and button panels at a real kernel: the station's drivers, node-hid and hidraw, with devices made through uhid.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { cardsOf, STRADDLING_CARD } from './cards.ts';
import { KERNEL_TROUBLE, startMachine, type Machine } from './machine.ts';

let machine: Machine;
beforeAll(async () => {
  machine = await startMachine('guest-hid.ts');
});
afterAll(async () => await machine[Symbol.asyncDispose]());

test('the card of the lab tears a letter apart at both cuts', () => {
  const bytes = Buffer.from(STRADDLING_CARD, 'utf8');
  expect(bytes.length).toBeGreaterThan(112);
  for (const cut of [56, 112]) expect((bytes[cut] ?? 0) & 0xc0).toBe(0x80);
});

test('a reader that is plugged in later is told to leave keyboard mode, and a card in three reports arrives whole', async () => {
  expect(await machine.saw('reader-card')).toEqual({ payloads: [`1.1]Q3 ${STRADDLING_CARD}`], states: ['absent reader.absent', 'ready'], features: ['fe01'] });
});

test('sixty reports in one burst at a busy process are twenty cards in their order', async () => {
  expect(await machine.saw('reader-burst')).toEqual({ payloads: cardsOf(20).map((card, index) => `1.${index + 2}]Q3 ${card}`), refusals: [] });
});

test('a plug pulled in the middle of a card leaves the reader absent; plugged in again it reads in a new session', async () => {
  expect(await machine.saw('reader-replug')).toEqual({
    gone: { payloads: [], refusals: ['card.torn'] },
    payloads: [`2.1]Q3 ${STRADDLING_CARD}`],
    states: ['absent reader.absent', 'ready'],
  });
});

test('a card without its last report is refused 300 ms later and the next one is read', async () => {
  const saw = await machine.saw('reader-torn');
  expect(saw).toMatchObject({ refusals: ['card.torn'], payloads: [`2.2]Q3 ${STRADDLING_CARD}`] });
  expect(saw).toHaveProperty('ms', expect.toSatisfy((ms: number) => ms >= 290));
});

test('a panel lights the lamp that was wanted before it was plugged in, tells each button once, and shows its lamps again after a new plug-in', async () => {
  expect(await machine.saw('panel')).toEqual({
    // Report 0, then a bit for each lamp.
    atPlug: ['0004'],
    presses: ['1.1 button 3', '1.2 button 1', '2.1 button 2'],
    lit: ['0005'],
    again: ['0005'],
  });
});

test('an encoder that counts as a joystick tells its button, and its axes nothing', async () => {
  expect(await machine.saw('joystick')).toEqual(['1.1 button 8']);
});

test('the kernel had nothing to complain about', async () => {
  expect(await machine.kernelLog()).not.toMatch(KERNEL_TROUBLE);
});
