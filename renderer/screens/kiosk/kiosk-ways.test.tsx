// The ways to see and hear the kiosk: switched by one touch, read aloud page by page, and off again for the next person.

import { act } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { refusal, scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import type { Script } from '../../../tests/fakes/scripted-client.ts';
import { STAGE_NOW, stage } from '../../../tests/fakes/stage.tsx';
import { hallPoint } from '../../../tests/gallery/hall/example-hall.ts';
import { kioskPictures, kioskScript } from '../../../tests/gallery/hall/kiosk-pictures.tsx';
import { KioskScreen } from './kiosk-screen.tsx';

beforeEach(() => void vi.useFakeTimers({ now: STAGE_NOW }));
afterEach(() => void vi.useRealTimers());

async function open(script: Script = {}) {
  const client = scriptedClient(kioskScript(script));
  const screen = await stage(<KioskScreen point={hallPoint('kiosk')} />, { client, now: () => Date.now() });
  return { client, screen, pass: (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms)) };
}

test.each([
  ['Chữ to', 'text', 'large'],
  ['Tương phản cao', 'contrast', 'high'],
  ['Ngồi / xe lăn', 'reach', 'low'],
])('«%s» is there on every page, switches on and off, and stays while the person goes on', async (name, key, on) => {
  const { screen } = await open();
  const now = () => document.documentElement.dataset[key];
  await screen.press(name);
  await screen.press('Lấy số thứ tự');
  expect([now(), screen.button(name).getAttribute('aria-pressed')]).toEqual([on, 'true']);
  await screen.press('Trang đầu');
  expect(now()).toBe(on);
  await screen.press(name);
  expect(now()).toBe('plain');
  await screen.end();
});

test('all ways are off again for the next person', async () => {
  const { screen, pass } = await open();
  for (const way of ['Chữ to', 'Tương phản cao', 'Ngồi / xe lăn', 'Nghe hướng dẫn']) await screen.press(way);
  await pass(56_000);
  const { text, contrast, reach } = document.documentElement.dataset;
  expect([text, contrast, reach]).toEqual(['plain', 'plain', 'plain']);
  for (const way of ['Chữ to', 'Nghe hướng dẫn']) expect(screen.button(way).getAttribute('aria-pressed')).toBe('false');
  await screen.end();
});

describe('spoken help', () => {
  test('asks for the words of each page, and shows the same words', async () => {
    const { client, screen } = await open();
    await screen.press('Nghe hướng dẫn');
    expect(screen.words()).toContain('Xin chạm vào ô cần dùng. Để gặp cán bộ');
    await screen.press('Lấy số thứ tự');
    await screen.press('Hộ tịch – Chứng thực');
    expect(client.inputsOf('help.read')).toEqual([{ topic: 'home', number: null }, { topic: 'fields', number: null }, { topic: 'number', number: 'A019' }]);
    expect(screen.words()).toContain('Số của Ông/Bà là A019');
    await screen.end();
  });

  test('asks nothing while nobody wants it', async () => {
    const { client, screen } = await open();
    await screen.press('Lấy số thứ tự');
    expect(client.inputsOf('help.read')).toEqual([]);
    await screen.end();
  });

  test('that cannot be heard says so, and the words stand there', async () => {
    const { screen } = await open({ 'help.read': () => Promise.reject(refusal('sound.failed')) });
    await screen.press('Nghe hướng dẫn');
    expect(screen.words()).toContain('chưa phát được tiếng');
    expect(screen.words()).toContain('Xin chạm vào ô cần dùng');
    await screen.end();
  });
});

describe('no state is a dead end:', () => {
  test.each(kioskPictures.filter(({ steps, now }) => now === undefined && (steps ?? []).every((step) => typeof step === 'string')).map((picture) => [picture.name, picture] as const))('%s', async (_name, { steps, client, screen: page, language }) => {
    const scripted = client?.() ?? scriptedClient({});
    const screen = await stage(page, { client: scripted, now: () => Date.now(), ...(language === undefined ? {} : { language }) });
    for (const step of steps ?? []) {
      if (typeof step !== 'string') continue;
      // One letter is a key of the keyboard on the screen, and what is searched comes a moment after the last key.
      await screen.press(step.length === 1 ? new RegExp(`^${step.replace('.', '\\.')}$`) : step);
      await act(() => vi.advanceTimersByTimeAsync(200));
    }
    const buttons = [...screen.root.querySelectorAll('button')].filter((button) => !button.disabled).map((button) => button.textContent);
    const isHome = screen.root.querySelector('.kiosk-home') !== null;
    const ways = ['Trang đầu', 'Home', 'First page', 'Start'];
    expect(isHome || buttons.some((words) => ways.some((way) => words.includes(way))), `a way home among: ${buttons.join(' | ')}`).toBe(true);
    // What failed says what can be done: a button in the page, a person to ask, or another thing to type.
    for (const alert of screen.root.querySelectorAll('.kiosk-body .notice[data-tone=danger], .kiosk-body .notice[data-tone=warning]')) {
      const hasNext = alert.querySelector('button') !== null || /[Xx]in|gặp|hỏi|Vẫn|[Tt]hử|chọn|please|Please/.test(alert.textContent);
      expect(hasNext, `a next step in: ${alert.textContent}`).toBe(true);
    }
    await screen.end();
  });
});
