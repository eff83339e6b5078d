// The administration's wish to hear the board goes to the board, and is refused where nobody would hear it.
import { expect, test } from 'vitest';
import type { Sound } from '../../../../shared/contract/sound.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { TestStation } from '../../../../tests/fakes/test-station.ts';
import { createSoundHandlers, type VoicePort } from './sound-handlers.ts';

const well: Sound = { isOn: true, windowId: 'board', loudspeaker: null, volume: 80, heard: 'chosen', loudspeakers: [], spokeAt: null, own: { isThere: null, used: 0, skipped: [] } };

function handlers(sound: Partial<Sound> = {}, wav: Uint8Array | null = Uint8Array.of(82, 73)) {
  const asked: string[] = [];
  const port: VoicePort = {
    read: () => Promise.resolve({ ...well, ...sound }),
    announce: ({ number, counterId }, isTrial) => {
      asked.push(`${number} ${counterId} ${isTrial}`);
      return Promise.resolve(wav);
    },
    help: (topic, number) => Promise.resolve({ wav: new TextEncoder().encode(`${topic} ${number ?? ''}`), volume: 80 }),
    report: ({ heard }) => void asked.push(heard),
  };
  return { own: createSoundHandlers(() => port), asked };
}

test('a number is asked of the board, and nobody is called by it', async () => {
  await using station = new TestStation();
  const { own } = handlers();
  const call = await own['sound.try'](station.context, {}, { role: 'admin' });
  expect(station.told).toEqual([{ event: 'sound.asked', payload: call }]);
  expect(call).toEqual({ number: 'A025', counterId: station.point.counters[0]?.counterId });
});

test.each<[string, Partial<Sound>]>([['is switched off', { isOn: false }], ['has not reported', { heard: null }]])('a voice that %s is not asked', async (_why, sound) => {
  await using station = new TestStation();
  await expect(handlers(sound).own['sound.try'](station.context, {}, { role: 'admin' })).rejects.toThrow(new Refusal('loudspeaker.absent'));
  expect(station.told).toEqual([]);
});

test('an announcement crosses as Base64, and quiet hours as a word', async () => {
  await using station = new TestStation();
  const input = { number: 'A025', counterId: station.point.counters[0]?.counterId ?? (1 as never), isTrial: false };
  expect(await handlers().own['announcement.read'](station.context, input, { role: 'board' })).toEqual({ kind: 'spoken', base64: 'Ukk=' });
  expect(await handlers({}, null).own['announcement.read'](station.context, input, { role: 'board' })).toEqual({ kind: 'quiet' });
});
