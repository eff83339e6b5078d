// Pure parts of the stand-in: its command line, its two faces of an address, and values as text.
import { describe, expect, test } from 'vitest';
import { announce, fromWire, originOf, policyToWire, toWire } from './addresses.ts';
import { readCommandLine } from './command-line.ts';
import { makeCodec } from './page/codec.ts';
import { trapped } from './trap.ts';

describe('Electron’s command line', () => {
  test('as Playwright writes it is taken apart', () => {
    const line = readCommandLine(['--no-sandbox', '--inspect=0', '--remote-debugging-port=0', '-r', 'loader.js', '--screen-info={800x600}', '.', '--settings=a.json', '-r', 'x']);
    expect({ ...line, switches: [...line.switches] }).toEqual({
      required: ['loader.js'],
      inspectPort: 0,
      switches: [['no-sandbox', ''], ['remote-debugging-port', '0'], ['screen-info', '{800x600}']],
      app: '.',
      argv: ['--remote-debugging-port=0', '.', '--settings=a.json', '-r', 'x'],
    });
  });

  test('as a person writes it keeps the app’s own switches apart', () => {
    expect(readCommandLine(['.', '--inspect'])).toMatchObject({ inspectPort: null, app: '.', argv: ['.', '--inspect'] });
    expect(() => readCommandLine(['-r'])).toThrow('names no module');
  });
});

describe('an address', () => {
  announce('app');

  test.each(['app://mot-cua/index.html', 'app://mot-cua/a/b?c=app#d', 'app://mot-cua', 'app://evil.example:8080/x'])('%s goes out as another and comes back as itself', (address) => {
    expect(toWire(address)).toMatch(/^https:\/\/[\w.-]+\.app\.standin\.invalid/);
    expect(fromWire(toWire(address))).toBe(address);
  });

  test('of another scheme stays as it is, and a look-alike is not taken for ours', () => {
    expect(toWire('https://example.org/')).toBe('https://example.org/');
    expect(fromWire('https://mot-cua.app.standin.invalid.example/')).toBe('https://mot-cua.app.standin.invalid.example/');
    expect(fromWire('blob:https://mot-cua.app.standin.invalid/1')).toBe('blob:app://mot-cua/1');
    expect(originOf('app://mot-cua/index.html')).toBe('app://mot-cua');
  });

  test('in a policy is translated, a whole scheme too', () => {
    expect(policyToWire("default-src 'self'; img-src app: data:; frame-ancestors app://mot-cua")).toBe(
      "default-src 'self'; img-src https://*.app.standin.invalid data:; frame-ancestors https://mot-cua.app.standin.invalid",
    );
  });
});

describe('a value', () => {
  const codec = makeCodec();

  test('that cannot be cloned is refused as Electron refuses it', () => {
    for (const value of [() => 1, Symbol('x'), new WeakMap(), Promise.resolve()]) expect(() => codec.encode({ value })).toThrow('An object could not be cloned.');
  });

  test('keeps a member named like the prototype as a member', () => {
    const back = codec.decode(codec.encode(JSON.parse('{"__proto__":{"role":"admin"}}'))) as Record<string, unknown>;
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype);
    expect(Object.keys(back)).toEqual(['__proto__']);
    expect(back['role']).toBeUndefined();
  });

  test('that is none is refused', () => {
    for (const text of ['[]', '[["z"]]', '[["o",[["a",7]]]]', '[["h",1]]']) expect(() => codec.decode(text)).toThrow('An object could not be cloned.');
  });
});

test('a member that is not there throws by its name, for reading and for calling', () => {
  const thing = trapped('thing', { there: 1 }) as { there: number; away?: () => void };
  expect(thing.there).toBe(1);
  expect(() => thing.away?.()).toThrow('electron-standin: thing.away is not implemented');
});
