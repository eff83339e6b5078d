// Announcements from the shipped clips and from a commune's own: pauses, loudness, what is skipped, and what is heard anew without a restart.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { must } from '../../../shared/base/must.ts';
import { CHIME, CLIPS } from '../../../shared/domain/call/spoken-call.ts';
import { HELP_TOPICS, helpClip } from '../../../shared/domain/call/spoken-help.ts';
import { CLIP_RATE, resample, shapeClip } from './clip-shape.ts';
import { createSoundMaker } from './sound-maker.ts';
import { readWav, writeWav, type Sound } from './wav.ts';

const shipped = path.join(import.meta.dirname, '../../../resources/sounds');
const call = { number: 'A025', counterId: 3, hasChime: false, times: 1 };
const clipOf = (name: string): Sound => readWav(readFileSync(path.join(shipped, `${name}.wav`)));
const spoken = (make: ReturnType<typeof createSoundMaker>, ownFolder: string | null, more: Partial<typeof call> = {}): Sound => readWav(must(make({ ownFolder, call: { ...call, ...more } }).wav, 'a sound'));
const tone = (hertz: number, rate: number, seconds: number, strength = 8_000): Sound => ({ rate, samples: Int16Array.from({ length: Math.round(rate * seconds) }, (_, index) => Math.round(strength * Math.sin((2 * Math.PI * hertz * index) / rate))) });
const loudness = ({ samples }: Sound): number => {
  const loud = samples.filter((sample) => Math.abs(sample) > 300);
  return Math.sqrt(loud.reduce((sum, sample) => sum + sample * sample, 0) / loud.length) / 32_767;
};

