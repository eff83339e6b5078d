// Who is heard by the shell, and what: windows of its own by their own pages, with words of the contract; everybody and everything else gets a code.
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { root } from '../../build/checks/spawn.ts';
import type { Caller } from '../../shared/contract/command.ts';
import { faultOf, hostileCalls, type HostileCall } from '../security/hostile-payloads.ts';
import { expect, test } from './fixture/shell-test.ts';

test.use({ wishes: { windows: [{ windowId: 'kiosk', caller: { role: 'kiosk' } }, { windowId: 'admin', caller: { role: 'admin' } }], practice: false } });

interface Bridge {
  call(command: unknown, input: unknown): Promise<unknown>;
}

/** A window that the shell has not opened, with the shell's own preload, on any address. */
async function strangeWindow(app: ElectronApplication, address: string): Promise<Page> {
  const known = new Set(app.windows());
  await app.evaluate(async ({ BrowserWindow }, [url, preload]) => {
    await new BrowserWindow({ webPreferences: { preload } }).loadURL(url);
  }, [address, path.join(root, 'out', 'preload', 'preload.cjs')] as const);
  await expect.poll(() => app.windows().filter((page) => !known.has(page)).length).toBe(1);
  const page = app.windows().find((each) => !known.has(each));
  if (page === undefined) throw new Error('the window has gone');
  return page;
}
const askAs = (page: Page, command: string): Promise<unknown> => page.evaluate((name) => (Reflect.get(globalThis, 'motCua') as Bridge).call(name, {}), command);

test('a page of a foreign origin is refused, though it has the bridge', async ({ app, window, lines }) => {
  await window('kiosk');
  const page = await strangeWindow(app, 'data:text/html,<title>foreign</title>');
  for (const command of ['point.describe', 'host.state', 'nothing.at.all']) expect(await askAs(page, command)).toMatchObject({ ok: false, error: { code: 'caller.refused' } });
  expect(lines.filter((line) => line.includes('"ipc.stranger"')).length).toBeGreaterThanOrEqual(3);
});

test('a window that the shell has not opened is refused, though it shows our own page', async ({ app, window }) => {
  await window('kiosk');
  const page = await strangeWindow(app, 'app://mot-cua/index.html');
  for (const command of ['point.describe', 'host.state']) expect(await askAs(page, command)).toMatchObject({ ok: false, error: { code: 'caller.refused' } });
});

test('what a window asked before it was closed or loaded anew is answered to nobody, and the others go on', async ({ app, window, lines }) => {
  const [kiosk, admin] = [await window('kiosk'), await window('admin')];
  await admin.evaluate(() => {
    for (let index = 0; index < 200; index += 1) void (Reflect.get(globalThis, 'motCua') as Bridge).call('point.describe', {});
    location.reload();
  });
  await window('admin');
  const closing = await app.browserWindow(admin);
  await admin.evaluate(() => {
    for (let index = 0; index < 200; index += 1) void (Reflect.get(globalThis, 'motCua') as Bridge).call('point.describe', {});
  });
  await closing.evaluate((own: { destroy(): void }) => {
    own.destroy();
  });
  expect(await askAs(kiosk, 'point.describe')).toMatchObject({ ok: true });
  expect(lines.filter((line) => /"level":"error"|Uncaught|UnhandledPromise/.test(line))).toEqual([]);
});

test('a window is to the station who the settings say, whatever its page says of itself', async ({ window }) => {
  const kiosk = await window('kiosk');
  const replies = await kiosk.evaluate(async () => {
    const { call } = Reflect.get(globalThis, 'motCua') as Bridge & { call(...values: unknown[]): Promise<unknown> };
    return [await call('health.read', {}), await call('health.read', {}, { role: 'admin' }), await call('health.read', { caller: { role: 'admin' } }), await call('host.retry', {})];
  });
  for (const reply of replies) expect(reply).toMatchObject({ ok: false, error: { code: 'caller.refused' } });
});

