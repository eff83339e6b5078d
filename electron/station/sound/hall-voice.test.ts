// The hall's voice as the station keeps it: quiet hours, what the board says of itself, a folder that hangs, and a thread that dies.
import { afterEach, describe, expect, test } from 'vitest';
import { Refusal } from '../../../shared/contract/errors.ts';
import { TestClock } from '../../../tests/fakes/test-clock.ts';
import { soundSchema } from '../../link/sound-settings.ts';
import { HallVoice, speakingWindow } from './hall-voice.ts';
import type { SoundAnswer, SoundOrder } from './sound-thread.ts';

const call = { number: 'A025', counterId: 3 };
const made: SoundAnswer = { kind: 'done', own: { isThere: null, used: 0, skipped: [] }, wav: Uint8Array.of(1) };

const open: HallVoice[] = [];
afterEach(async () => {
  for (const voice of open.splice(0)) await voice[Symbol.asyncDispose]();
});

function voice(settings: object = {}, answer: (order: SoundOrder) => Promise<SoundAnswer> = () => Promise.resolve(made), windowId: string | null = 'board') {
  const clock = new TestClock('2026-07-13T09:00:00+07:00');
  const orders: SoundOrder[] = [];
  const lines: string[] = [];
  const line = (event: string): void => void lines.push(event);
  const own = new HallVoice({
    settings: soundSchema.parse(settings), windowId, clock, log: { debug: line, info: line, warn: line, error: line } as never,
    thread: {
      ask: (order) => {
        orders.push(order);
        return answer(order);
      },
      [Symbol.asyncDispose]: () => Promise.resolve(),
    },
  });
  open.push(own);
  const states: string[] = [];
  own.onChange(() => states.push(`${own.state().kind} ${own.state().code}`));
  return { own, clock, orders, lines, states };
}
const report = { heard: 'chosen', loudspeakers: ['TV'], hasSpoken: false } as const;

test('a call is asked for with the chime and the repeats of the settings', async () => {
  const { own, orders } = voice({ times: 2, hasChime: false });
  expect(await own.announce(call, false)).toEqual(Uint8Array.of(1));
  // Before it the thread was started and the own recordings looked at.
  expect(orders).toEqual([{ ownFolder: null, call: null }, { ownFolder: null, call: { ...call, hasChime: false, times: 2 } }]);
});

test('in the quiet hours nobody is called aloud, and a trial is heard all the same', async () => {
  const { own } = voice({ quiet: { from: '08:30', to: '09:30' } });
  expect(await own.announce(call, false)).toBeNull();
  expect(await own.announce(call, true)).not.toBeNull();
  expect(await voice({ quiet: { from: '11:30', to: '13:30' } }).own.announce(call, false)).not.toBeNull();
});

test('a folder that hangs is waited for once, costs no call its sound, is told, and is tried again later', async () => {
  const { own, clock, orders, lines } = voice({ folder: '/own' }, ({ ownFolder }) => (ownFolder === null ? Promise.resolve(made) : Promise.reject(new Error('no answer within 30000 ms'))));
  await own.read();
  const before = orders.length;
  expect(await own.announce(call, false)).not.toBeNull();
  expect(orders.slice(before).map(({ ownFolder }) => ownFolder)).toEqual([null]);
  expect(own.recordings().isThere).toBe(false);
  expect(lines).toContain('sound.folder-slow');
  clock.advance(900_001);
  await own.announce(call, false);
  expect(orders.at(-2)?.ownFolder).toBe('/own');
});

test.each<[string, () => Promise<SoundAnswer>]>([
  ['dies', () => Promise.reject(new Error('the thread has ended'))],
  ['finds no clip', () => Promise.resolve({ kind: 'failed', detail: 'ENOENT' })],
  ['makes nothing', () => Promise.resolve({ ...made, wav: null })],
])('a thread that %s is a refusal with a code', async (_what, answer) => {
  await expect(voice({}, answer).own.announce(call, false)).rejects.toThrow(new Refusal('sound.failed'));
});

describe('the loudspeaker', () => {
  test('is expected where a board speaks, and only there', () => {
    expect(voice().own.state()).toMatchObject({ device: 'loudspeaker', counterId: null, kind: 'absent', code: 'loudspeaker.absent' });
    expect(voice({ isOn: false }).own.state().kind).toBe('not-configured');
    expect(voice({}, undefined, null).own.state().kind).toBe('not-configured');
  });

  test('is as the board says, and gone when the board falls silent', async () => {
    const { own, clock, states } = voice();
    for (const heard of ['chosen', 'instead', 'blocked', 'none', 'chosen'] as const) own.report({ ...report, heard });
    clock.advance(34_000);
    await Promise.resolve();
    own.report(report);
    clock.advance(34_000);
    await Promise.resolve();
    expect(states).toEqual(['ready null', 'absent loudspeaker.instead', 'trouble loudspeaker.blocked', 'absent loudspeaker.absent', 'ready null']);
    clock.advance(1_001);
    await Promise.resolve();
    expect(states.at(-1)).toBe('absent loudspeaker.absent');
    expect((await own.read()).heard).toBeNull();
  });

  test('has its names, its settings and the last time it was heard for the administration', async () => {
    const { own, clock } = voice({ loudspeaker: 'TV' });
    own.report({ ...report, hasSpoken: true });
    const spokeAt = clock.now();
    own.report(report);
    expect(await own.read()).toEqual({ isOn: true, windowId: 'board', loudspeaker: 'TV', volume: 80, heard: 'chosen', loudspeakers: ['TV'], spokeAt, own: { isThere: null, used: 0, skipped: [] } });
  });
});

test('one board speaks: the one that the settings name, or else the first', () => {
  const windows = [{ windowId: 'kiosk', caller: { role: 'kiosk' } }, { windowId: 'b1', caller: { role: 'board' } }, { windowId: 'b2', caller: { role: 'board' } }];
  expect(speakingWindow(soundSchema.parse({}), windows)).toBe('b1');
  expect(speakingWindow(soundSchema.parse({ window: 'b2' }), windows)).toBe('b2');
  expect(speakingWindow(soundSchema.parse({}), [])).toBeNull();
});
