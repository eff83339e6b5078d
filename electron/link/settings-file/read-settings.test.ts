// Files as people and editors leave them: every kind is read or refused with the place of its fault, nothing else is thrown, and no secret comes out with the refusal.

import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { machineSettingsSchema } from '../settings.ts';
import { MOST_BYTES } from './file-text.ts';
import { WrongSettings } from './problem.ts';
import { parseSettings, readSettingsFile } from './read-settings.ts';
import { upgraded } from './versions.ts';

const profile = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../resources/points/example.json'), 'utf8')) as unknown;
const SECRET = 'vErY-sEcReT-0123456789-StAtIoN-kEy';
const good = {
  dataFolder: '/data', profile, city: { url: 'https://city.example/wire', key: SECRET, timeoutMs: 9000 },
  devices: { ticketPrinter: { kind: 'escpos-tcp', host: 'printer.example', port: 9100 } },
  host: { port: 8080, windows: [{ windowId: 'kiosk', caller: { role: 'kiosk' } }] },
};
const text = JSON.stringify(good, null, 2);
const lines = text.split('\n');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const parse = (of: string) => parseSettings('settings.json', of, machineSettingsSchema, null);
function refused(act: () => unknown): WrongSettings {
  try {
    act();
  } catch (error) {
    if (error instanceof WrongSettings) return error;
    throw error;
  }
  throw new Error('it was taken');
}
const codes = (act: () => unknown): string[] => refused(act).problems.map(({ code, line }) => `${line} ${code}`);
const file = (bytes: string | Uint8Array): string => {
  const name = path.join(folder, 'settings.json');
  writeFileSync(name, bytes);
  return name;
};
const readBytes = (bytes: string | Uint8Array) => readSettingsFile(file(bytes), machineSettingsSchema, null);

describe('however it was saved', () => {
  const swapped = (of: string): Buffer => Buffer.from(of, 'utf16le').swap16();
  it.each([
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['Windows line ends', Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['Notepad’s Unicode', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['Notepad’s Unicode big endian', swapped(`\uFEFF${text}`)],
    ['comments everywhere', Buffer.from(lines.map((line) => `/* ${'x'.repeat(30)} */ ${line} // "city": null`).join('\n'))],
    ['commas after the last', Buffer.from(text.replaceAll(/\n(\s*[}\]])/g, ',\n$1').replaceAll(',,', ','))],
  ])('%s is read as the same settings', (_name, bytes) => {
    expect(readBytes(bytes)).toEqual(parse(text));
  });

  it('counts lines alike with every line end and with a mark', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const broken = lines.map((line) => line.replace('"timeoutMs"', '"timeoutMS"')).join(end);
      expect(refused(() => readBytes(`\uFEFF${broken}`)).problems).toMatchObject([{ code: 'key-misspelt', line: lines.findIndex((line) => line.includes('timeoutMs')) + 1, column: 5, where: 'city.timeoutMS' }]);
    }
  });

  it.each([
    ['nothing', '', 'file-empty'], ['white space only', '\uFEFF \r\n\t', 'file-empty'], ['UTF-16 without its mark', Buffer.from(text, 'utf16le'), 'file-encoding'],
    ['letters of an old Windows code page', Buffer.from('{"x": "Phú"}', 'latin1'), 'file-encoding'], ['zero bytes after a power cut', Buffer.alloc(2000), 'file-encoding'],
    ['ten megabytes', Buffer.alloc(10_000_000, ' '), 'file-too-large'], ['one byte too many', Buffer.alloc(MOST_BYTES + 1, ' '), 'file-too-large'],
  ])('a file of %s is refused in its own words', (_name, bytes, code) => {
    expect(codes(() => readBytes(bytes))).toEqual([`1 ${code}`]);
  });

  it('a folder, a missing file, a file beyond a file and a circle of links are refused in their own words', () => {
    mkdirSync(path.join(folder, 'inner'));
    symlinkSync('circle', path.join(folder, 'circle'));
    const at = (name: string) => codes(() => readSettingsFile(path.join(folder, name), machineSettingsSchema, null));
    file(text);
    expect([at('inner'), at('absent.json'), at('settings.json/x'), at('circle')]).toEqual([['1 file-is-folder'], ['1 file-missing'], ['1 file-missing'], ['1 file-unreadable']]);
  });

  it('a file that the user may not read says so', () => {
    const name = file(text);
    chmodSync(name, 0);
    // Root reads everything: an unprivileged user of the system stands in for the kiosk's.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) {
      chmodSync(folder, 0o755);
      process.seteuid?.(65_534);
    }
    try {
      expect(codes(() => readSettingsFile(name, machineSettingsSchema, null))).toEqual(['1 file-forbidden']);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });
});

