// What the browser host answers to a request: the token at the door, the cookie of the window, and files of the built pages and nothing else.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CounterId } from '../../shared/base/ids.ts';
import type { Caller } from '../../shared/contract/command.ts';
import { contentSecurityPolicy, NO_PAGE_POLICY } from '../link/content-policy.ts';
import { answerPage, windowOf, type PageAnswer, type PageRules } from './pages.ts';
import { COOKIE_NAME, WindowPasses } from './window-passes.ts';

const AUTHORITY = '127.0.0.1:4000';
const passes = new WindowPasses();
/** Cookie of one opening of a window. */
const cookieOf = (windowId: string): string => passes.redeem(windowId, passes.issue(windowId))?.split(';')[0] ?? '';
let folder: string;
let rules: PageRules;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-pages-'));
  const files = path.join(folder, 'renderer');
  mkdirSync(path.join(files, 'assets', 'folder.js'), { recursive: true });
  writeFileSync(path.join(files, 'index.html'), '<title>Một Cửa</title>');
  writeFileSync(path.join(files, 'assets', 'main.js'), 'let x;');
  writeFileSync(path.join(files, 'assets', 'notes.txt'), 'of no known type');
  writeFileSync(path.join(files, '.secret.json'), '{}');
  writeFileSync(path.join(folder, 'outside.html'), 'not for pages');
  symlinkSync(path.join(folder, 'outside.html'), path.join(files, 'link.html'));
  symlinkSync(folder, path.join(files, 'up'));
  rules = { authority: AUTHORITY, callers: new Map<string, Caller>([['kiosk', { role: 'kiosk' }], ['counter-1', { role: 'counter', counterId: 1 as CounterId }], ['board', { role: 'board' }]]), passes, files };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Given {
  readonly method?: string;
  readonly host?: string | undefined;
  readonly cookie?: string | undefined;
  readonly more?: readonly string[];
}
function ask(target: string, given: Given = {}): PageAnswer {
  const { method, host, cookie, more } = { method: 'GET', host: AUTHORITY, cookie: cookieOf('kiosk'), more: [], ...given };
  return answerPage({ method, target, rawHeaders: [...(host === undefined ? [] : ['Host', host]), ...more], cookie }, rules);
}
const body = (answer: PageAnswer): string => answer.body.toString();
const addressOf = (windowId: string, token = passes.issue(windowId)): string => `/open?w=${windowId}&t=${token}`;

describe('opening a window', () => {
  it('with a token sets its cookie, for its own path only and out of reach of scripts and other sites', () => {
    const answer = ask(addressOf('kiosk'), { cookie: undefined });
    const cookie = expect.stringMatching(/^mot-cua-window=[\w-]{43}; Path=\/w\/kiosk\/; HttpOnly; SameSite=Strict$/) as string;
    expect(answer).toMatchObject({ status: 303, headers: { location: '/w/kiosk/', 'set-cookie': cookie, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'content-security-policy': NO_PAGE_POLICY } });
  });

  it('works once: a token that has been used gives nothing, and looking at it does not use it', () => {
    const address = addressOf('kiosk');
    expect([ask(address, { method: 'HEAD' }).status, ask(address).status, ask(address).status, ask(address).status]).toEqual([405, 303, 403, 403]);
  });

  it.each([
    ['no token', () => '/open?w=kiosk'], ['an empty token', () => '/open?w=kiosk&t='], ['another token', () => addressOf('kiosk', 'x'.repeat(43))], ['a token with more behind it', () => `${addressOf('kiosk')}x`], ['a token cut short', () => addressOf('kiosk').slice(0, -1)],
    ['the token of another window', () => addressOf('kiosk', passes.issue('counter-1'))], ['a cookie for a token', () => addressOf('kiosk', cookieOf('kiosk').split('=')[1])],
    ['no window', () => `/open?t=${passes.issue('kiosk')}`], ['a window that is not in the settings', () => addressOf('admin')], ['a window by another name', () => addressOf('KIOSK', passes.issue('kiosk'))], ['two windows', () => `${addressOf('admin', passes.issue('kiosk'))}&w=kiosk`],
  ])('with %s gives nothing', (_name, target) => {
    const answer = ask(target());
    expect([answer.status, 'set-cookie' in answer.headers]).toEqual([403, false]);
  });
});