let folder = '';
beforeEach(() => void (folder = mkdtempSync(path.join(os.tmpdir(), 'mot-cua-own-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('every clip that a call or the help of the kiosk can need is shipped, and nothing else', () => {
  expect(readdirSync(shipped).filter((file) => file.endsWith('.wav')).toSorted()).toEqual([CHIME, ...CLIPS.keys(), ...HELP_TOPICS.map(helpClip)].map((name) => `${name}.wav`).toSorted());
});

test.each([...CLIPS.keys(), CHIME])('the shipped clip %s has the rate of all, no silence at its ends, and can be heard', (name) => {
  const { rate, samples } = clipOf(name);
  expect(rate).toBe(CLIP_RATE);
  expect(samples.length / rate).toBeGreaterThan(0.15);
  expect(samples.length / rate).toBeLessThan(2);
  if (name === CHIME) return;
  expect(samples.findIndex((sample) => Math.abs(sample) > 300) / rate).toBeLessThan(0.02);
  expect(loudness({ rate, samples })).toBeGreaterThan(0.1);
  expect(loudness({ rate, samples })).toBeLessThan(0.16);
});

test('an announcement is its clips with pauses of 70 ms in a phrase and 120 ms between phrases', () => {
  const names = [['xin-moi-so', 'chu-a'], ['so-0', 'so-2', 'lam'], ['den-quay-so', 'so-3']];
  const pause = (ms: number): number[] => Array.from({ length: Math.round((CLIP_RATE * ms) / 1000) }, () => 0);
  const expected = names.flatMap((phrase, place) => [...(place === 0 ? [] : pause(120)), ...phrase.flatMap((name, word) => [...(word === 0 ? [] : pause(70)), ...clipOf(name).samples])]);
  const { rate, samples } = spoken(createSoundMaker(shipped), null);
  expect(rate).toBe(CLIP_RATE);
  expect(Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength).equals(Buffer.from(Int16Array.from(expected).buffer))).toBe(true);
});

test('a call said twice rings the chime once', () => {
  const make = createSoundMaker(shipped);
  // Longer than any recording may be, so it is not read as one: two bytes a sample behind the head.
  const length = (more: Partial<typeof call>): number => (must(make({ ownFolder: null, call: { ...call, ...more } }).wav, 'a sound').length - 44) / 2;
  const once = length({});
  expect(length({ hasChime: true, times: 2 })).toBe(clipOf(CHIME).samples.length + Math.round(CLIP_RATE * 0.25) + once * 2 + Math.round(CLIP_RATE * 0.9));
});

test.each(HELP_TOPICS)('the help on %s is shipped, can be heard, and is over before anybody walks away', (topic) => {
  const { rate, samples } = clipOf(helpClip(topic));
  expect(rate).toBe(CLIP_RATE);
  expect(samples.length / rate).toBeGreaterThan(1);
  expect(samples.length / rate).toBeLessThan(10);
  expect(loudness({ rate, samples })).toBeGreaterThan(0.08);
});

test('the help on a number reads the number out after its sentence', () => {
  const help = (number: string | null): Sound => readWav(must(createSoundMaker(shipped)({ ownFolder: null, call: { topic: 'number', number } }).wav, 'a sound'));
  const digits = ['chu-a', 'so-0', 'so-2', 'lam'].reduce((sum, name) => sum + clipOf(name).samples.length, 0);
  const pauses = Math.round(CLIP_RATE * 0.12) * 2 + Math.round(CLIP_RATE * 0.07) * 2;
  expect(help('A025').samples.length - help(null).samples.length).toBe(digits + pauses);
});

test('what is no ticket number is not said', () => {
  expect(createSoundMaker(shipped)({ ownFolder: null, call: { ...call, number: 'A25' } }).wav).toBeNull();
});

test('a recording of the commune replaces the clip of its name from the next call on, and the clip comes back with its end', () => {
  const make = createSoundMaker(shipped);
  const before = spoken(make, folder);
  const file = path.join(folder, 'So-3.WAV');
  writeFileSync(file, writeWav(tone(440, 44_100, 1)));
  const after = spoken(make, folder);
  expect(make({ ownFolder: folder, call: null }).own).toEqual({ isThere: true, used: 1, skipped: [] });
  expect((after.samples.length - before.samples.length) / CLIP_RATE).toBeCloseTo(1 + 0.024 - clipOf('so-3').samples.length / CLIP_RATE, 1);
  writeFileSync(file, writeWav(tone(440, 44_100, 0.5)));
  utimesSync(file, new Date(0), new Date(0));
  expect(spoken(make, folder).samples.length).toBeLessThan(after.samples.length);
  rmSync(file);
  expect(spoken(make, folder).samples).toEqual(before.samples);
});

test('files that cannot be used are named with why, and the shipped clips stand in', () => {
  const make = createSoundMaker(shipped);
  writeFileSync(path.join(folder, 'so-1.wav'), 'no sound');
  writeFileSync(path.join(folder, 'so-2.wav'), writeWav({ rate: 22_050, samples: new Int16Array(5_000) }));
  writeFileSync(path.join(folder, 'so-11.wav'), writeWav(tone(440, 22_050, 0.5)));
  writeFileSync(path.join(folder, 'so-4.wav'), Buffer.alloc(4_600_000));
  writeFileSync(path.join(folder, 'ghi-chu.txt'), 'not looked at');
  mkdirSync(path.join(folder, 'so-5.wav'));
  const { own, wav } = make({ ownFolder: folder, call });
  expect(own).toEqual({
    isThere: true, used: 0,
    skipped: [
      { file: 'so-1.wav', fault: 'no-wav' }, { file: 'so-11.wav', fault: 'unknown-name' }, { file: 'so-2.wav', fault: 'silent' }, { file: 'so-4.wav', fault: 'too-large' }, { file: 'so-5.wav', fault: 'unreadable' },
    ],
  });
  expect(wav).toEqual(make({ ownFolder: null, call }).wav);
});

test('a folder that is not there is said, and the hall hears the shipped voice', () => {
  const { own, wav } = createSoundMaker(shipped)({ ownFolder: path.join(folder, 'gone'), call });
  expect(own).toEqual({ isThere: false, used: 0, skipped: [] });
  expect(wav).not.toBeNull();
});

test('a quiet recording and a loud one are brought to one loudness without being broken', () => {
  const [quiet, loud] = [shapeClip(tone(300, 22_050, 0.5, 900)), shapeClip(tone(300, 22_050, 0.5, 32_000))];
  expect(loudness(quiet)).toBeCloseTo(loudness(loud), 1);
  expect(Math.max(...loud.samples)).toBeLessThan(32_767);
});

test('another rate keeps pitch and length, and lets nothing through that it cannot hold', () => {
  const down = resample(tone(1_000, 48_000, 0.5), CLIP_RATE);
  expect(down.samples.length).toBeCloseTo(CLIP_RATE / 2, -2);
  const crossings = down.samples.filter((sample, index) => index > 0 && sample >= 0 && (down.samples[index - 1] ?? 0) < 0).length;
  expect(crossings).toBeGreaterThan(497);
  expect(crossings).toBeLessThan(503);
  const above = resample(tone(15_000, 48_000, 0.2), CLIP_RATE).samples.slice(200, -200);
  expect(Math.max(...above)).toBeLessThan(400);
});
