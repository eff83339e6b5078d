// What a page of the shell can do, had it been taken over: nothing of Node, nothing of the machine, no code from text or from elsewhere, no file but ours.
import type { Page } from '@playwright/test';
import { words } from '../e2e/fixture/words.ts';
import { expect, test } from './fixture/shell-test.ts';

test.use({ wishes: { windows: [{ windowId: 'kiosk', caller: { role: 'kiosk' } }], practice: true } });

/** Directives that the page breaks from here on. */
async function violations(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const broke: string[] = [];
    Object.assign(globalThis, { broke });
    document.addEventListener('securitypolicyviolation', (event) => broke.push(event.effectiveDirective));
  });
  return () => page.evaluate(() => Reflect.get(globalThis, 'broke') as string[]);
}

test('nothing of Node is there by any name, in the page or in what the bridge hands out', async ({ window }) => {
  const page = await window('kiosk');
  expect(await page.evaluate(() => [typeof Reflect.get(globalThis, 'require'), typeof Reflect.get(globalThis, 'process'), typeof Reflect.get(globalThis, 'module')])).toEqual(['undefined', 'undefined', 'undefined']);
  const reached = await page.evaluate(async () => {
    const bridge = Reflect.get(globalThis, 'motCua') as { call(command: string, input: unknown): Promise<object>; subscribe(listener: (...values: unknown[]) => void): () => void };
    const reply = await bridge.call('point.describe', {});
    // What is handed out is made of the page's own things: their makers lead to no other world.
    const makers = [bridge.call, bridge.subscribe, bridge.subscribe(() => undefined), reply].map((one) => one.constructor as unknown);
    return { own: makers.map((maker) => maker === Function || maker === Object), keys: Object.keys(bridge).toSorted(), isFrozen: Object.isFrozen(bridge), reply: Object.keys(reply) };
  });
  expect(reached).toEqual({ own: [true, true, true, true], keys: ['call', 'subscribe', 'version'], isFrozen: true, reply: ['ok', 'output'] });
});

test('a listener hears frames of the contract and nothing of Electron’s', async ({ window }) => {
  const page = await window('kiosk');
  await page.evaluate(() => {
    const heard: unknown[][] = [];
    Object.assign(globalThis, { heard });
    (Reflect.get(globalThis, 'motCua') as { subscribe(listener: (...values: unknown[]) => void): void }).subscribe((...values) => heard.push(values.map((value) => (typeof value === 'object' && value !== null ? Object.keys(value).toSorted().join() : typeof value))));
  });
  await page.getByRole('button', { name: words('kiosk.home.take') }).click();
  await page.getByRole('button', { name: 'Hộ tịch – Chứng thực' }).click();
  await expect.poll(() => page.evaluate(() => (Reflect.get(globalThis, 'heard') as unknown[]).length)).toBeGreaterThan(0);
  const heard = await page.evaluate(() => Reflect.get(globalThis, 'heard') as string[][]);
  expect(new Set(heard.map((values) => values.join(' | ')))).toEqual(new Set(['event,payload']));
});

test('every permission is refused: devices, places, sounds, screens, notices', async ({ window, lines }) => {
  const page = await window('kiosk');
  const answers = await page.evaluate(async () => {
    const refused = async (ask: () => Promise<unknown> | undefined): Promise<string> => {
      try {
        return `got ${String(await ask())}`;
      } catch (error) {
        return (error as Error).name;
      }
    };
    const device = (name: string, method: string, wish: unknown) => () => (Reflect.get(navigator, name) as Record<string, ((wish: unknown) => Promise<unknown>) | undefined> | undefined)?.[method]?.(wish);
    const state = async (name: string): Promise<string> => await navigator.permissions.query({ name: name as PermissionName }).then((status) => status.state, () => 'refused');
    return {
      notification: await Notification.requestPermission(),
      place: await new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('got a place'), (error) => resolve(error.code))),
      media: await refused(() => navigator.mediaDevices.getUserMedia({ audio: true, video: true })),
      screen: await refused(() => navigator.mediaDevices.getDisplayMedia()),
      hid: await refused(device('hid', 'requestDevice', { filters: [] })),
      usb: await refused(device('usb', 'requestDevice', { filters: [] })),
      serial: await refused(device('serial', 'requestPort', {})),
      states: await Promise.all(['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'].map(state)),
    };
  });
  expect(answers.notification).toBe('denied');
  expect(answers.place).toBe(1);
  for (const name of [answers.media, answers.screen, answers.hid, answers.usb, answers.serial]) expect(name).toMatch(/^(NotAllowedError|SecurityError|NotFoundError|NotSupportedError|got undefined)$/);
  expect(answers.states.filter((state) => state === 'granted' || state === 'prompt')).toEqual([]);
  expect(lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});

