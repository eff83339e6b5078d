// Changing single values of a settings file: what stays, what is refused, and what a power failure leaves.

import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync, lstatSync, existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { changedText, changesAsText, changeSettings, isPinned } from './change-settings.ts';
import { readPolicy } from './policy.ts';
import { readTree, valueOf } from './syntax.ts';

const schema = z.strictObject({
  settingsVersion: z.int().optional(),
  devices: z.strictObject({ ticketPrinter: z.strictObject({ host: z.string().min(1), port: z.int().min(1).default(9100) }).nullable().default(null), counters: z.record(z.string(), z.strictObject({ reader: z.strictObject({ kind: z.string() }).nullable().default(null) })).default({}) }),
  other: z.array(z.int()).default([]),
});

const TEXT = `{
    // Điểm Phục vụ: do anh Nam cài ngày 3/11
    "settingsVersion": 1,
    "devices": {
        /* máy in cũ ở kho */
        "ticketPrinter": { "host": "192.0.2.5" }, // sảnh
    },
    "other": [1, 2, /* ba */ 3],
}
`;

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'mot-cua-change-'));
  file = path.join(folder, 'settings.json');
  writeFileSync(file, TEXT);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const newHost = [{ path: ['devices', 'ticketPrinter'], value: { host: '192.0.2.9', port: 9101 } }];
const value = (text: string): unknown => {
  const read = readTree(text);
  return read.kind === 'tree' ? valueOf(read.root) : 'broken';
};

describe('a change', () => {
  it('leaves every comment, the order, the indentation and a last comma where they were', () => {
    const text = changedText(TEXT, newHost);
    for (const kept of ['// Điểm Phục vụ: do anh Nam cài ngày 3/11', '/* máy in cũ ở kho */', '// sảnh', '/* ba */']) expect(text).toContain(kept);
    expect(text.replace(/"ticketPrinter": \{[^}]*\}/, '"ticketPrinter": { "host": "192.0.2.5" }')).toBe(TEXT);
    expect(value(text)).toEqual({ settingsVersion: 1, devices: { ticketPrinter: { host: '192.0.2.9', port: 9101 } }, other: [1, 2, 3] });
  });

  it('makes the groups above it that are not there yet', () => {
    const text = changedText(TEXT, [{ path: ['devices', 'counters', '2', 'reader'], value: { kind: 'hid-pos' } }]);
    expect(value(text)).toMatchObject({ devices: { counters: { 2: { reader: { kind: 'hid-pos' } } } } });
    expect(text).toContain('/* máy in cũ ở kho */');
  });

  it('keeps the ends of lines and the tabs of a file from Windows', () => {
    const windows = TEXT.replaceAll('\n', '\r\n').replaceAll('    ', '\t');
    const text = changedText(windows, newHost);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(text).toContain('\r\n\t\t\t"host": "192.0.2.9"');
  });

  it('takes a key away', () => {
    expect(value(changedText(TEXT, [{ path: ['other'], value: undefined }]))).toEqual({ settingsVersion: 1, devices: { ticketPrinter: { host: '192.0.2.5' } } });
  });

  it('is written with the rights that the file had, through the link that stood for it', () => {
    const real = path.join(folder, 'real.json');
    writeFileSync(real, TEXT);
    chmodSync(real, 0o640);
    const link = path.join(folder, 'link.json');
    symlinkSync(real, link);
    expect(changeSettings(link, newHost, schema, null)).toEqual({ kind: 'stored' });
    expect([statSync(real).mode & 0o777, lstatSync(link).isSymbolicLink(), value(readFileSync(real, 'utf8'))]).toEqual([0o640, true, value(changedText(TEXT, newHost))]);
  });

  it('is not written at all where the file would not stand with it, or did not stand before', () => {
    expect(changeSettings(file, [{ path: ['devices', 'ticketPrinter'], value: { host: '' } }], schema, null)).toMatchObject({ kind: 'wrong', problems: [{ where: 'devices.ticketPrinter.host' }] });
    expect(readFileSync(file, 'utf8')).toBe(TEXT);
    writeFileSync(file, `${TEXT}}`);
    expect(changeSettings(file, newHost, schema, null)).toMatchObject({ kind: 'wrong' });
    expect(readFileSync(file, 'utf8')).toBe(`${TEXT}}`);
  });

  it('that cannot be written leaves the file and nothing beside it', () => {
    // Stands for a folder or a disk that lets nothing be written; the superuser may write everywhere else.
    mkdirSync(path.join(folder, 'settings.json.new'));
    expect(changeSettings(file, newHost, schema, null)).toEqual({ kind: 'not-writable', reason: 'EISDIR' });
    expect(readFileSync(file, 'utf8')).toBe(TEXT);
    expect(value(changesAsText(newHost))).toEqual({ devices: { ticketPrinter: { host: '192.0.2.9', port: 9101 } } });
  });
});

describe('the policy', () => {
  function policy() {
    const policyFile = path.join(folder, 'policy.json');
    writeFileSync(policyFile, JSON.stringify({ policyVersion: 1, pinned: { devices: { ticketPrinter: { host: '192.0.2.5' } } } }));
    return readPolicy(policyFile, null);
  }

  it('locks a value, what is above it, and what is below it, and nothing else', () => {
    const locked = (at: string): boolean => isPinned(policy(), at.split('.'));
    expect(['devices', 'devices.ticketPrinter', 'devices.ticketPrinter.host', 'devices.ticketPrinter.port', 'devices.counters.1.reader', 'other'].map(locked)).toEqual([true, true, true, false, false, false]);
  });

  it('is stronger than the wizard: a locked value is not written', () => {
    expect(changeSettings(file, newHost, schema, policy())).toEqual({ kind: 'locked' });
    expect(readFileSync(file, 'utf8')).toBe(TEXT);
    expect(changeSettings(file, [{ path: ['other'], value: [4] }], schema, policy())).toEqual({ kind: 'stored' });
  });
});

it('whoever reads while it is written, and whoever finds it after a power failure, finds one whole file or the other', async () => {
  const code = `
import { changeSettings } from ${JSON.stringify(new URL('change-settings.ts', import.meta.url).href)};
import { z } from 'zod';
process.stdout.write('go');
for (let round = 0; ; round += 1) changeSettings(${JSON.stringify(file)}, [{ path: ['other'], value: Array.from({ length: 2000 }, () => round % 2) }], z.any(), null);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'], cwd: path.join(import.meta.dirname, '../../..') });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const seen = new Set<string>();
  const until = performance.now() + 20_000;
  while (seen.size < 3 && performance.now() < until) {
    const other = z.looseObject({ other: z.array(z.int()) }).parse(value(readFileSync(file, 'utf8'))).other;
    seen.add([...new Set(other)].join());
    await new Promise(setImmediate);
  }
  child.kill('SIGKILL');
  await ended;
  expect([...seen].toSorted()).toEqual(['0', '1', '1,2,3'].filter((one) => seen.has(one)));
  expect(value(readFileSync(file, 'utf8'))).toMatchObject({ settingsVersion: 1 });
  // What a cut left behind is in nobody's way.
  writeFileSync(`${file}.new`, '{ "half":');
  expect(changeSettings(file, newHost, schema.extend({ other: z.array(z.int()) }), null)).toEqual({ kind: 'stored' });
  expect(existsSync(`${file}.new`)).toBe(false);
});
