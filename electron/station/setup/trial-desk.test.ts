// The one test that may be under way: begun once, answered once, left without a trace or with one, and never two at a device.

import { expect, it } from 'vitest';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import type { SetupPlace, SetupTest } from '../../../shared/contract/setup.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import { LONGEST_MS, type TrialEnd } from './trial.ts';
import { TrialDesk } from './trial-desk.ts';

const PLACE: SetupPlace = { role: 'ticket-printer', counterId: null };
const [ONE, TWO] = ['01920000-0000-7000-8000-000000000001', '01920000-0000-7000-8000-000000000002'] as const;

function play() {
  const clock = new TestClock();
  const kept: [string, SetupTest['outcome'], SetupTest['code'], SetupTest['by']][] = [];
  const failures: unknown[] = [];
  const disk = { isFull: false };
  const log: string[] = [];
  const desk = new TrialDesk({
    clock, version: '0.1.0', previewOf: () => Promise.resolve(null), onChange: () => undefined, onFailure: (error) => failures.push(error),
    keep: (_place, device, { outcome, code, by }) => {
      if (disk.isFull) throw new Refusal('store.disk-full');
      kept.push([device, outcome, code, by]);
    },
  });
  const ends: ((end: TrialEnd) => void)[] = [];
  const begin = async (id: string, device = 'dev', place = PLACE, isRunning = true) =>
    await desk.begin(id, { place, device, isRunning }, () => {
      log.push(`open ${id.slice(-1)}`);
      return {
        run: async (_told, signal) => {
          log.push(`run ${id.slice(-1)}`);
          return await new Promise<TrialEnd>((resolve) => {
            ends.push(resolve);
            signal.addEventListener('abort', () => resolve({ kind: 'failed', code: 'setup.nobody-came' }));
          });
        },
        close: async () => {
          await Promise.resolve();
          log.push(`close ${id.slice(-1)}`);
        },
      };
    });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
  };
  return { clock, kept, failures, disk, log, desk, begin, settle, end: async (how: TrialEnd) => { ends.at(-1)?.(how); await settle(); } };
}

it('what the program saw is kept as its own word, once', async () => {
  const { desk, kept, begin, end, log } = play();
  await begin(ONE);
  expect([desk.holds(PLACE), desk.holds({ role: 'panel', counterId: null })]).toEqual([true, false]);
  await end({ kind: 'failed', code: 'printer.paper-out' });
  expect([desk.read()?.outcome, kept, log, desk.holds(PLACE)]).toEqual(['failed', [['dev', 'failed', 'printer.paper-out', 'program']], ['open 1', 'run 1', 'close 1'], false]);
  expect(desk.end(ONE, 'yes').outcome).toBe('failed');
  expect(kept).toHaveLength(1);
});

it('a page that came out waits for a person, and the device is kept until then', async () => {
  const { desk, kept, begin, end, log, settle } = play();
  await begin(ONE);
  expect(() => desk.end(ONE, 'yes')).toThrow('setup.trial-over');
  await end({ kind: 'ask', code: null });
  expect([desk.read()?.phase, log, kept]).toEqual(['asking', ['open 1', 'run 1'], []]);
  desk.end(ONE, 'no');
  await settle();
  expect([kept, log]).toEqual([[['dev', 'failed', 'setup.not-as-wished', 'admin']], ['open 1', 'run 1', 'close 1']]);
});

it('nobody’s answer is no answer: after a while the result is unknown', async () => {
  const { kept, begin, end, clock, settle } = play();
  await begin(ONE);
  await end({ kind: 'ask', code: 'printer.unconfirmed' });
  clock.advance(4 * LONGEST_MS);
  await settle();
  expect(kept).toEqual([['dev', 'unknown', 'printer.unconfirmed', 'admin']]);
});

