// The stand-in itself: what it lacks throws by its name, what it says of itself is true, and what it takes over from Electron does what Electron's does.
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { environment, launchShell } from './fixture/launch.ts';
import { closeAll, expect, test, windowOf } from './fixture/shell-test.ts';
import { shellUnderTest } from './fixture/which-shell.ts';
import { words } from '../e2e/fixture/words.ts';

test('what it lacks throws by its name', async ({ app }) => {
  const thrown = await app.evaluate((electron) => {
    const words = (touch: () => unknown): string => {
      try {
        touch();
        return 'nothing was thrown';
      } catch (error) {
        return (error as Error).message;
      }
    };
    const member = (thing: object, name: string): (() => unknown) => () => Reflect.get(thing, name) as unknown;
    const [window] = electron.BrowserWindow.getAllWindows();
    return [
      words(member(electron.app, 'getGPUInfo')),
      words(member(electron.BrowserWindow, 'addDevToolsExtension')),
      words(member(window ?? {}, 'setVibrancy')),
      words(member(window?.webContents ?? {}, 'startDrag')),
      words(member(electron.session.defaultSession, 'cookies')),
      words(() => new electron.Tray('icon.png')),
      words(() => electron.dialog.showMessageBoxSync({ message: '' })),
      words(() => new electron.BrowserWindow({ webPreferences: { contextIsolation: false } })),
      words(() => new electron.BrowserWindow({ webPreferences: { nodeIntegration: true } })),
    ];
  });
  expect(thrown).toEqual(
    ['app.getGPUInfo', 'BrowserWindow.addDevToolsExtension', 'BrowserWindow.setVibrancy', 'webContents.startDrag', 'session.cookies', 'Tray', 'dialog.showMessageBoxSync', 'webPreferences.contextIsolation: false', 'webPreferences.nodeIntegration: true'].map(
      (name) => `electron-standin: ${name} is not implemented`,
    ),
  );
});

test('it says that it is no Electron: on its error output, to the program, to the page, and to whoever stands before it', async ({ app, window }) => {
  const alone = spawnSync(shellUnderTest().file, ['--no-sandbox'], { env: environment({ configFolder: '', xDisplay: null }), encoding: 'utf8' });
  expect(alone.stderr).toContain('electron-standin: this is NOT Electron');
  expect(alone.stderr).toContain('no app was given');
  expect(await app.evaluate(() => process.versions['electron'] ?? 'undefined')).toBe('undefined');
  const page = await window('kiosk');
  expect(await page.evaluate(() => (Reflect.get(globalThis, 'motCua') as { version?: string }).version)).toBeUndefined();
  await expect(page.getByText(words('common.badge.standin'))).toBeVisible();
});

test('what Node loads at its first use is whole before an inspector can look at it', async ({ machine }) => {
  const probe = path.join(machine.folder, 'probe.js');
  await writeFile(probe, "process.stdout.write(process.moduleLoadList.join('\\n')); process.exit(0);");
  const { stdout, stderr } = spawnSync(shellUnderTest().file, ['--inspect=0', '-r', probe, probe], { env: environment({ configFolder: '', xDisplay: null }), encoding: 'utf8' });
  expect(stdout.split('\n'), stderr).toEqual(expect.arrayContaining(['NativeModule perf_hooks', 'NativeModule internal/deps/undici/undici']));
});

test('its own tools cannot be seen from a page', async ({ window }) => {
  const page = await window('kiosk');
  const names = await page.evaluate(() => Object.getOwnPropertyNames(globalThis).filter((name) => /standin|Hear$/i.test(name)));
  expect(names).toEqual([]);
});