describe('a window', () => {
  it('may not even ask for a microphone, but for the board, whose loudspeakers hide behind it', () => {
    const policy = (windowId: string) => String(ask(`/w/${windowId}/`, { cookie: cookieOf(windowId) }).headers['permissions-policy']).split(', ');
    expect(policy('kiosk')).toContain('microphone=()');
    expect(policy('kiosk').filter((feature) => !policy('board').includes(feature))).toEqual(['microphone=()']);
  });


  it('gets its page and its files with the policy of the house', () => {
    expect(ask('/w/kiosk/')).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': contentSecurityPolicy(`ws://${AUTHORITY}`), 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin' } });
    expect([body(ask('/w/kiosk/')), body(ask('/w/kiosk/index.html?x=1')), body(ask('/w/kiosk/assets/main.js'))]).toEqual(['<title>Một Cửa</title>', '<title>Một Cửa</title>', 'let x;']);
    expect(ask('/w/counter-1/', { cookie: cookieOf('counter-1') }).status).toBe(200);
    // A window that the settings no longer name is gone, even for whoever still has its cookie.
    expect(ask('/w/admin/', { cookie: cookieOf('admin') }).status).toBe(404);
  });

  it('needs its own cookie, which may stand among others', () => {
    expect(ask('/w/kiosk/', { cookie: `a=b; ${cookieOf('kiosk')}; c=d` }).status).toBe(200);
    for (const cookie of [undefined, '', COOKIE_NAME, `${COOKIE_NAME}=`, cookieOf('counter-1'), `${COOKIE_NAME}=${passes.issue('kiosk')}`, cookieOf('kiosk').slice(0, -1), `x${cookieOf('kiosk')}`]) {
      expect([ask('/w/kiosk/', { cookie }).status, ask('/w/kiosk/assets/main.js', { cookie }).status]).toEqual([403, 403]);
    }
  });

  it.each(['localhost:4000', '127.0.0.1', '127.0.0.1:4001', '127.0.0.1:4000.evil.example', 'evil.example', '', undefined])('is not given to a page that came by the name %s', (host) => {
    expect([ask('/w/kiosk/', { host }).status, ask(addressOf('kiosk'), { host }).status]).toEqual([403, 403]);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'CONNECT', ''])('answers nothing to %s', (method) => {
    expect([ask('/w/kiosk/', { method }).status, ask(addressOf('kiosk'), { method }).status]).toEqual([405, 405]);
  });
});

describe('an address', () => {
  it.each([
    '/', '/w', '/w/', '/w/kiosk', '/w//index.html', '/w/admin/', '/w/KIOSK/', '/index.html', '/w/kiosk/socket', '/w/kiosk/assets', '/w/kiosk/assets/', '/w/kiosk/assets/notes.txt', '/w/kiosk/assets/absent.js', '/w/kiosk/assets/folder.js',
    '/w/kiosk/../outside.html', '/w/kiosk/../../outside.html', '/w/kiosk/%2e%2e/outside.html', '/w/kiosk/%2E%2E%2Foutside.html', '/w/kiosk/..%2foutside.html', '/w/kiosk/%252e%252e/outside.html',
    '/w/kiosk/..\\outside.html', '/w/kiosk/..%5coutside.html', '/w/kiosk/%5c%5coutside.html', '/w/kiosk/index.html%00', '/w/kiosk/%00', '/w/kiosk/index.html%00.js', '/w/kiosk//etc/passwd', '/w/kiosk/%2fetc%2fpasswd',
    '/w/kiosk/link.html', '/w/kiosk/up/outside.html', '/w/kiosk/.secret.json', '/w/kiosk/%zz', '/w/kiosk/%', '/w/kiosk/%ff%fe', '/w/kiosk/index.html/', '/w/kiosk/C:%5cwindows', '/w/kiosk/file:%2f%2f%2fetc%2fpasswd',
  ])('that means no page file gives none: %s', (target) => {
    const answer = ask(target);
    expect([400, 403, 404]).toContain(answer.status);
    expect(answer.headers).toMatchObject({ 'content-security-policy': NO_PAGE_POLICY, 'x-content-type-options': 'nosniff' });
    expect(body(answer)).not.toMatch(/not for pages|root:|<title>/);
  });

  it('in any form a client may send is answered', () => {
    for (const target of ['', '*', 'http://[', '//', '//evil.example/w/kiosk/', 'http://evil.example/nothing', '?', '#', ' ', '\u0000', '/w/kiosk/\ud800']) expect(ask(target).status).toBeGreaterThanOrEqual(200);
  });

  it('names a window and what lies below it', () => {
    expect([windowOf('/w/counter-1/assets/main.js'), windowOf('/w/kiosk/'), windowOf('/w/kiosk'), windowOf('/v/kiosk/'), windowOf(`/w/${'a'.repeat(41)}/`)]).toEqual([
      { windowId: 'counter-1', rest: 'assets/main.js' }, { windowId: 'kiosk', rest: '' }, null, null, null,
    ]);
  });
});