/** Says calls through the bridge, as many at once as a window may, and gives what was wrong with their answers. */
async function fire(page: Page, caller: Caller, calls: readonly HostileCall[]): Promise<readonly string[]> {
  const replies: unknown[] = await page.evaluate(async (all) => {
    const { call } = Reflect.get(globalThis, 'motCua') as Bridge;
    const answered: unknown[] = [];
    for (let from = 0; from < all.length; from += 32) {
      answered.push(...(await Promise.all(all.slice(from, from + 32).map(async ({ command, input }) => {
            try {
              return await call(command, JSON.parse(input));
            } catch (error) {
              // Too deep to be copied: it never leaves the page.
              return /could not be cloned|call stack/.test(String(error)) ? null : `threw ${String(error)}`;
            }
          }))));
    }
    return answered;
  }, calls);
  return calls.flatMap((call, index) => {
    const reply = replies[index];
    if (reply === null) return [];
    // An input of nothing is an empty one: the bridge gives it so.
    const said = call.input === 'null' ? { ...call, input: '{}' } : call;
    const fault = typeof reply === 'string' ? `${call.command} with ${call.input.slice(0, 100)} ${reply}` : faultOf(said, caller, { id: 0, ...(reply as object) });
    return fault ?? [];
  });
}

// The door has heard every one of them, over memory and over sockets; across the bridge a share of the short ones is enough to see that nothing is lost or added on the way. An input of nothing is an empty one here, which is a good word to restart the station or to turn it to training: those are left out.
const calls = hostileCalls().filter(({ command, input }, index) => input.length < 2000 && index % 5 === 0 && !(/^(setup\.restart|training\.(begin|end|afresh))$/.test(command) && input === 'null'));

for (const role of ['kiosk', 'admin'] as const) {
  test(`bad names and bad inputs, said by ${role}, are refused by code`, async ({ window, lines }) => {
    const page = await window(role);
    expect(await fire(page, { role }, calls)).toEqual([]);
    expect(await askAs(page, 'point.describe')).toMatchObject({ ok: true });
    expect(lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
}

test('values that only cloning lets through are refused by code, or never leave the page', async ({ window, lines }) => {
  const page = await window('kiosk');
  const replies = await page.evaluate(async () => {
    const { call } = Reflect.get(globalThis, 'motCua') as Bridge;
    const circle: Record<string, unknown> = {};
    circle['itself'] = circle;
    const said: (readonly [unknown, unknown])[] = [
      ['point.describe', circle], ['point.describe', { when: new Date(0) }], ['point.describe', new Map([['a', 1]])], ['point.describe', new Uint8Array(10)], ['point.describe', { big: 1n }], ['point.describe', { call: () => 1 }], ['point.describe', Symbol('x')], ['point.describe', Number.NaN],
      ['point.describe', 'x'.repeat(1_000_000)], ['point.describe', { toJSON: 'x' }], [{ toString: 'point.describe' }, {}], [['point.describe'], {}], [null, {}], [undefined, undefined], [1, {}], ['point.describe', Object.create({ inherited: 1 }) as unknown], ['point.describe', new Error('x')], ['x'.repeat(100_000), {}],
    ];
    return await Promise.all(said.map(async ([command, input]) => {
      try {
        const reply = (await call(command, input)) as { readonly ok: boolean; readonly error?: { readonly code: string } };
        return reply.ok ? 'done' : reply.error?.code;
      } catch (error) {
        return (error as Error).message.includes('could not be cloned') ? 'not cloned' : String(error);
      }
    }));
  });
  // An empty map, an object of inherited keys and the like are an empty input once they are text; that is good.
  expect(replies.filter((code) => !['done', 'request.invalid', 'request.too-large', 'command.unknown', 'caller.refused', 'not cloned'].includes(String(code)))).toEqual([]);
  expect(replies[0]).toBe('request.invalid');
  expect(await askAs(page, 'point.describe')).toMatchObject({ ok: true });
  expect(lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});
