// What Chromium makes of our headers and cookies: code from text and from elsewhere is refused, and a foreign page gets nothing, not even from another port of this machine.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureChromium } from '../../build/setup/chromium.ts';
import { until } from '../integration/city/city-under-test.ts';
import { startAttackedHost, type AttackedHost } from './attacked-host.ts';
import { attackPages } from './attack-pages.ts';

let host: AttackedHost;
let browser: Browser;
let evil: Server;
let evilPort: number;
/** What the foreign server was asked for. */
const asked: string[] = [];
beforeAll(async () => {
  evil = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.setHeader('content-type', 'text/html');
    response.setHeader('access-control-allow-origin', '*');
    response.end('<title>evil</title><body>');
  });
  await new Promise<void>((resolve) => {
    evil.listen(0, '127.0.0.1', resolve);
  });
  evilPort = (evil.address() as AddressInfo).port;
  host = await startAttackedHost(attackPages(evilPort));
  browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--host-resolver-rules=MAP evil.example 127.0.0.1'],
  });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await host[Symbol.asyncDispose]();
  evil.closeAllConnections();
  evil.close();
});

let context: BrowserContext;
let page: Page;
beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
  asked.length = 0;
});
afterEach(() => context.close());

/** What the attacking page found out: names of things that ran, and directives that were broken. */
const found = async (): Promise<{ readonly ran: readonly string[]; readonly broke: readonly string[]; readonly done: boolean }> => await page.evaluate(() => (window as never as { found: { ran: string[]; broke: string[]; done: boolean } }).found);

describe('in a window of ours', () => {
  it('nothing runs that stands in the page, is made from text or comes from elsewhere; each attempt is told as a violation', async () => {
    await page.goto(await host.machine.newAddress('kiosk'));
    await until('the probe done', async () => (await found()).done, 30_000);
    // A worker and a manifest are not even tried: trusted types and the browser are before the policy.
    const expected = ['script-src-elem', 'script-src-attr', 'style-src-elem', 'style-src-attr', 'img-src', 'connect-src', 'frame-src', 'object-src', 'base-uri', 'form-action', 'media-src', 'require-trusted-types-for', 'trusted-types'];
    await expect.poll(async () => { const { broke } = await found(); return expected.filter((directive) => !broke.includes(directive)); }, { timeout: 10_000 }).toEqual([]);
    expect((await found()).ran).toEqual([]);
    expect(asked).toEqual([]);
    expect(page.url()).toBe(`${host.origin}/w/kiosk/`);
  });

  it('the cookie is out of reach of scripts, of other paths and of pages that came from elsewhere', async () => {
    await page.goto(await host.machine.newAddress('kiosk'));
    expect(await page.evaluate(() => document.cookie)).toBe('');
    expect(await context.cookies()).toEqual([expect.objectContaining({ name: 'mot-cua-window', httpOnly: true, sameSite: 'Strict', path: '/w/kiosk/', expires: -1 })]);
    expect(await page.evaluate(async (port) => (await fetch(`http://127.0.0.1:${port}/w/admin/`)).status, host.port)).toBe(403);
  });

  it('nothing of the machine is granted', async () => {
    await page.goto(await host.machine.newAddress('kiosk'));
    const allowed = await page.evaluate(() => {
      const policy = (document as never as { featurePolicy: { allowedFeatures(): string[] } }).featurePolicy;
      return ['camera', 'microphone', 'geolocation', 'usb', 'hid', 'serial', 'payment', 'display-capture', 'clipboard-read', 'midi'].filter((feature) => policy.allowedFeatures().includes(feature));
    });
    expect(allowed).toEqual([]);
  });

  it('stands alone: no opener, no frame around it', async () => {
    await page.goto(await host.machine.newAddress('kiosk'));
    expect(await page.evaluate(() => [window.opener === null, window.top === window, window.originAgentCluster])).toEqual([true, true, true]);
  });
});

describe.each(['127.0.0.1', 'localhost'])('a page of another program on %s', (name) => {
  it('gets neither files nor frame nor socket, though the browser holds a cookie of the window', async () => {
    await page.goto(await host.machine.newAddress('kiosk'));
    const statuses: number[] = [];
    page.on('response', (response) => {
      if (new URL(response.url()).port === String(host.port)) statuses.push(response.status());
    });
    await page.goto(`http://${name}:${evilPort}/`);
    const got = await page.evaluate(async (base) => {
      const loads = (element: HTMLElement, address: string): Promise<string> =>
        new Promise((resolve) => {
          element.addEventListener('load', () => resolve('loaded'));
          element.addEventListener('error', () => resolve('refused'));
          Object.assign(element, { src: address });
          document.body.append(element);
        });
      const socket = new Promise<string>((resolve) => {
        const own = new WebSocket(`${base.replace('http', 'ws')}/w/kiosk/socket`);
        own.addEventListener('open', () => resolve('open'));
        own.addEventListener('error', () => resolve('refused'));
      });
      const fetched = async (init: RequestInit): Promise<string> => await fetch(`${base}/w/kiosk/index.html`, init).then(async (answer) => `${answer.type} ${(await answer.text()).length}`, () => 'refused');
      return {
        script: await loads(document.createElement('script'), `${base}/w/kiosk/probe.js`),
        image: await loads(document.createElement('img'), `${base}/w/kiosk/dot.svg`),
        socket: await socket,
        cors: await fetched({ credentials: 'include' }),
        opaque: await fetched({ credentials: 'include', mode: 'no-cors' }),
      };
    }, host.origin);
    expect(got).toEqual({ script: 'refused', image: 'refused', socket: 'refused', cors: 'refused', opaque: 'refused' });
    expect(statuses.filter((status) => status < 400)).toEqual([]);
    // Framed, it stays an empty page of the browser's own.
    await page.evaluate((base) => {
      const frame = document.createElement('iframe');
      frame.src = `${base}/w/kiosk/`;
      document.body.append(frame);
    }, host.origin);
    await until('the frame is settled', () => page.frames().length === 2 && page.frames()[1]?.url() !== 'about:blank', 10_000);
    expect(await page.frames()[1]?.evaluate(() => document.title).catch(() => 'not ours')).not.toBe('a window');
  });
});

it('a name that was bent to this machine shows nothing', async () => {
  const address = new URL(await host.machine.newAddress('kiosk'));
  address.hostname = 'evil.example';
  expect((await page.goto(address.href))?.status()).toBe(403);
  expect((await page.goto(`http://evil.example:${host.port}/w/kiosk/`))?.status()).toBe(403);
  address.hostname = '127.0.0.1';
  // The address was not used up by it.
  expect((await page.goto(address.href))?.status()).toBe(200);
});
