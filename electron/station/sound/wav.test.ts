// WAV as recorders write it: what is read, what is refused and why, and that no file of any shape does more than be refused.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWav, UnusableRecording, writeWav, type RecordingFault } from './wav.ts';

interface Written {
  readonly kind?: number;
  readonly channels?: number;
  readonly rate?: number;
  readonly bits?: number;
  readonly samples?: readonly number[];
  readonly before?: Uint8Array;
}

/** A file as another program could write it. */
function written({ kind = 1, channels = 1, rate = 16_000, bits = 16, samples = [1, -2, 3], before = new Uint8Array() }: Written): Uint8Array {
  const format = Buffer.alloc(8 + 16);
  format.write('fmt ', 0);
  format.writeUInt32LE(16, 4);
  format.writeUInt16LE(kind, 8);
  format.writeUInt16LE(channels, 10);
  format.writeUInt32LE(rate, 12);
  format.writeUInt16LE(bits, 22);
  const data = Buffer.alloc(8 + samples.length * 2);
  data.write('data', 0);
  data.writeUInt32LE(samples.length * 2, 4);
  for (const [index, sample] of samples.entries()) data.writeInt16LE(sample, 8 + index * 2);
  return Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVE', 'latin1'), before, format, data]);
}
const chunk = (name: string, body: string): Uint8Array => Buffer.concat([Buffer.from(name), Buffer.from([body.length, 0, 0, 0]), Buffer.from(body + (body.length % 2 === 1 ? '\0' : ''))]);

test('what is written is read again', () => {
  const sound = { rate: 22_050, samples: Int16Array.from([0, 1, -1, 32_767, -32_768]) };
  expect(readWav(writeWav(sound))).toEqual(sound);
});

test('chunks that a recorder puts before the sound are passed over, those of odd length too', () => {
  expect([...readWav(written({ before: chunk('LIST', 'odd') })).samples]).toEqual([1, -2, 3]);
});

test('two channels become one', () => {
  expect([...readWav(written({ channels: 2, samples: [100, 200, -10, 10, 7, 0] })).samples]).toEqual([150, 0, 4]);
});

test('a recorder that was cut off leaves a file whose sound is used as far as it goes', () => {
  const whole = written({ samples: [5, 6, 7, 8] });
  expect([...readWav(whole.subarray(0, whole.length - 3)).samples]).toEqual([5, 6]);
});

test.each<[string, Uint8Array, RecordingFault]>([
  ['nothing', new Uint8Array(), 'no-wav'],
  ['a text', Buffer.from('this is no sound at all'), 'no-wav'],
  ['a file without sound', Buffer.from('RIFF\0\0\0\0WAVE', 'latin1'), 'no-wav'],
  ['eight bits', written({ bits: 8 }), 'format'],
  ['24 bits', written({ bits: 24 }), 'format'],
  ['compressed sound', written({ kind: 2 }), 'format'],
  ['five channels', written({ channels: 5 }), 'format'],
  ['no channel', written({ channels: 0 }), 'format'],
  ['a telephone below 8 kHz', written({ rate: 6_000 }), 'rate'],
  ['a rate of nought', written({ rate: 0 }), 'rate'],
  ['a speech of eleven seconds', written({ rate: 8_000, samples: Array.from({ length: 88_000 }, () => 1_000) }), 'too-long'],
])('%s is refused', (_what, bytes, fault) => {
  expect(() => readWav(bytes)).toThrow(new UnusableRecording(fault));
});

test('no file does more than be refused', () => {
  const head = fc.constantFrom(Buffer.from('RIFF\0\0\0\0WAVE', 'latin1'), Buffer.from('RIFF\0\0\0\0WAVEfmt ', 'latin1'), written({}), new Uint8Array());
  fc.assert(
    fc.property(head, fc.uint8Array({ maxLength: 200 }), fc.nat(80), (begin, rest, cut) => {
      try {
        readWav(Buffer.concat([begin.subarray(0, begin.length - Math.min(cut, begin.length)), rest]));
      } catch (error) {
        expect(error).toBeInstanceOf(UnusableRecording);
      }
    }),
    { numRuns: 20_000 },
  );
});
