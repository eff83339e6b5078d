// A page stays where it is and alone: no address leads it away, no window opens beside it, and a foreign server is never asked.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { words } from '../e2e/fixture/words.ts';
import { expect, test as base } from './fixture/shell-test.ts';
import { shellUnderTest } from './fixture/which-shell.ts';

/** A server that is not ours, and what it was asked for. */
const test = base.extend<{ evil: { readonly url: string; readonly asked: string[] } }>({
  evil: async ({ browserName: _browserName }, provide) => {
    const asked: string[] = [];
    const server: Server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('<title>evil</title>');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    await provide({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked });
    server.closeAllConnections();
    server.close();
  },
});

const EVIL = ['EVIL/x', 'file:///etc/passwd', 'data:text/html,<title>evil</title>', 'app://mot-cua.evil/index.html', 'app://mot-cua@evil/index.html', 'app://evil/index.html', 'app://mot-cua/assets/x.js', 'chrome://settings', 'view-source:EVIL/', 'filesystem:EVIL/', 'devtools://devtools/bundled/inspector.html', 'mailto:x@example.org', 'javascript:void(document.title="evil")'] as const;

/** Ways in which a page can be led away. */
const ways: Readonly<Record<string, (address: string) => void>> = {
  location: (address) => {
    location.href = address;
  },
  replace: (address) => {
    location.replace(address);
  },
  link: (address) => {
    const link = document.createElement('a');
    link.href = address;
    document.body.append(link);
    link.click();
  },
  refresh: (address) => {
    const meta = document.createElement('meta');
    meta.httpEquiv = 'refresh';
    meta.content = `0;url=${address}`;
    document.head.append(meta);
  },
  form: (address) => {
    const form = document.createElement('form');
    form.action = address;
    document.body.append(form);
    form.submit();
  },
  target: (address) => {
    const link = document.createElement('a');
    link.href = address;
    link.target = '_blank';
    document.body.append(link);
    link.click();
  },
  frame: (address) => {
    const frame = document.createElement('iframe');
    frame.src = address;
    document.body.append(frame);
  },
};

/** The kiosk shows its first screen. Asked of the page itself: Playwright's locators wait for ever for a step that a policy has refused. */
async function expectHome(page: Page, what: string): Promise<void> {
  await expect.poll(() => page.evaluate((text) => document.body.textContent.includes(text), words('kiosk.home.take')).catch(() => false), { message: what }).toBe(true);
}

for (const [name, lead] of Object.entries(ways)) {
  test(`a page led by ${name} stays where it is`, async ({ app, window, evil, lines }) => {
    const page = await window('kiosk');
    const at = page.url();
    await page.evaluate(() => Object.assign(document.documentElement.dataset, { marked: 'yes' }));
    for (const address of EVIL) {
      await page.evaluate(`(${lead.toString()})(${JSON.stringify(address.replace('EVIL', evil.url))})`).catch(() => undefined);
      // Two turns of the page and one of the shell: what was going to happen has begun.
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50))).catch(() => undefined);
      await expectHome(page, address);
      expect(page.url(), address).toBe(at);
    }
    // Chromium itself may put an empty page in place of an address that no page may show; then the shell has led it back.
    const wasBlocked = lines.some((line) => line.includes('"arrived"'));
    expect(await page.evaluate(() => [document.documentElement.dataset['marked'] ?? 'loaded anew', document.title.includes('evil')])).toEqual([wasBlocked ? 'loaded anew' : 'yes', false]);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    expect(evil.asked).toEqual([]);
  });
}

test('no window opens beside it, however it is asked for', async ({ app, window, evil, lines }) => {
  const page = await window('kiosk');
  const refused = (): number => lines.filter((line) => line.includes('"page.refused"') && line.includes('"open"')).length;
  for (const [asked, address] of ['index.html', evil.url, `${evil.url}/another`].entries()) {
    // The stand-in holds the thread of a page whose window has an opener until that window is let go, and a denied one never is: there only windows without an opener are tried.
    const features = shellUnderTest().kind === 'electron' ? 'width=100' : 'noopener';
    expect(await page.evaluate(([wanted, how]) => globalThis.open(wanted, '_blank', how) === null, [address, features] as const), address).toBe(true);
    await expect.poll(refused, { message: address }).toBe(asked + 1);
  }
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await expect.poll(() => app.windows().length).toBe(1);
  expect(evil.asked).toEqual([]);
});

test('a page that got to an empty page, or back in time, is led back', async ({ app, window, lines }) => {
  const page = await window('kiosk');
  const at = page.url();
  const steps: readonly (() => void)[] = [
    () => {
      location.href = 'about:blank';
    },
    () => history.go(-1),
  ];
  for (const [turn, step] of steps.entries()) {
    const before = lines.length;
    await page.evaluate((mark) => Object.assign(document.documentElement.dataset, { mark }), String(turn));
    await page.evaluate(step).catch(() => undefined);
    // The shell's word comes before the page that it leads back to; a step taken from the old one would be overtaken by it.
    const stands = (): Promise<string> => page.evaluate((mark) => `${document.documentElement.dataset['mark'] === mark ? 'same' : 'another'} ${document.readyState} ${location.href}`, String(turn)).catch(() => 'between two pages');
    // Where the empty page took no place of its own in the history, a step back finds our page again; where there is no page before the first, as in Electron, nothing happens at all.
    const isAlone = turn === 1 && (await page.evaluate(() => history.length).catch(() => 0)) === 1;
    await expect.poll(stands).toBe(`${isAlone ? 'same' : 'another'} complete ${at}`);
    if (turn === 0) expect(lines.slice(before).some((line) => line.includes('"arrived"'))).toBe(true);
    await expect(page.getByRole('button', { name: words('kiosk.home.take') })).toBeVisible();
    expect(page.url()).toBe(at);
  }
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('no other address is put over the page’s own', async ({ window }) => {
  const page = await window('kiosk');
  const refused = await page.evaluate(() => {
    try {
      history.pushState(null, '', 'http://evil.example/');
      return false;
    } catch {
      return true;
    }
  });
  expect(refused).toBe(true);
});
