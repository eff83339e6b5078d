// Settings that are gone or spoilt on a machine that had good ones: its windows open as they were, the public's stay shut in, the PIN still leads out, and nobody is given an administration.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hashExitPin } from '../../electron/link/exit-pin.ts';
import { counterIdSchema } from '../../shared/contract/primitives.ts';
import { words } from '../e2e/fixture/words.ts';
import { launchShell } from './fixture/launch.ts';
import type { Settings } from './fixture/machine.ts';
import { closeAll, expect, test, windowOf } from './fixture/shell-test.ts';

const exitPin = hashExitPin('246813');
test.use({
  screens: ['1366x768', '1920x1080'],
  // Playwright gives an option that is a function to the fixture; here it is a promise that the machine waits for.
  wishes: async ({ browserName: _browserName }, provide) => {
    const hash = await exitPin;
    const windows: Settings['host']['windows'] = [{ windowId: 'kiosk', caller: { role: 'kiosk' } }, { windowId: 'counter-1', caller: { role: 'counter', counterId: counterIdSchema.parse(1) } }];
    await provide({ windows, practice: false, change: (settings: Settings) => ({ ...settings, kiosk: { exitPin: hash } }) });
  },
});

test('a kiosk without settings is a kiosk that pauses, left by its PIN alone; the counter names the line, and both work when the file is back', async ({ machine, launch }) => {
  const good = readFileSync(machine.settingsFile, 'utf8');
  const first = await launchShell(launch);
  await expect((await windowOf(first, 'kiosk')).getByRole('button', { name: words('kiosk.home.take') })).toBeVisible();
  await closeAll(first);

  for (const spoil of [() => rmSync(machine.settingsFile), () => writeFileSync(machine.settingsFile, '{ "host": ')]) {
    spoil();
    const app = await launchShell(launch);
    try {
      const [kiosk, desk] = [await windowOf(app, 'kiosk'), await windowOf(app, 'counter')];
      await expect(kiosk.getByText(words('host.public.title'))).toBeVisible();
      await expect(kiosk.getByText((JSON.parse(good) as Settings).profile.unit.phone)).toBeVisible();
      await expect(desk.getByText(words('host.settings.title'))).toBeVisible();
      expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isKiosk()).toSorted((one, other) => Number(other) - Number(one)))).toEqual([true, false]);

      const bridge = (command: string, input: object): Promise<unknown> =>
        kiosk.evaluate(([name, value]) => (Reflect.get(globalThis, 'motCua') as { call(command: unknown, input: unknown): Promise<unknown> }).call(name, value), [command, input] as const);
      expect(await bridge('host.leave', { choice: 'close' })).toMatchObject({ ok: false, error: { code: 'host.locked' } });
      await kiosk.mouse.move(12, 12);
      await kiosk.mouse.down();
      await expect(kiosk.getByText(words('host.exit.title'))).toBeVisible();
      await kiosk.mouse.up();
      for (const digit of '246813') await kiosk.getByRole('button', { name: digit, exact: true }).click();
      await kiosk.getByRole('button', { name: words('host.exit.open') }).click();
      await expect(kiosk.getByRole('button', { name: words('host.leave.close') })).toBeVisible();

      writeFileSync(machine.settingsFile, good);
      await desk.getByRole('button', { name: words('host.settings.again') }).click();
      await expect(async () => expect((await windowOf(app, 'kiosk')).getByRole('button', { name: words('kiosk.home.take') })).toBeVisible()).toPass();
    } finally {
      await closeAll(app);
    }
  }
});

test.describe('a machine that never had good settings', () => {
  test('has one window, for whoever sets it up', async ({ machine, launch }) => {
    rmSync(machine.settingsFile);
    const app = await launchShell(launch);
    try {
      await expect((await windowOf(app, 'admin')).getByText(words('host.settings.title'))).toBeVisible();
      expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    } finally {
      await closeAll(app);
    }
  });
});