test('code from text and inline is refused and told as a violation, and a normal flow has none', async ({ window }) => {
  const page = await window('kiosk');
  const broke = await violations(page);
  await page.getByRole('button', { name: words('kiosk.home.take') }).click();
  await page.getByRole('button', { name: 'Hộ tịch – Chứng thực' }).click();
  await expect(page.getByText('A001').first()).toBeVisible();
  expect(await broke()).toEqual([]);
  const ran = await page.evaluate(async () => {
    const done: string[] = [];
    Object.assign(globalThis, { done });
    const refusals: string[] = [];
    const tries = (act: () => void): void => {
      try {
        act();
      } catch (error) {
        refusals.push(String(error));
      }
    };
    tries(() => {
      const script = document.createElement('script');
      script.append('globalThis.done.push("inline")');
      document.body.append(script);
    });
    tries(() => void Reflect.apply(setTimeout, globalThis, ['globalThis.done.push("text")', 0]));
    tries(() => void Reflect.apply(Reflect.get(document.body, `insertAdjacent${'HTML'}`) as () => void, document.body, ['beforeend', '<img src="x" onerror="globalThis.done.push(\'handler\')">']));
    tries(() => {
      const style = document.createElement('style');
      style.append('body { --ran: 1 }');
      document.head.append(style);
    });
    await fetch('http://127.0.0.1:9/').catch(() => undefined);
    return [...done, getComputedStyle(document.body).getPropertyValue('--ran')];
  });
  expect(ran).toEqual(['']);
  await expect.poll(async () => ['require-trusted-types-for', 'style-src-elem', 'connect-src'].filter((directive) => !ran.includes(directive)).length && [...new Set(await broke())].toSorted()).toEqual(['connect-src', 'require-trusted-types-for', 'style-src-elem']);
});

test('every request of a start goes to our own origin', async ({ window }) => {
  const page = await window('kiosk');
  const origins = new Set<string>();
  page.on('request', (request) => void origins.add(new URL(request.url()).protocol === 'blob:' ? 'blob' : new URL(request.url()).origin));
  const own = await page.evaluate(() => location.origin);
  await page.reload();
  await page.getByRole('button', { name: words('kiosk.home.take') }).click();
  await expect(page.getByRole('button', { name: 'Hộ tịch – Chứng thực' })).toBeVisible();
  expect([...origins]).toEqual([own]);
});

test('no file of the machine is read: not by scheme, not by ways up', async ({ window }) => {
  const page = await window('kiosk');
  const got = await page.evaluate(async () => {
    const text = async (address: string): Promise<string> =>
      await fetch(address).then(async (answer) => (answer.ok ? await answer.text() : String(answer.status)), () => 'refused');
    return await Promise.all(['file:///etc/passwd', '../../../../../etc/passwd', '%2e%2e/%2e%2e/package.json', '..%2f..%2fpackage.json', '..%5c..%5cpackage.json', 'index.html%00', '//etc/passwd', 'assets/..%2f..%2fmain%2fmain.js', '/package.json', '/.git/config'].map(text));
  });
  for (const answer of got) expect(answer).toMatch(/^(refused|40[0345])$/);
});

test('a webview attaches to nothing', async ({ app, window }) => {
  const page = await window('kiosk');
  await page.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'data:text/html,<title>inside</title>');
    view.setAttribute('nodeintegration', '');
    view.setAttribute('webpreferences', 'contextIsolation=no,sandbox=no');
    document.body.append(view);
  });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
});

test('a frame within the page has no bridge, whatever it shows', async ({ window }) => {
  const page = await window('kiosk');
  const found = await page.evaluate(async () => {
    const make = async (prepare: (frame: HTMLIFrameElement) => void): Promise<string> => {
      const frame = document.createElement('iframe');
      prepare(frame);
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      document.body.append(frame);
      await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, 2000))]);
      try {
        const inner = frame.contentWindow as unknown as Record<string, unknown>;
        return ['motCua', 'require', 'process'].filter((name) => inner[name] !== undefined).join();
      } catch {
        return 'out of reach';
      }
    };
    return {
      blank: await make(() => undefined),
      own: await make((frame) => (frame.src = 'index.html')),
      data: await make((frame) => (frame.src = 'data:text/html,x')),
    };
  });
  expect(found.blank).toBe('');
  for (const inner of [found.own, found.data]) expect(['', 'out of reach']).toContain(inner);
});
