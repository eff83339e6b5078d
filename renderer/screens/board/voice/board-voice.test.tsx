// The board speaks: in turn, in one window only, through the loudspeaker that is wanted, and says where it cannot be heard.
import { act } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { counterIdSchema, epochMsSchema } from '../../../../shared/contract/primitives.ts';
import type { Heard } from '../../../../shared/contract/sound.ts';
import { endless, refusal, scriptedClient, type Script } from '../../../../tests/fakes/scripted-client.ts';
import { STAGE_NOW, stage } from '../../../../tests/fakes/stage.tsx';
import { exampleHost } from '../../../../tests/gallery/desk/example-host.ts';
import { hallPoint, hallSound, overview } from '../../../../tests/gallery/hall/example-hall.ts';
import { BoardScreen } from '../board-screen.tsx';
import { named, type Loudspeaker } from './loudspeaker.ts';

beforeEach(() => void vi.useFakeTimers({ now: STAGE_NOW }));
afterEach(() => void vi.useRealTimers());

const WAV = btoa('sound');

/** A loudspeaker whose sounds end when the test says so. */
class TestLoudspeaker implements Loudspeaker {
  heard: Heard = 'chosen';
  names: readonly string[] = ['TV'];
  readonly played: string[] = [];
  readonly chosen: (string | null)[] = [];
  isClosed = false;
  wokenTo: Heard | null = null;
  #end: PromiseWithResolvers<void> | null = null;
  #changed: () => void = () => undefined;

  play(wav: Uint8Array, volume: number): Promise<void> {
    this.played.push(`${new TextDecoder().decode(wav)} ${volume}`);
    this.#end = Promise.withResolvers();
    return this.#end.promise;
  }
  choose(name: string | null) {
    this.chosen.push(name);
    return Promise.resolve({ heard: this.heard, names: this.names });
  }
  onDevices(listener: () => void): () => void {
    this.#changed = listener;
    return () => undefined;
  }
  wake(): Promise<void> {
    this.heard = this.wokenTo ?? this.heard;
    return Promise.resolve();
  }
  close(): void {
    this.isClosed = true;
  }
  end(): void {
    this.#end?.resolve();
  }
  breakDown(): void {
    this.#end?.reject(new Error('pulled out'));
  }
  unplug(heard: Heard): void {
    this.heard = heard;
    this.#changed();
  }
}

const host = { 'host.state': () => exampleHost({ role: 'board' }) } satisfies Script;
const script = (more: Script = {}): Script => ({
  'queue.overview': () => overview({ calling: [], recent: [] }), ...host, 'sound.read': () => hallSound(), 'sound.report': () => ({}), 'announcement.read': () => ({ kind: 'spoken', base64: WAV }), ...more,
});

async function open(more: Script = {}, loudspeaker = new TestLoudspeaker()) {
  const client = scriptedClient(script(more));
  const screen = await stage(<BoardScreen point={hallPoint('board')} voice={{ makeLoudspeaker: () => loudspeaker }} />, { client, now: () => Date.now() });
  await screen.settle();
  const called = (number: string, counterId: number, ageMs = 0, calls = 1) => ({ number, counterId: counterIdSchema.parse(counterId), calledAt: epochMsSchema.parse(Date.now() - ageMs), calls });
  const hear = async (...calls: readonly ReturnType<typeof called>[]): Promise<void> => {
    await act(async () => {
      for (const call of calls) client.emit('ticket.called', call);
    });
    await screen.settle();
  };
  const end = async (): Promise<void> => {
    await act(async () => loudspeaker.end());
    await screen.settle();
    await screen.settle();
  };
  const asked = (): string[] => client.inputsOf('announcement.read').map(({ number, counterId }) => `${number} ${counterId}`);
  return { client, screen, loudspeaker, called, hear, end, asked };
}

test('a called number is spoken, at the volume of the settings', async () => {
  const { loudspeaker, called, hear, asked, screen } = await open();
  await hear(called('A025', 3));
  expect(asked()).toEqual(['A025 3']);
  expect(loudspeaker.played).toEqual(['sound 80']);
  await screen.end();
  expect(loudspeaker.isClosed).toBe(true);
});

test('calls of the same moment are spoken one after the other, and one that is called again while it waits is said once', async () => {
  const { called, hear, asked, end, screen } = await open();
  await hear(called('A025', 3), called('B004', 1), called('A026', 2), called('B004', 1, 0, 2));
  expect(asked()).toEqual(['A025 3']);
  await end();
  expect(asked()).toEqual(['A025 3', 'B004 1']);
  await end();
  await end();
  expect(asked()).toEqual(['A025 3', 'B004 1', 'A026 2']);
  await screen.end();
});

