// An order on the shell's command line opens no window, meets a running station as it should, reaches the system's vault, and ends with its code.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { commandLine, environment, type Launch } from './fixture/launch.ts';
import { expect, test } from './fixture/shell-test.ts';

async function order(launch: Launch, ...words: readonly string[]): Promise<{ readonly code: number | null; readonly out: string }> {
  const { file, switches, args } = commandLine({ ...launch, args: words });
  const child = spawn(file, [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...switches, ...args], { env: environment(launch), stdio: ['ignore', 'pipe', 'ignore'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out };
}

test('orders are done beside the running program and after it, with the key that only its vault opens', async ({ app, launch, machine, window }) => {
  await window('kiosk');
  await expect.poll(() => existsSync(path.join(machine.dataFolder, 'health.json')), { message: 'the station has said how it is' }).toBe(true);
  expect((await order(launch, '--check-settings')).code).toBe(0);
  const health = await order(launch, '--health', '--json');
  expect(JSON.parse(health.out)).toMatchObject({ source: 'running', commune: 'T149' });
  expect((await order(launch, '--backup')).code).toBe(3);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await app.close();
  expect(existsSync(path.join(machine.dataFolder, 'data.key'))).toBe(false);
  expect(await order(launch, '--backup')).toMatchObject({ code: 0, out: expect.stringContaining('whole, event') });
  expect((await order(launch, '--mend', '--restore')).code).toBe(64);
});