it('asked for twice it runs once; another one leaves the first, whose device is given back before', async () => {
  const { desk, kept, begin, log, settle } = play();
  await begin(ONE);
  await begin(ONE);
  await begin(TWO, 'other');
  await settle();
  expect([log, kept, desk.read()?.trialId]).toEqual([['open 1', 'run 1', 'close 1', 'open 2', 'run 2'], [], TWO]);
  expect(() => desk.end(ONE, 'left')).toThrow('setup.trial-over');
});

it('left before the device had done anything it says nothing of it, and what was known stays', async () => {
  const { desk, kept, begin, settle, log } = play();
  await begin(ONE);
  expect(desk.end(ONE, 'left')).toMatchObject({ phase: 'ended', outcome: 'unknown' });
  await settle();
  expect([kept, log]).toEqual([[], ['open 1', 'run 1', 'close 1']]);
});

it('the end of the station gives the device back', async () => {
  const { desk, begin, log } = play();
  await begin(ONE);
  await desk[Symbol.asyncDispose]();
  expect(log).toEqual(['open 1', 'run 1', 'close 1']);
});

it('what the device says as the test ends is still the test’s, and a moment later everybody’s', async () => {
  const { desk, begin, end, clock, settle } = play();
  await begin(ONE);
  const released: string[] = [];
  await end({ kind: 'ask', code: null, release: async () => { await Promise.resolve(); released.push('released'); } });
  expect([desk.holds(PLACE), desk.ignores(PLACE), released]).toEqual([true, true, []]);
  desk.end(ONE, 'yes');
  await settle();
  expect([desk.holds(PLACE), desk.ignores(PLACE), desk.ignores({ role: 'panel', counterId: null }), released]).toEqual([false, true, false, ['released']]);
  clock.advance(3_000);
  expect(desk.ignores(PLACE)).toBe(false);
});

it('a disk that does not take the row of the test before lets nothing begin, and holds up neither the next test nor the end', async () => {
  const { desk, disk, begin, end, log, settle } = play();
  await begin(ONE);
  await end({ kind: 'ask', code: null });
  disk.isFull = true;
  await expect(begin(TWO)).rejects.toThrow('store.disk-full');
  await settle();
  expect([desk.read()?.trialId, log]).toEqual([ONE, ['open 1', 'run 1', 'close 1']]);
  disk.isFull = false;
  await begin(TWO);
  await desk[Symbol.asyncDispose]();
  expect(log.slice(3)).toEqual(['open 2', 'run 2', 'close 2']);
});

it('a result that the store does not take is shown with why it was not kept, and written down', async () => {
  const { desk, disk, kept, failures, begin, end, log } = play();
  disk.isFull = true;
  for (const [id, how] of [[ONE, { kind: 'passed' }], [TWO, { kind: 'failed', code: 'printer.paper-out' }]] as const) {
    await begin(id);
    await end(how);
    expect(desk.read()).toMatchObject({ trialId: id, phase: 'ended', outcome: how.kind, code: 'store.disk-full' });
  }
  expect([failures, kept, log.slice(-1)]).toEqual([[new Refusal('store.disk-full'), new Refusal('store.disk-full')], [], ['close 2']]);
});

it('a device that cannot be opened ends nothing but its own test', async () => {
  const { desk, begin, log } = play();
  await expect(desk.begin(ONE, { place: PLACE, device: 'dev', isRunning: false }, () => { throw new Error('not there'); })).rejects.toThrow('not there');
  expect(desk.read()).toBeNull();
  await begin(TWO);
  await desk[Symbol.asyncDispose]();
  expect(log).toEqual(['open 2', 'run 2', 'close 2']);
});

it('a device that is opened beside the one that runs leaves that one to whoever uses it', async () => {
  const { desk, begin } = play();
  await begin(ONE, 'other', PLACE, false);
  expect([desk.read()?.phase, desk.holds(PLACE), desk.ignores(PLACE)]).toEqual(['running', false, false]);
  await begin(TWO, 'dev', PLACE, true);
  expect([desk.holds(PLACE), desk.ignores(PLACE)]).toEqual([true, true]);
});