test('a number called again while it is spoken is spoken again', async () => {
  const { called, hear, asked, end, screen } = await open();
  await hear(called('A025', 3));
  await hear(called('A025', 3, 0, 2));
  await end();
  expect(asked()).toEqual(['A025 3', 'A025 3']);
  await screen.end();
});

test('a call that comes too late, as after a sleep, is not spoken', async () => {
  const late = { number: 'A025', counterId: counterIdSchema.parse(3), calledAt: epochMsSchema.parse(STAGE_NOW - 120_000), calls: 1 };
  // The person may well still be expected: it is the call that has lost its sense.
  const { called, hear, asked, screen } = await open({ 'queue.overview': () => overview({ calling: [late], recent: [late] }) });
  await hear(called('A025', 3, 120_000));
  expect(asked()).toEqual([]);
  await screen.end();
});

test('a sound that the station gives only when the call has lost its sense is not played', async () => {
  const given = Promise.withResolvers<undefined>();
  const { loudspeaker, called, hear, screen } = await open({ 'announcement.read': async () => {
    await given.promise;
    return { kind: 'spoken', base64: WAV };
  } });
  await hear(called('A025', 3));
  await act(() => vi.advanceTimersByTimeAsync(91_000));
  given.resolve(undefined);
  await screen.settle();
  expect(loudspeaker.played).toEqual([]);
  await screen.end();
});

test('a person who has been served while the call waited is not called any more', async () => {
  const { client, called, hear, asked, end, screen } = await open();
  await hear(called('A025', 3), called('B004', 1), called('A026', 2));
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  client.answer({ 'queue.overview': () => overview({ calling: [called('A026', 2)], recent: [] }) });
  await act(async () => client.emit('queue.changed', {}));
  await screen.settle();
  await end();
  expect(asked()).toEqual(['A025 3', 'A026 2']);
  await screen.end();
});

test('a loudspeaker that breaks down in the middle does not hold up the next call', async () => {
  const { loudspeaker, called, hear, asked, screen } = await open();
  await hear(called('A025', 3), called('B004', 1));
  await act(async () => loudspeaker.breakDown());
  await screen.settle();
  await screen.settle();
  expect(asked()).toEqual(['A025 3', 'B004 1']);
  await screen.end();
});

test('a loudspeaker that does not answer how it is heard does not hold up the next call', async () => {
  const { loudspeaker, called, hear, asked, end, screen } = await open();
  loudspeaker.choose = () => endless();
  await hear(called('A025', 3), called('B004', 1));
  await end();
  expect(asked()).toEqual(['A025 3', 'B004 1']);
  await screen.end();
});

test('a call that was made while the station was away is spoken when it is back, once, and none from before', async () => {
  const { client, called, hear, asked, end, screen } = await open();
  await hear(called('A025', 3));
  await end();
  const heard = called('A025', 3);
  client.answer({ 'queue.overview': () => Promise.reject(refusal('station.unreachable')) });
  await act(async () => client.connect('connecting'));
  await act(() => vi.advanceTimersByTimeAsync(100_000));
  const [missed, later] = [called('B004', 1, 10_000), called('A026', 2, 5_000)];
  const calling = [later, missed, called('B003', 4, 95_000), heard, called('A001', 1, 999_000)];
  client.answer({ 'queue.overview': () => overview({ calling, recent: [] }) });
  await act(async () => client.connect('open'));
  await screen.settle();
  await end();
  // Its event, too, arrives at last.
  await hear(later);
  await end();
  expect(asked()).toEqual(['A025 3', 'B004 1', 'A026 2']);
  await screen.end();
});

test('another volume or loudspeaker loses no call: the one that is cut off and those that wait are spoken anew', async () => {
  const { client, loudspeaker, called, hear, asked, end, screen } = await open();
  await hear(called('A025', 3), called('B004', 1));
  client.answer({ 'sound.read': () => hallSound({ volume: 30 }) });
  await act(async () => client.emit('point.changed', {}));
  await screen.settle();
  expect([asked(), loudspeaker.played]).toEqual([['A025 3', 'A025 3'], ['sound 80', 'sound 30']]);
  await end();
  expect(asked()).toEqual(['A025 3', 'A025 3', 'B004 1']);
  await screen.end();
});

test('an overview that was asked for before a call, and answered after it, does not take the call away', async () => {
  const answer = Promise.withResolvers<undefined>();
  const { client, called, hear, asked, end, screen } = await open();
  client.answer({ 'queue.overview': async () => {
    await answer.promise;
    return overview({ calling: [], recent: [] });
  } });
  await act(async () => client.emit('queue.changed', {}));
  await act(() => vi.advanceTimersByTimeAsync(500));
  await hear(called('A025', 3), called('B004', 1));
  await act(() => vi.advanceTimersByTimeAsync(500));
  client.answer({ 'queue.overview': () => endless() });
  answer.resolve(undefined);
  await screen.settle();
  await end();
  expect(asked()).toEqual(['A025 3', 'B004 1']);
  await screen.end();
});

