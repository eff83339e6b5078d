// What the app:// scheme gives out and what it keeps, with a real folder and a link that leads out of it.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../link/content-policy.ts';
import { MadePages, PLAIN_URL } from './made-pages.ts';
import { answerPage } from './page-answer.ts';

const made = new MadePages();

const top = mkdtempSync(path.join(tmpdir(), 'pages-'));
const folder = path.join(top, 'renderer');

beforeAll(() => {
  mkdirSync(path.join(folder, 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(path.join(folder, 'assets', 'a.js'), '1');
  writeFileSync(path.join(folder, 'notes.txt'), 'not a page');
  writeFileSync(path.join(folder, '.hidden.js'), '1');
  writeFileSync(path.join(top, 'secret.js'), 'secret');
  symlinkSync(path.join(top, 'secret.js'), path.join(folder, 'link.js'));
});

afterAll(() => {
  rmSync(top, { recursive: true });
});

describe('the pages of the shell', () => {
  test.each([
    ['app://mot-cua/index.html', 'text/html; charset=utf-8'],
    ['app://mot-cua/assets/a.js', 'text/javascript; charset=utf-8'],
    ['app://mot-cua/assets/a.js?v=1', 'text/javascript; charset=utf-8'],
  ])('%s is given out with type and policy', (address, type) => {
    const answer = answerPage(folder, made, 'GET', address);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'content-security-policy': contentSecurityPolicy(),
    });
  });

  test.each([
    'app://mot-cua/../secret.js',
    'app://mot-cua/%2e%2e/secret.js',
    'app://mot-cua/assets/%2e%2e%2f%2e%2e%2fsecret.js',
    'app://mot-cua/..%5csecret.js',
    'app://mot-cua//etc/passwd',
    'app://mot-cua/%00index.html',
    'app://mot-cua/index.html%00.js',
    'app://mot-cua/%',
    'app://mot-cua/link.js',
    'app://mot-cua/.hidden.js',
    'app://mot-cua/notes.txt',
    'app://mot-cua/assets',
    'app://mot-cua/paper/none.html',
    'app://mot-cua/plain.js',
    'app://mot-cua/',
  ])('%s is not there', (address) => {
    expect(answerPage(folder, made, 'GET', address)).toMatchObject({ status: 404, body: null });
  });

  test.each([
    ['POST', 'app://mot-cua/index.html'],
    ['GET', 'app://evil/index.html'],
    ['GET', 'file:///etc/passwd'],
  ])('%s %s is refused', (method, address) => {
    expect(answerPage(folder, made, method, address)).toMatchObject({ status: 405, body: null });
  });

  test('no host stands in the policy, and nothing inline is allowed', () => {
    expect(contentSecurityPolicy()).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    );
  });

  test('a page for a window without a program says what happens in both languages, under the same policy and without a script', () => {
    const answer = answerPage('/nowhere', made, 'GET', PLAIN_URL);
    const text = new TextDecoder().decode(answer.body ?? undefined);
    expect([answer.status, answer.headers['content-security-policy'], /<script|style=|onload/i.test(text)]).toEqual([200, contentSecurityPolicy(), false]);
    expect(text).toContain('Máy sẽ tự thử lại');
    expect(text).toContain('tries again by itself');
    expect(answerPage('/nowhere', made, 'GET', 'app://mot-cua/plain.css').headers['content-type']).toBe('text/css; charset=utf-8');
  });

  test('a paper is there with its style sheet until it is printed, and its title stays words', () => {
    const paper = made.layOut('a/../b', { title: '<script>alert(1)</script>', body: '<p>Xin chào</p>', style: 'p { color: red; }' });
    const answer = answerPage(folder, made, 'GET', paper.url);
    const text = new TextDecoder().decode(answer.body ?? undefined);
    // Pictures may be inside of it; a program may not, from wherever.
    expect(answer.headers['content-security-policy']).toBe("default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    expect([text.includes('&lt;script&gt;'), text.includes('<script'), new URL(paper.url).pathname]).toEqual([true, false, '/paper/a%2F..%2Fb.html']);
    const sheet = paper.url.replace(/html$/, 'css');
    expect([text.includes('href="/paper/a%2F..%2Fb.css"'), answerPage(folder, made, 'GET', sheet).headers['content-type']]).toEqual([true, 'text/css; charset=utf-8']);
    paper[Symbol.dispose]();
    expect([paper.url, sheet].map((url) => answerPage(folder, made, 'GET', url).status)).toEqual([404, 404]);
  });
});