describe('however it is written', () => {
  it.each([
    ['a comma is missing', '{\n  "a": 1\n  "b": 2\n}', ['2 comma-missing']],
    ['a colon is missing', '{\n  "a" 1\n}', ['2 colon-missing']],
    ['a quote is missing', '{\n  "dataFolder": "/data,\n  "city": null\n}', ['2 quote-missing']],
    ['a brace is never closed', '{\n  "city": {\n    "url": "x",\n  "devices": {}\n}', ['1 bracket-open']],
    ['a list is never closed', '{\n  "a": [1, 2,\n  "b": {}\n}', ['2 bracket-open']],
    ['a bracket fits no other', '{\n  "a": 1\n]', ['3 bracket-wrong']],
    ['a bracket is one too many', '{}\n}', ['2 bracket-extra']],
    ['words stand bare', '{\n  "city": none\n}', ['2 symbol-wrong']],
    ['names stand bare', '{\n  city: null\n}', ['2 symbol-wrong']],
    ['a path has single strokes', '{\n  "dataFolder": "D:\\Mot Cua"\n}', ['2 escape-wrong']],
    ['a comment is never closed', '{\n  /* "city": null\n}', ['1 bracket-open', '2 comment-open']],
    ['only comments stand there', '// nothing\n/* yet */', ['2 value-expected']],
    ['another file is hung on', '{}\n{}', ['2 text-after-end']],
    ['a group of ten thousand levels', `{\n"a": ${'['.repeat(10_000)}`, ['2 too-deep']],
  ])('%s: the line is named', (_name, of, expected) => {
    expect(codes(() => parse(of))).toEqual(expected);
  });

  it('a name that stands twice is refused with both lines, even when both say the same', () => {
    const twice = text.replace('"timeoutMs": 9000', '"timeoutMs": 9000,\n    "timeoutMs": 9000');
    const line = lines.findIndex((of) => of.includes('timeoutMs')) + 1;
    expect(refused(() => parse(twice)).problems).toMatchObject([{ code: 'key-twice', line: line + 1, where: 'city.timeoutMs', words: { en: `“timeoutMs” stands in line ${line} already. Remove one of the two.` } }]);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('the name %s is unknown like any other', (name) => {
    expect(codes(() => parse(text.replace('"timeoutMs"', `"${name}"`)))).toEqual([`${lines.findIndex((of) => of.includes('timeoutMs')) + 1} key-unknown`]);
  });
});

describe('whatever stands in it', () => {
  it('nothing but WrongSettings is thrown, and every problem lies inside the text', () => {
    const scraps = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', '//', '/*', '*/', '\n', '\r', '\u2028', '"city"', '"key"', 'null', 'true', '1e999', '-', '\u0000', '\uD800', '"__proto__"', SECRET);
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(scraps, { maxLength: 60 }).map((parts) => parts.join('')),
      fc.json(),
      fc.tuple(fc.nat(text.length), fc.nat(20), fc.string({ unit: 'binary', maxLength: 6 })).map(([at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut)),
    );
    fc.assert(
      fc.property(texts, (of) => {
        try {
          parse(of);
        } catch (error) {
          if (!(error instanceof WrongSettings)) throw error;
          const ends = of.split(/\r\n|\n|\r/);
          expect(error.problems.length).toBeGreaterThan(0);
          for (const { line, column, words, text: shown, mark } of error.problems) {
            expect(line).toBeLessThanOrEqual(ends.length);
            expect(column).toBeLessThanOrEqual((ends[line - 1]?.length ?? 0) + 1);
            // Braces may be somebody's own: a name that stands in the file is said as it stands there.
            for (const [left] of (words.vi + words.en).matchAll(/\{\w+\}/g)) expect(of).toContain(left);
            expect(mark.from).toBeLessThanOrEqual(shown.length);
          }
        }
      }),
      { numRuns: 300, examples: [["{\"{0}\":0}"]] },
    );
  }, 120_000);

  it('a fault put into one line is found in that line', () => {
    const faults: readonly ((line: string) => string | null)[] = [
      (line) => (/"[a-z]\w+": /i.test(line) ? line.replace(/"(\w)(\w+)": /, '"$1x$2": ') : null),
      (line) => (/: "[^"]+",?$/.test(line) ? line.replace(/: "[^"]+"/, ': 12.5') : null),
      (line) => (/: \d+,?$/.test(line) ? line.replace(/: \d+/, ': "many"') : null),
      (line) => (/: [\d"][^{[]*,$/.test(line) ? line.slice(0, -1) : null),
      (line) => (/: "[^"]+",$/.test(line) ? line.slice(0, -2) : null),
    ];
    fc.assert(
      fc.property(fc.nat(lines.length - 1), fc.constantFrom(...faults), (at, spoil) => {
        const spoilt = spoil(lines[at] ?? '');
        fc.pre(spoilt !== null);
        const error = refused(() => parse(lines.with(at, spoilt).join('\n')));
        expect(error.problems.map(({ line }) => line)).toContain(at + 1);
      }),
      { numRuns: 200 },
    );
  }, 120_000);

  it('no refusal carries more of a secret than a scrap of it', () => {
    const scrap = new RegExp([...Array(SECRET.length - 9).keys()].map((at) => SECRET.slice(at, at + 10)).join('|'));
    fc.assert(
      fc.property(fc.integer({ min: text.indexOf(SECRET) - 40, max: text.indexOf(SECRET) + 60 }), fc.nat(8), fc.constantFrom('', '"', ',', '\n', ' ', 'x', '// ', '{', '\\'), fc.boolean(), (at, cut, put, isFlat) => {
        const spoilt = text.slice(0, at) + put + text.slice(at + cut);
        try {
          parse(isFlat ? spoilt.replaceAll('\n', ' ') : spoilt);
        } catch (error) {
          if (!(error instanceof WrongSettings)) throw error;
          expect(JSON.stringify([error.message, error.problems])).not.toMatch(scrap);
        }
      }),
      { numRuns: 400 },
    );
  }, 120_000);
});

it('a file of an earlier version is brought up step by step, and only through the steps that it lacks', () => {
  const steps = [(old: object) => ({ ...old, second: true }), (old: object) => ({ ...old, third: true })];
  expect(upgraded({ a: 1 }, 1, steps)).toEqual({ a: 1, second: true, third: true, settingsVersion: 3 });
  expect(upgraded({ a: 1, settingsVersion: 2 }, 2, steps)).toEqual({ a: 1, third: true, settingsVersion: 3 });
  expect(upgraded({ a: 1, settingsVersion: 3 }, 3, steps)).toEqual({ a: 1, settingsVersion: 3 });
  expect(upgraded(['x'], 1, steps)).toEqual(['x']);
});
