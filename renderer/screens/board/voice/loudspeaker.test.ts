// The browser's audio may hang in any of its calls: the loudspeaker gives each a while, and begins anew.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browserLoudspeaker, type Loudspeaker } from './loudspeaker.ts';

type Hang = 'decodeAudioData' | 'setSinkId' | 'close' | 'onended';

const hangs = new Set<Hang | 'enumerateDevices'>();
const played: string[] = [];
let opened = 0;

/** As much of Web Audio as is used; what `hangs` names never comes to its end. */
class FakeContext {
  readonly state = 'running';
  readonly currentTime = 0;
  readonly destination = {};
  readonly hangs: ReadonlySet<string>;
  sinkId = '';
  constructor() {
    opened += 1;
    // Only a context that is open already hangs: a new one is well.
    this.hangs = opened === 1 ? hangs : new Set();
  }
  #settle<Value>(name: Hang, value: Value): Promise<Value> {
    return this.hangs.has(name) ? new Promise(() => undefined) : Promise.resolve(value);
  }
  decodeAudioData = () => this.#settle('decodeAudioData', { duration: 1 });
  close = () => this.#settle('close', undefined);
  async setSinkId(id: string): Promise<void> {
    await this.#settle('setSinkId', undefined);
    this.sinkId = id;
  }
  createGain = () => ({ gain: { value: 0 }, connect: () => undefined });
  createBufferSource() {
    const source = {
      onended: (): void => undefined,
      connect: (next: unknown) => next,
      disconnect: () => undefined,
      start: (): void => {
        played.push(this.sinkId);
        if (!this.hangs.has('onended')) setTimeout(() => source.onended(), 1_300);
      },
    };
    return source;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  hangs.clear();
  played.length = 0;
  opened = 0;
  vi.stubGlobal('AudioContext', FakeContext);
  const devices = [{ kind: 'audiooutput', deviceId: 'tv', label: 'TV' }];
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: { enumerateDevices: () => (hangs.has('enumerateDevices') ? new Promise(() => undefined) : Promise.resolve(devices)) },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, 'mediaDevices');
});

/** What comes of it within half a minute. */
async function outcome(promise: Promise<unknown>): Promise<unknown> {
  let result: unknown = 'hangs';
  promise.then((value) => (result = value ?? 'done'), () => (result = 'failed'));
  await vi.advanceTimersByTimeAsync(30_000);
  return result;
}
function open(): Loudspeaker {
  const loudspeaker = browserLoudspeaker();
  if (loudspeaker === null) throw new Error('no audio');
  return loudspeaker;
}

test('a sound is played to its end on the device that is wanted', async () => {
  const loudspeaker = open();
  expect(await outcome(loudspeaker.choose('TV'))).toEqual({ heard: 'chosen', names: ['TV'] });
  expect(await outcome(loudspeaker.play(new Uint8Array(4), 80))).toBe('done');
  expect([played, opened]).toEqual([['tv'], 1]);
});

test.each([['decodeAudioData'], ['onended'], ['onended', 'close']] as const)('a sound that hangs in %s fails, and the next one is heard on the wanted device', async (...names) => {
  const loudspeaker = open();
  await outcome(loudspeaker.choose('TV'));
  for (const name of names) hangs.add(name);
  expect(await outcome(loudspeaker.play(new Uint8Array(4), 80))).toBe('failed');
  played.length = 0;
  expect(await outcome(loudspeaker.play(new Uint8Array(4), 80))).toBe('done');
  expect([played, opened]).toEqual([['tv'], 2]);
});

test('a device that cannot be taken up for hanging is tried again on a new context, and a sound does not wait for it for ever', async () => {
  const loudspeaker = open();
  hangs.add('setSinkId');
  expect(await outcome(loudspeaker.choose('TV'))).toBe('failed');
  expect(await outcome(loudspeaker.play(new Uint8Array(4), 80))).toBe('done');
  expect([played, opened]).toEqual([['tv'], 2]);
});

test('a list of devices that never comes is a failure, and found again later', async () => {
  const loudspeaker = open();
  hangs.add('enumerateDevices');
  expect(await outcome(loudspeaker.choose('TV'))).toBe('failed');
  hangs.clear();
  expect(await outcome(loudspeaker.choose('TV'))).toMatchObject({ heard: 'chosen' });
  expect(opened).toBe(1);
});
