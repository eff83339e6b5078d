// A file of keys is whole or not there, and never takes another's place.

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { writeOnce } from './write-once.ts';

it('of two that want the same name the second fails, the first stays, and nothing unfinished is left', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-once-'));
  try {
    const file = path.join(folder, 'keys', 'vault-1.json');
    writeOnce(file, Buffer.from('first'));
    expect(() => writeOnce(file, Buffer.from('second'))).toThrow('EEXIST');
    expect([readFileSync(file, 'utf8'), readdirSync(path.dirname(file)), statSync(file).mode & 0o777, statSync(path.dirname(file)).mode & 0o777]).toEqual(['first', ['vault-1.json'], 0o600, 0o700]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
