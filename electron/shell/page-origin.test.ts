// Which addresses count as ours, tried with those that only look like it.
import { describe, expect, test } from 'vitest';
import { isOurPage, PAGE_URL } from './page-origin.ts';

describe('an address', () => {
  test.each([PAGE_URL, 'app://mot-cua/assets/a.js', 'app://mot-cua/', 'app://mot-cua/#top', 'app://mot-cua/?x=1'])(
    '%s is ours',
    (address) => {
      expect(isOurPage(address)).toBe(true);
    },
  );

  test.each([
    'app://mot-cua.evil/',
    'app://mot-cua@evil/',
    'app://evil/mot-cua/',
    'app://user@mot-cua/',
    'app://mot-cua:8080/',
    'app:mot-cua/index.html',
    'https://mot-cua/',
    'http://127.0.0.1/',
    'file:///etc/passwd',
    'data:text/html,hello',
    'javascript:alert(1)',
    'blob:app://mot-cua/1',
    'about:blank',
    '',
    'not an address',
  ])('%s is not', (address) => {
    expect(isOurPage(address)).toBe(false);
  });
});
