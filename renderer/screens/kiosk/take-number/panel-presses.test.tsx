// What the kiosk shows when somebody presses a button of the panel beside it.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { act } from 'react';
import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import { hallPoint, issued } from '../../../../tests/gallery/hall/example-hall.ts';
import { kioskScript } from '../../../../tests/gallery/hall/kiosk-pictures.tsx';
import { scriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import { STAGE_NOW, stage } from '../../../../tests/fakes/stage.tsx';
import { KioskScreen } from '../kiosk-screen.tsx';

beforeEach(() => void vi.useFakeTimers({ now: STAGE_NOW }));
afterEach(() => void vi.useRealTimers());

async function open() {
  const client = scriptedClient(kioskScript());
  const screen = await stage(<KioskScreen point={hallPoint('kiosk')} />, { client, now: () => Date.now() });
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
  const press = (code: ErrorCode | null) => act(async () => client.emit('panel.pressed', { ticketId: code === null ? issued().ticketId : null, code }));
  return { client, screen, pass, press };
}

test('the number of a press is shown as if it had been touched', async () => {
  const { client, screen, pass, press } = await open();
  await press(null);
  await pass(10);
  expect(screen.words()).toContain('A019');
  expect(client.inputsOf('ticket.issue')).toEqual([]);
  await screen.end();
});

test('nobody is interrupted who is looking something up', async () => {
  const { screen, pass, press } = await open();
  await screen.press('Tra cứu hồ sơ');
  await press(null);
  await pass(10);
  expect(screen.words()).not.toContain('A019');
  await screen.end();
});

test('a press without a number says why for ten seconds', async () => {
  const { screen, pass, press } = await open();
  await press('series.full');
  await pass(10);
  expect(screen.words()).toContain('Nút vừa bấm chưa cấp được số.');
  await pass(10_000);
  expect(screen.words()).not.toContain('Nút vừa bấm');
  await screen.end();
});
