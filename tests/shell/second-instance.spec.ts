// A second start of the program: the first comes to the front, the second ends by itself and touches nothing.
import { spawn } from 'node:child_process';
import { commandLine, environment } from './fixture/launch.ts';
import { expect, shellWindowOf, test } from './fixture/shell-test.ts';

test('a second start brings the first to the front and ends', async ({ app, launch, window }) => {
  const page = await window('kiosk');
  const first = await shellWindowOf(app, page);
  await first.evaluate((window) => {
    window.blur();
  });
  expect(await first.evaluate((window) => window.isFocused())).toBe(false);
  const { file, switches, args } = commandLine(launch);
  const second = spawn(file, [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...switches, ...args], { env: environment(launch), stdio: 'ignore' });
  try {
    const code = await Promise.race([new Promise((resolve) => second.once('exit', resolve)), new Promise((resolve) => setTimeout(resolve, 60_000, 'it runs on'))]);
    expect(code).toBe(0);
  } finally {
    second.kill();
  }
  await expect.poll(() => first.evaluate((window) => window.isFocused()), { message: 'the first window is in front again' }).toBe(true);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('a start beside another one’s data of its own is a first start', async ({ app, machine, window }) => {
  await window('kiosk');
  expect(await app.evaluate(({ app: electron }) => electron.hasSingleInstanceLock())).toBe(true);
  expect(await app.evaluate(({ app: electron }) => electron.getPath('userData'))).toContain(machine.configFolder);
});
