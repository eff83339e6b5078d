// Whoever guesses PINs: many at once, over restarts, with a clock that goes back, and with a row of the store that was meddled with.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestStation } from '../../../../tests/fakes/test-station.ts';
import type { EpochMs } from '../../../../shared/base/ids.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { hashExitPin, isExitPin } from '../../../link/exit-pin.ts';
import { accountOf, keepAccount } from '../../store/staff.ts';
import { PinProof, secretOf } from './pin-proof.ts';

const HEAD = '00000000-0000-4000-8000-000000000001';
const LAN = '00000000-0000-4000-8000-000000000002';
const [HEADS, LANS] = ['274961', '830517'];

let station: TestStation;
let proof: PinProof;
/** How often a PIN was really looked at. */
let looks = 0;
const derived = (secret: string): Promise<string> => Promise.resolve(`kept ${secret}`);
const start = (): void => {
  proof = new PinProof(station.context.database, station.clock, {
    derive: derived,
    isDerived: (secret, text) => {
      looks += 1;
      return Promise.resolve(text === `kept ${secret}`);
    },
  });
};
const keep = async (officerId: string, name: string, role: 'head' | 'receiving', pin: string): Promise<void> => {
  const text = await derived(secretOf(officerId, pin));
  station.context.database.write((store) => keepAccount(store, { officerId, name, login: name, role, isActive: true, pin: text, pinSetAt: 1 as EpochMs, misses: 0 }));
};
const guess = (officerId: string, pin: string): Promise<string> =>
  proof.prove(officerId, pin, 'counter-1').then(() => 'done', (error: unknown) => (error instanceof Refusal ? `${error.code}${'seconds' in error.params ? ` ${error.params['seconds']}` : ''}` : String(error)));
const misses = (officerId: string) => station.context.database.read((store) => accountOf(store, officerId))?.misses;

beforeEach(async () => {
  station = new TestStation();
  looks = 0;
  start();
  await keep(HEAD, 'mau', 'head', HEADS);
  await keep(LAN, 'lan', 'receiving', LANS);
});
afterEach(() => station[Symbol.asyncDispose]());

it('a thousand PINs at once get five looks, whatever window they come from', async () => {
  const said = await Promise.all(Array.from({ length: 1000 }, (_, index) => guess(LAN, String(300_000 + index))));
  expect([looks, misses(LAN)]).toEqual([5, 5]);
  expect(said.filter((each) => each.startsWith('staff.wrong-pin'))).toEqual(['staff.wrong-pin 0', 'staff.wrong-pin 0', 'staff.wrong-pin 0', 'staff.wrong-pin 0', 'staff.wrong-pin 30']);
  expect(new Set(said.slice(5))).toEqual(new Set(['staff.wait 30']));
  expect([await guess(LAN, LANS), await guess(HEAD, HEADS)]).toEqual(['staff.wait 30', 'done']);
});

it('a try is counted before it is looked at, so that a power cut gives none back', async () => {
  const gate = Promise.withResolvers<boolean>();
  const slow = new PinProof(station.context.database, station.clock, { derive: derived, isDerived: () => gate.promise });
  const asked = slow.prove(LAN, '111222', 'counter-1').catch(() => undefined);
  await expect.poll(() => misses(LAN)).toBe(1);
  gate.resolve(false);
  await asked;
});

it('a restart begins the wait anew, and a clock that goes back or on shortens none', async () => {
  for (let index = 0; index < 6; index += 1) {
    await guess(LAN, '111222');
    station.clock.advance(index === 4 ? 30_000 : 0);
  }
  expect(await guess(LAN, LANS)).toBe('staff.wait 60');
  station.clock.advance(45_000);
  start();
  expect(await guess(LAN, LANS)).toBe('staff.wait 60');
  station.clock.set('2031-01-01T00:00:00+07:00');
  expect(await guess(LAN, LANS)).toBe('staff.wait 60');
  station.clock.set('2001-01-01T00:00:00+07:00');
  expect(await guess(LAN, LANS)).toBe('staff.wait 60');
  station.clock.advance(60_000);
  expect([await guess(LAN, LANS), misses(LAN)]).toEqual(['done', 0]);
});

it('ten wrong ones shut an account for good, and a head’s only waits, an hour at most', async () => {
  const fail = async (officerId: string): Promise<string> => {
    station.clock.advance(3_600_000);
    return guess(officerId, '111222');
  };
  for (let index = 0; index < 9; index += 1) expect(await fail(LAN)).toMatch(/^staff\.wrong-pin/);
  expect([await fail(LAN), await fail(LAN)]).toEqual(['staff.blocked', 'staff.blocked']);
  start();
  station.clock.advance(36_000_000);
  expect(await guess(LAN, LANS)).toBe('staff.blocked');
  for (let index = 0; index < 30; index += 1) expect(await fail(HEAD)).toMatch(/^staff\.wrong-pin/);
  expect(await guess(HEAD, HEADS)).toBe('staff.wait 3600');
  station.clock.advance(3_600_000);
  expect(await guess(HEAD, HEADS)).toBe('done');
});

it('an account that is put out of use, or gets a new PIN, while its old one is looked at is not proved', async () => {
  const gates = [Promise.withResolvers<boolean>(), Promise.withResolvers<boolean>()];
  let asked = 0;
  const slow = new PinProof(station.context.database, station.clock, { derive: derived, isDerived: () => (gates[asked++] ?? expect.fail('asked too often')).promise });
  const first = slow.prove(LAN, LANS, 'counter-1').then(() => 'done', (error: unknown) => (error as Refusal).code);
  await expect.poll(() => asked).toBe(1);
  await keep(LAN, 'lan', 'receiving', '995142');
  gates[0]?.resolve(true);
  expect(await first).toBe('staff.wrong-pin');
});

it('a row that was meddled with proves nothing and stops nobody', async () => {
  const real = new PinProof(station.context.database, station.clock, { derive: hashExitPin, isDerived: isExitPin });
  const text = await hashExitPin(secretOf(LAN, LANS));
  const put = (officerId: string, pin: string): void => station.context.database.write((store) => store.runOne('UPDATE staff SET pin = $pin, misses = 0 WHERE officer_id = $officerId', { officerId, pin }));
  const tryReal = (officerId: string, pin: string): Promise<string> => real.prove(officerId, pin, 'admin').then(() => 'done', (error: unknown) => (error instanceof Refusal ? error.code : String(error)));
  put(LAN, text);
  expect(await tryReal(LAN, LANS)).toBe('done');
  // What proves one officer, put into the head's row.
  put(HEAD, text);
  expect(await tryReal(HEAD, LANS)).toBe('staff.wrong-pin');
  for (const broken of ['', 'scrypt', 'scrypt$1$8$1$$', `${text}x`, text.replace('32768', '1073741824'), text.slice(0, -4)]) {
    put(LAN, broken);
    expect(await tryReal(LAN, LANS)).toBe('staff.wrong-pin');
  }
});

it('what is kept of a PIN is never twice the same, and says nothing of it', async () => {
  const [one, two] = await Promise.all([hashExitPin(secretOf(LAN, LANS)), hashExitPin(secretOf(LAN, LANS))]);
  expect(one).not.toBe(two);
  expect(one).not.toContain(LANS);
});
