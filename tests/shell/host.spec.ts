// What the shell says and does by itself: settings that are wrong, a station that cannot run, a page that keeps falling, and the only way out of a kiosk.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { hashExitPin } from '../../electron/link/exit-pin.ts';
import { counterIdSchema } from '../../shared/contract/primitives.ts';
import { words } from '../e2e/fixture/words.ts';
import type { Settings } from './fixture/machine.ts';
import { expect, test, windowOf } from './fixture/shell-test.ts';

const kiosk = { windowId: 'kiosk', caller: { role: 'kiosk' as const } };
const counter = { windowId: 'counter-1', caller: { role: 'counter' as const, counterId: counterIdSchema.parse(1) } };
const windowCount = (app: ElectronApplication): Promise<number> => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

test.describe('settings with a mistake', () => {
  test.use({ wishes: { windows: [kiosk, counter], practice: false, change: (settings) => ({ ...settings, dataFolder: 'not/absolute' }) } });

  test('open every window without a station, name the line to staff, and are read again at a touch', async ({ app, machine, window, lines }) => {
    const desk = await window('counter');
    await expect(desk.getByText(words('host.settings.title'))).toBeVisible();
    await expect(desk.getByText('dataFolder', { exact: true })).toBeVisible();
    await expect((await window('kiosk')).getByText(words('host.public.title'))).toBeVisible();
    expect(lines.some((line) => line.includes('"station.ready"'))).toBe(false);
    const settings = JSON.parse(readFileSync(machine.settingsFile, 'utf8')) as Settings;
    writeFileSync(machine.settingsFile, JSON.stringify({ ...settings, dataFolder: machine.dataFolder }));
    await desk.getByRole('button', { name: words('host.settings.again') }).click();
    await expect.poll(() => lines.some((line) => line.includes('"station.ready"'))).toBe(true);
    const next = await windowOf(app, 'counter');
    await expect(next.getByRole('button', { name: words('counter.queue.next') })).toBeVisible();
    expect(await windowCount(app)).toBe(2);
  });
});

test.describe('a station that cannot run', () => {
  // A file lies where the store's folder is to be.
  test.use({
    wishes: {
      windows: [kiosk, counter],
      practice: false,
      change: (settings) => {
        writeFileSync(settings.dataFolder ?? '', '');
        return { ...settings, logs: { folder: path.join(path.dirname(settings.dataFolder ?? ''), 'logs') } };
      },
    },
  });

  test('leaves the windows open with its reason, and runs after «Thử lại» once the reason is gone', async ({ app, machine, window, lines }) => {
    const desk = await window('counter');
    await expect(desk.getByText(words('host.failed.title'))).toBeVisible();
    await expect(desk.getByText(words('host.failed.safe'))).toBeVisible();
    await expect((await window('kiosk')).getByText(words('host.public.title'))).toBeVisible();
    expect(await windowCount(app)).toBe(2);
    rmSync(machine.dataFolder);
    await desk.getByRole('button', { name: words('common.try-again') }).click();
    await expect.poll(() => lines.some((line) => line.includes('"station.ready"'))).toBe(true);
    await expect(desk.getByRole('button', { name: words('counter.queue.next') })).toBeVisible();
    await expect(desk.getByText(words('host.failed.title'))).toHaveCount(0);
  });
});

test.describe('a kiosk', () => {
  const exitPin = hashExitPin('246813');
  test.use({
    // Playwright gives an option that is a function to the fixture; here it is a promise that the machine waits for.
    wishes: async ({ browserName: _browserName }, provide) => {
      const hash = await exitPin;
      await provide({ windows: [kiosk], practice: false, change: (settings: Settings) => ({ ...settings, kiosk: { exitPin: hash } }) });
    },
  });

  test('cannot be closed or quit by a page, and is left by the held corner and the PIN alone, which a wrong one delays', async ({ app, machine, window }) => {
    const page = await window('kiosk');
    await expect(page.getByRole('button', { name: words('kiosk.home.take') })).toBeVisible();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await page.evaluate(() => globalThis.close());
    expect(await windowCount(app)).toBe(1);

    const bridge = (command: string, input: object) =>
      page.evaluate(([name, value]) => (Reflect.get(globalThis, 'motCua') as { call(command: unknown, input: unknown): Promise<unknown> }).call(name, value), [command, input] as const);
    expect(await bridge('host.leave', { choice: 'close' })).toMatchObject({ ok: false, error: { code: 'host.locked' } });
    expect(await bridge('host.retry', {})).toMatchObject({ ok: false, error: { code: 'caller.refused' } });

    await page.mouse.move(12, 12);
    await page.mouse.down();
    await expect(page.getByText(words('host.exit.title'))).toBeVisible();
    await page.mouse.up();
    const type = async (pin: string): Promise<void> => {
      for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click();
      await page.getByRole('button', { name: words('host.exit.open') }).click();
    };
    await type('1111');
    await expect(page.getByText('pin.wrong')).toBeVisible();
    expect(readFileSync(path.join(machine.dataFolder, 'shell-state.json'), 'utf8')).toContain('"wrong":1');
    await expect.poll(async () => {
      const answer = (await bridge('host.unlock', { pin: '246813' })) as { ok: boolean };
      return answer.ok;
    }).toBe(true);
    expect(await bridge('host.leave', { choice: 'leave-full-screen' })).toMatchObject({ ok: true });
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => [each.isKiosk(), each.isMinimized()]))).toEqual([[false, true]]);
  });

  test('whose page falls again and again shows a plain one that says so', async ({ app, window, lines }) => {
    await window('kiosk');
    for (let round = 1; round <= 6; round += 1) {
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
      await expect.poll(() => lines.filter((line) => line.includes('"page.gone"')).length).toBe(round);
      if (round < 6) await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().every(({ webContents }) => !webContents.isLoading() && !webContents.isCrashed()))).toBe(true);
    }
    await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())).toBe('app://mot-cua/plain.html');
    expect(lines.some((line) => line.includes('"page.given-up"'))).toBe(true);
  });
});