test('in the quiet hours nothing is played', async () => {
  const { loudspeaker, called, hear, screen } = await open({ 'announcement.read': () => ({ kind: 'quiet' }) });
  await hear(called('A025', 3));
  expect(loudspeaker.played).toEqual([]);
  await screen.end();
});

test('a trial from the administration is spoken, and told as one', async () => {
  const { client, screen, loudspeaker } = await open();
  await act(async () => client.emit('sound.asked', { number: 'A025', counterId: counterIdSchema.parse(1) }));
  await screen.settle();
  expect(client.inputsOf('announcement.read')).toEqual([{ number: 'A025', counterId: 1, isTrial: true }]);
  expect(loudspeaker.played).toHaveLength(1);
  await screen.end();
});

test('a trial of another loudspeaker speaks through that one, then goes back; one that is not there is not replaced by another', async () => {
  const { client, screen, loudspeaker } = await open({ 'sound.read': () => hallSound({ loudspeaker: 'TV' }) });
  const trial = { number: 'A025', counterId: counterIdSchema.parse(1), loudspeaker: 'Loa ngoài' };
  await act(async () => client.emit('sound.asked', trial));
  await screen.settle();
  await act(async () => loudspeaker.end());
  await screen.settle();
  expect([loudspeaker.chosen, loudspeaker.played.length]).toEqual([['TV', 'Loa ngoài', 'TV'], 1]);
  await act(async () => loudspeaker.unplug('instead'));
  await act(async () => client.emit('sound.asked', trial));
  await screen.settle();
  expect(loudspeaker.played).toHaveLength(1);
  await screen.end();
});

test.each([
  ['another window of the machine speaks', { windowId: 'board-2' }],
  ['the settings want silence', { isOn: false }],
])('a board is silent where %s', async (_why, more) => {
  const { client, called, hear, asked, screen, loudspeaker } = await open({ 'sound.read': () => hallSound(more) });
  await hear(called('A025', 3));
  expect(asked()).toEqual([]);
  expect([loudspeaker.chosen, client.inputsOf('sound.report')]).toEqual([[], []]);
  await screen.end();
});

test('the loudspeaker of the settings is looked for at the start and whenever devices come or go, and the station is told', async () => {
  const { client, screen, loudspeaker } = await open({ 'sound.read': () => hallSound({ loudspeaker: 'TV' }) });
  expect(loudspeaker.chosen).toEqual(['TV']);
  await act(async () => loudspeaker.unplug('instead'));
  await screen.settle();
  expect(screen.words()).toContain('Loa đã chọn không có');
  await act(async () => loudspeaker.unplug('chosen'));
  await screen.settle();
  expect(screen.words()).not.toContain('Loa đã chọn');
  expect(client.inputsOf('sound.report').map(({ heard }) => heard)).toEqual(['chosen', 'instead', 'chosen']);
  await screen.end();
});

test('the station is told every ten seconds, and once of each announcement that came to its end', async () => {
  const { client, called, hear, end, screen } = await open();
  await hear(called('A025', 3));
  await end();
  await act(() => vi.advanceTimersByTimeAsync(10_000));
  expect(client.inputsOf('sound.report').map(({ hasSpoken }) => hasSpoken)).toEqual([false, true, false]);
  await screen.end();
});

test('a browser that wants a touch gets a sign that asks for one, and the touch turns the sound on', async () => {
  const loudspeaker = new TestLoudspeaker();
  loudspeaker.heard = 'blocked';
  loudspeaker.wokenTo = 'chosen';
  const { screen, client } = await open({}, loudspeaker);
  await screen.press('Chạm để bật tiếng');
  expect(screen.words()).not.toContain('Chạm để bật tiếng');
  expect(client.inputsOf('sound.report').map(({ heard }) => heard)).toEqual(['blocked', 'chosen']);
  await screen.end();
});

test('loudspeakers are known by their names, twins by their order, and those that stand for another are left out', () => {
  const device = (deviceId: string, label: string) => ({ deviceId, label });
  expect(named([device('default', 'Default - TV'), device('c', 'TV'), device('a', 'TV'), device('b', 'Hall')])).toEqual([{ name: 'TV', id: 'a' }, { name: 'Hall', id: 'b' }, { name: 'TV (2)', id: 'c' }]);
  expect(named([device('', '')])).toEqual([{ name: null, id: '' }]);
  expect(named([])).toEqual([]);
});
