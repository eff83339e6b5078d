// The way out of a kiosk: the PIN as it stands in settings, waits that grow and outlive restarts, and a way that closes again.

import { beforeEach, describe, expect, it } from 'vitest';
import { TestClock } from '../../tests/fakes/test-clock.ts';
import type { EpochMs } from '../../shared/base/ids.ts';
import { EXIT_PIN_FORM, hashExitPin, isExitPin } from '../link/exit-pin.ts';
import { ExitGate } from './exit-gate.ts';
import type { PinMemory } from './shell-memory.ts';

describe('a PIN in the settings', () => {
  it('is known again and is not in its hash, which is another each time', async () => {
    const [one, two] = [await hashExitPin('246813'), await hashExitPin('246813')];
    expect([EXIT_PIN_FORM.test(one), one === two, one.includes('246813')]).toEqual([true, false, false]);
    expect([await isExitPin('246813', one), await isExitPin('246814', one), await isExitPin('', one)]).toEqual([true, false, false]);
  });

  it.each(['', '246813', 'scrypt$1$8$1$AAAA$AAAA', `scrypt$1073741824$8$1$${'A'.repeat(22)}==$${'A'.repeat(43)}=`])('%s opens nothing', async (hash) => {
    expect(await isExitPin('246813', hash)).toBe(false);
  });
});

describe('the gate', () => {
  let clock: TestClock;
  let memory: { pin: PinMemory; keepPin(pin: PinMemory): void };
  const wrongs: number[] = [];
  const gate = (hash: string | null = 'right', verify = (pin: string, own: string) => Promise.resolve(pin === own)): ExitGate =>
    new ExitGate({ hash, verify, memory, clock, onWrong: (wrong) => wrongs.push(wrong) });
  beforeEach(() => {
    clock = new TestClock();
    memory = {
      pin: { wrong: 0, until: 0 as EpochMs },
      keepPin(pin) {
        this.pin = pin;
      },
    };
    wrongs.length = 0;
  });
  const codeOf = async (step: Promise<void>): Promise<unknown> => await step.then(() => 'open', (error: { code: string; params: object }) => ({ code: error.code, ...error.params }));

  it('opens for the page that knew the PIN, once and for a minute', async () => {
    const own = gate();
    await own.unlock('kiosk', 'right');
    expect(() => own.pass('other')).toThrow('host.locked');
    own.pass('kiosk');
    expect(() => own.pass('kiosk')).toThrow('host.locked');
    await own.unlock('kiosk', 'right');
    clock.advance(60_001);
    expect(() => own.pass('kiosk')).toThrow('host.locked');
  });

  it('makes each mistake dearer, up to a quarter of an hour, and forgets them after the right one', async () => {
    const own = gate();
    const waits: unknown[] = [];
    for (let round = 0; round < 12; round += 1) {
      waits.push(((await codeOf(own.unlock('kiosk', 'wrong'))) as { seconds: number }).seconds);
      expect(await codeOf(own.unlock('kiosk', 'right'))).toMatchObject({ code: 'pin.wait' });
      clock.advance(900_000);
    }
    expect([waits, wrongs.at(-1)]).toEqual([[1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900], 12]);
    expect(await codeOf(own.unlock('kiosk', 'right'))).toBe('open');
    expect(memory.pin).toEqual({ wrong: 0, until: 0 });
  });

  it('keeps its wait over a restart, and over one in the middle of a try', async () => {
    await codeOf(gate().unlock('kiosk', 'wrong'));
    expect(await codeOf(gate().unlock('kiosk', 'right'))).toEqual({ code: 'pin.wait', seconds: 1 });
    clock.advance(1000);
    // The power goes while the PIN is being checked: the answer never comes.
    void gate('right', () => new Promise(() => undefined)).unlock('kiosk', 'wrong');
    expect(await codeOf(gate().unlock('kiosk', 'right'))).toEqual({ code: 'pin.wait', seconds: 2 });
  });

  it('checks one PIN at a time', async () => {
    const own = gate();
    expect(await Promise.all([codeOf(own.unlock('kiosk', 'wrong')), codeOf(own.unlock('kiosk', 'right'))])).toMatchObject([{ code: 'pin.wrong' }, { code: 'pin.wait' }]);
  });

  it('a clock that was set back by years makes nobody wait longer than the longest wait', async () => {
    await codeOf(gate().unlock('kiosk', 'wrong'));
    clock.set('2020-01-01T00:00:00+07:00');
    expect(await codeOf(gate().unlock('kiosk', 'right'))).toEqual({ code: 'pin.wait', seconds: 900 });
    clock.advance(900_000);
    expect(await codeOf(gate().unlock('kiosk', 'right'))).toBe('open');
  });

  it('without a PIN there is no way', async () => {
    expect(await codeOf(gate(null).unlock('kiosk', '0000'))).toEqual({ code: 'pin.none' });
  });
});
