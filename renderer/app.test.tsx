// The page around the screens: it opens what the host says, and never stays white.

import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, test, vi } from 'vitest';
import { endless, refusal, scriptedClient } from '../tests/fakes/scripted-client.ts';
import type { Script } from '../tests/fakes/scripted-client.ts';
import { STAGE_NOW } from '../tests/fakes/stage.tsx';
import { hallPoint } from '../tests/gallery/hall/example-hall.ts';
import { kioskScript } from '../tests/gallery/hall/kiosk-pictures.tsx';
import { App } from './app.tsx';
import { createLanguageStore } from './parts/texts/use-texts.tsx';

let end: () => Promise<void> = () => Promise.resolve();
afterEach(() => end());

async function open(script: Script) {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const client = scriptedClient(script);
  const place = document.createElement('div');
  document.body.append(place);
  const root = createRoot(place);
  end = async () => {
    await act(async () => root.unmount());
    place.remove();
  };
  await act(async () => root.render(<App client={client} wallClock={() => STAGE_NOW + 3_600_000} language={createLanguageStore()} />));
  /** Waits, with a deadline, until the page shows the words: its screen is loaded only now. */
  const sees = async (words: string) => {
    const until = performance.now() + 10_000;
    while (!place.textContent.includes(words) && performance.now() < until) await act(() => new Promise((resolve) => setTimeout(resolve, 5)));
    expect(place.textContent).toContain(words);
  };
  return { client, place, sees };
}

test('the screen is the one of the role that the host gave', async () => {
  const { sees } = await open({ 'point.describe': () => hallPoint('kiosk'), ...kioskScript() });
  await sees('Kính chào Ông/Bà');
  expect(document.documentElement.dataset['role']).toBe('kiosk');
  expect(document.title).toBe('Phú Xuyên – Một Cửa (browser host)');
});

test('times are told by the clock of the station, not of this computer', async () => {
  const { sees } = await open({ 'point.describe': () => hallPoint('board'), 'queue.overview': () => endless() });
  await sees('08:40');
});

test('while the station is not reached, the page says what is safe and tries again by itself', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { client, place } = await open({ 'point.describe': () => Promise.reject(refusal('station.unreachable')) });
  expect(place.textContent).toContain('Chưa mở được màn hình này');
  expect(place.textContent).toContain('tự thử lại');
  client.answer({ 'point.describe': () => endless() });
  await act(() => vi.advanceTimersByTimeAsync(3_000));
  vi.useRealTimers();
  expect(client.inputsOf('point.describe')).toHaveLength(2);
});

test('a station of another version asks for a reload', async () => {
  const { sees } = await open({ 'point.describe': () => ({ ...hallPoint('kiosk'), contractVersion: 99 }) });
  await sees('Tải lại màn hình');
});
