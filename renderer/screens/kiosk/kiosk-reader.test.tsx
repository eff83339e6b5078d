// A reader that types at the kiosk: a receipt shows its dossier from any page, anything else is explained.

import { act } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { refusal, scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import type { Script } from '../../../tests/fakes/scripted-client.ts';
import { STAGE_NOW, stage } from '../../../tests/fakes/stage.tsx';
import { typeKeys } from '../../../tests/fakes/typing-reader.ts';
import { hallPoint } from '../../../tests/gallery/hall/example-hall.ts';
import { kioskScript } from '../../../tests/gallery/hall/kiosk-pictures.tsx';
import { KioskScreen } from './kiosk-screen.tsx';

const RECEIPT = 'MC1:0192A00000047000800000000000000C:T149-K1-000012-C';

beforeEach(() => void vi.useFakeTimers({ now: STAGE_NOW }));
afterEach(() => void vi.useRealTimers());

async function open(script: Script = {}) {
  const client = scriptedClient(kioskScript(script));
  return { client, screen: await stage(<KioskScreen point={hallPoint('kiosk')} />, { client, now: () => Date.now() }) };
}

test('a receipt read on the first page shows its dossier', async () => {
  const { client, screen } = await open();
  await typeKeys(RECEIPT, 8);
  await act(async () => void vi.advanceTimersByTime(300));
  await screen.settle();
  expect(client.inputsOf('dossier.look-up')).toEqual([{ by: 'receipt', text: RECEIPT }]);
  expect(screen.words()).toContain('Đang giải quyết');
  await screen.end();
});

test('a receipt that is not known leads to the look-up, with its text in the line', async () => {
  const { screen } = await open({ 'dossier.look-up': () => Promise.reject(refusal('dossier.not-found')) });
  await typeKeys(RECEIPT, 8);
  await act(async () => void vi.advanceTimersByTime(300));
  await screen.settle();
  expect(screen.find<HTMLInputElement>('input').value).toBe(RECEIPT);
  await screen.end();
});

test('a card is not kept, and whoever stands there is told whom to ask', async () => {
  const { client, screen } = await open();
  await typeKeys('001185000012||NGUYEN TH? HONG ANH|15031985', 8);
  expect(screen.words()).toContain('Đầu đọc đang ở chế độ bàn phím');
  expect(screen.words()).toContain('Xin báo cán bộ');
  expect(screen.words()).not.toContain('001185000012');
  await screen.press('Đã hiểu');
  expect(screen.words()).not.toContain('chế độ bàn phím');
  expect(client.inputsOf('dossier.look-up')).toEqual([]);
  await screen.end();
});

test('in the look-up a card read into the line leaves its number there, as before', async () => {
  const { screen } = await open();
  await screen.press('Tra cứu hồ sơ');
  const [, idNumber] = screen.root.querySelectorAll('input');
  await act(async () => idNumber?.focus());
  await typeKeys('001185000012||NGUYEN', 8);
  expect(screen.words()).not.toContain('chế độ bàn phím');
  expect(idNumber?.value).toBe('001185000012');
  await screen.end();
});
