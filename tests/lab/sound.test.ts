// The hall's voice as it is heard: the real station, host and board in Chromium, and a recording of what came out of the loudspeaker.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureRenderer } from '../../build/bundle/fresh.ts';
import { exampleWindows, readExampleProfile, writeMachineSettings } from '../../build/demo/example-point.ts';
import { startBrowserHost, type RunningHost } from '../../build/demo/hosts.ts';
import { findChromium } from '../../build/setup/chromium.ts';
import { ensureTools } from '../../build/setup/system-tools.ts';
import { readWav } from '../../electron/station/sound/wav.ts';
import { counterIdSchema } from '../../shared/contract/primitives.ts';
import type { Heard } from '../../shared/contract/sound.ts';
import { must } from '../../shared/base/must.ts';
import { until } from '../integration/city/city-under-test.ts';
import { Window } from '../morning/window.ts';
import { envelope, findIn, RECORD_RATE, startPulse, type Pulse } from './pulse.ts';

const TV = 'Tivi_sanh';
const profile = readExampleProfile();
const undo = new AsyncDisposableStack();
let pulse: Pulse;
let host: RunningHost;
let browser: Browser;
let board: Page;
let unplugTv: () => Promise<void>;

beforeAll(async () => {
  expect(await ensureTools(['pulseaudio', 'pactl', 'parec']), 'pulseaudio is needed').toBe(true);
  const executablePath = must(await findChromium('windowed'), 'a Chromium that can be heard');
  await ensureRenderer();
  pulse = undo.use(await startPulse());
  unplugTv = await pulse.plug('tv', TV);
  const folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-sound-'));
  undo.defer(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const settingsFile = writeMachineSettings(folder, {
    dataFolder: path.join(folder, 'data'), profile, city: null, devices: {}, host: { windows: [...exampleWindows(profile), { windowId: 'board-2', caller: { role: 'board' } }] },
    sound: { loudspeaker: TV, window: 'board', hasChime: false },
  });
  host = undo.use(await startBrowserHost(settingsFile, [], () => undefined));
  browser = await chromium.launch({ executablePath, headless: false, args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'], env: { ...process.env, ...pulse.env } });
  undo.defer(() => browser.close());
  board = await openBoard('board');
  await openBoard('board-2');
}, 600_000);
afterAll(() => undo.disposeAsync());

/** A window without a screen. */
async function open(windowId: string): Promise<Window> {
  return undo.use(await Window.open(await host.newAddress(windowId)));
}

/** A board with the permission that the administration of a browser gives; it opens no microphone. */
async function openBoard(windowId: string): Promise<Page> {
  const address = await host.newAddress(windowId);
  const context = await browser.newContext({ locale: 'vi-VN', permissions: ['microphone'], viewport: { width: 640, height: 360 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(address, { timeout: 120_000 });
  await page.locator('.board-body').waitFor({ timeout: 180_000 });
  return page;
}

async function heard(as: Heard | null): Promise<void> {
  const admin = await open('admin');
  await until(`a loudspeaker that is ${String(as)}`, async () => (await admin.call('sound.read', {})).heard === as, 60_000);
}

/** What the station says a call sounds like, at the recording's rate. */
async function soundOf(number: string, counterId: number): Promise<Int16Array> {
  const asks = await open('board');
  const said = await asks.call('announcement.read', { number, counterId: counterIdSchema.parse(counterId), isTrial: true });
  const { rate, samples } = readWav(Buffer.from(said.kind === 'spoken' ? said.base64 : '', 'base64'));
  expect(rate).toBe(RECORD_RATE);
  return samples;
}

/** Calls the next person to each counter at once; the numbers that were called. */
async function callTo(counters: readonly number[]): Promise<string[]> {
  const kiosk = await open('kiosk');
  for (const counter of counters) {
    const { fields } = must(profile.counters.find(({ counterId }) => counterId === counter), `a counter ${String(counter)}`);
    await kiosk.call('ticket.issue', { field: must(fields[0], 'a counter serves a field'), priority: 'none', procedureCode: null });
  }
  const windows = await Promise.all(counters.map((counter) => open(`counter-${counter}`)));
  const called = await Promise.all(windows.map((window) => window.call('queue.next', {})));
  return called.map(({ ticket }) => must(ticket, 'somebody waits').number);
}

/** Begins to count the announcements that the board says it has brought to their end; the answer waits for so many. */
async function countSpoken(): Promise<(times: number) => Promise<void>> {
  const admin = await open('admin');
  const before = (await admin.call('sound.read', {})).spokeAt;
  return async (times) => {
    const seen = new Set<number>();
    await until(`${times} announcements`, async () => {
      const { spokeAt } = await admin.call('sound.read', {});
      if (spokeAt !== null && spokeAt !== before) seen.add(spokeAt);
      return seen.size >= times;
    }, 120_000);
  };
}
const loudest = (samples: Int16Array): number => samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

test('two people called at the same moment are heard one after the other, from the chosen loudspeaker, each once, although two boards show them', async () => {
  await heard('chosen');
  const [tv, hall] = [await pulse.record('tv'), await pulse.record('hall')];
  const spoken = await countSpoken();
  const numbers = await callTo([1, 2]);
  const sounds = await Promise.all(numbers.map((number, place) => soundOf(number, place + 1)));
  const lengths = sounds.map((sound) => sound.length / RECORD_RATE);
  await spoken(2);
  const recorded = await tv.stop(2);
  const found = sounds.map((sound) => findIn(envelope(recorded), envelope(sound)));
  for (const { match } of found) expect(match).toBeGreaterThan(0.9);
  // In whichever order the station took them, the second begins after the first has ended.
  const [first, second] = found.map(({ at }, place) => ({ from: at / 50, to: at / 50 + (lengths[place] ?? 0) })).toSorted((one, other) => one.from - other.from);
  expect(must(second, 'two calls').from).toBeGreaterThanOrEqual(must(first, 'two calls').to - 0.04);
  const loudSeconds = envelope(recorded).filter((loudness) => loudness > 200).length / 50;
  const expectedSeconds = sounds.reduce((sum, sound) => sum + envelope(sound).filter((loudness) => loudness > 250).length / 50, 0);
  expect(loudSeconds).toBeLessThan(expectedSeconds * 1.15);
  expect(loudest(await hall.stop())).toBe(0);
});

test('a TV that is switched off leaves the call to the machine’s own loudspeaker, which is said, and takes it back when it is on', async () => {
  await heard('chosen');
  await unplugTv();
  await heard('instead');
  await board.getByText('Loa đã chọn không có').waitFor({ timeout: 20_000 });
  const hall = await pulse.record('hall');
  const spoken = await countSpoken();
  const [number] = await callTo([3]);
  const sound = await soundOf(must(number, 'a number'), 3);
  await spoken(1);
  const recorded = await hall.stop(2);
  expect(findIn(envelope(recorded), envelope(sound)).match).toBeGreaterThan(0.9);
  unplugTv = await pulse.plug('tv', TV);
  await heard('chosen');
});

test('the administration has a number spoken, which calls nobody', async () => {
  await heard('chosen');
  const tv = await pulse.record('tv');
  const [admin, spoken] = [await open('admin'), await countSpoken()];
  const { number, counterId } = await admin.call('sound.try', {});
  const sound = await soundOf(number, counterId);
  await spoken(1);
  const recorded = await tv.stop(2);
  expect(findIn(envelope(recorded), envelope(sound)).match).toBeGreaterThan(0.9);
});