test('values of every kind cross to the shell and back, circles too, and functions do not', async ({ app, machine }) => {
  const preload = path.join(machine.folder, 'echo.cjs');
  await writeFile(preload, `const { contextBridge, ipcRenderer } = require('electron');
    contextBridge.exposeInMainWorld('echo', { send: (value) => ipcRenderer.invoke('echo', value), twice: (call) => call(call(1)), fails: () => { throw new RangeError('too far'); }, later: () => Promise.reject(new TypeError('not this')) });`);
  await app.evaluate(async ({ BrowserWindow, ipcMain }, file) => {
    ipcMain.handle('echo', (_event, value: unknown) => value);
    await new BrowserWindow({ title: 'echo', webPreferences: { preload: file } }).loadURL('data:text/html,<title>echo</title>');
  }, preload);
  const page = await pageTitled(app, 'echo');
  const seen = await page.evaluate(async () => {
    interface Echo {
      send(value: unknown): Promise<unknown>;
      twice(call: (value: number) => number): number;
      fails(): void;
      later(): Promise<void>;
    }
    const echo = Reflect.get(globalThis, 'echo') as Echo;
    const circle: Record<string, unknown> = { name: 'circle' };
    circle['itself'] = circle;
    const back = (await echo.send({ circle, date: new Date(5), map: new Map([['a', new Set([1n])]]), bytes: new Uint8Array([1, 2, 3]), nothing: undefined, odd: Object.assign([Number.NaN, -0], { 3: 'x' }), error: new RangeError('far') })) as Record<string, unknown>;
    const words = async (touch: () => unknown): Promise<string> => {
      try {
        await touch();
        return 'nothing';
      } catch (error) {
        return `${(error as Error).name}: ${(error as Error).message}`;
      }
    };
    return {
      isCircle: (back['circle'] as { itself: unknown }).itself === back['circle'],
      date: back['date'] instanceof Date && back['date'].getTime(),
      map: [...((back['map'] as Map<string, Set<bigint>>).get('a') ?? [])].map(String),
      bytes: back['bytes'] instanceof Uint8Array && [...back['bytes']],
      hasNothing: 'nothing' in back,
      odd: Array.from(back['odd'] as unknown[], (one) => (Object.is(one, -0) ? 'minus nought' : String(one))),
      hasHole: !(2 in (back['odd'] as unknown[])),
      error: back['error'] instanceof RangeError,
      twice: echo.twice((value) => value + 1),
      fails: await words(() => echo.fails()),
      later: await words(() => echo.later()),
      function: await words(() => echo.send(() => undefined)),
      frozen: Object.isFrozen(echo),
    };
  });
  expect(seen).toEqual({
    isCircle: true, date: 5, map: ['1'], bytes: [1, 2, 3], hasNothing: true, odd: ['NaN', 'minus nought', 'undefined', 'x'], hasHole: true, error: true,
    twice: 3, fails: 'RangeError: too far', later: 'TypeError: not this', function: 'Error: An object could not be cloned.', frozen: true,
  });
});

test('a key that the shell prevents does not reach the page, and another does', async ({ app, window }) => {
  const page = await window('kiosk');
  await page.evaluate(() => {
    const keys: string[] = [];
    Object.assign(globalThis, { keys });
    addEventListener('keydown', (event) => keys.push(event.key), true);
  });
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.on('before-input-event', (event, input) => {
      if (input.control && input.code === 'KeyK') event.preventDefault();
    });
  });
  await page.keyboard.press('Control+KeyK');
  await page.keyboard.press('KeyX');
  const keys = await page.evaluate(() => Reflect.get(globalThis, 'keys') as string[]);
  expect(keys).not.toContain('k');
  expect(keys).toContain('x');
});

test('a silent print reaches the printer of the system that was named, and no other', async ({ machine, launch }) => {
  const bin = path.join(machine.folder, 'bin');
  const printed = path.join(machine.folder, 'printed');
  await mkdir(bin);
  await writeFile(path.join(bin, 'lp'), `#!/bin/sh\n[ "$2" = office ] || exit 1\ncat > '${printed}'\n`);
  await writeFile(path.join(bin, 'lpstat'), '#!/bin/sh\nprintf "office\\nlabels\\n"\n');
  for (const name of ['lp', 'lpstat']) await chmod(path.join(bin, name), 0o755);
  const app = await launchShell({ ...launch, env: { PATH: `${path.dirname(process.execPath)}:${bin}:${process.env['PATH'] ?? ''}` } });
  try {
    await windowOf(app, 'kiosk');
    const outcome = await app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const print = (deviceName: string): Promise<unknown> => new Promise((resolve) => contents?.print({ silent: true, deviceName }, (worked, why) => resolve([worked, why])));
      return { names: (await contents?.getPrintersAsync())?.map(({ name }) => name), office: await print('office'), other: await print('labels') };
    });
    expect(outcome).toEqual({ names: ['office', 'labels'], office: [true, ''], other: [false, 'Invalid deviceName provided'] });
    expect((await readFile(printed)).subarray(0, 5).toString()).toBe('%PDF-');
  } finally {
    await closeAll(app);
  }
});

async function pageTitled(app: Parameters<typeof windowOf>[0], title: string): ReturnType<typeof windowOf> {
  const found = async () => {
    for (const page of app.windows()) if ((await page.title().catch(() => '')) === title) return page;
    return null;
  };
  await expect.poll(async () => (await found()) !== null, { message: `a page is titled ${title}` }).toBe(true);
  return (await found()) ?? Promise.reject(new Error(`the page titled ${title} is gone`));
}
