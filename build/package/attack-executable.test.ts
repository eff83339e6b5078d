// What is told of executables that refuse and of those that obey; scripts in the place of the real one, which no test here has.

import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { attackFaults } from './attack-executable.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'attacked-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function executable(lines: readonly string[]): Promise<string> {
  const file = path.join(folder, 'mot-cua');
  await writeFile(file, `#!/bin/sh\n${lines.join('\n')}\n`);
  await chmod(file, 0o755);
  return file;
}

test('an executable that ends at a prying switch and takes no code from outside is let through', async () => {
  expect(await attackFaults(await executable(['exit 1']))).toEqual([]);
});

test('one that obeys each is told of each', async () => {
  const node = `exec '${process.execPath}' "$@"`;
  const faults = await attackFaults(await executable([`case "$1" in -e) ${node};; --inspect*|--remote*) echo 'Debugger listening on ws://127.0.0.1:1/x' >&2; exit 0;; *) exec '${process.execPath}' -e 1;; esac`]));
  expect(faults).toEqual([
    'with ELECTRON_RUN_AS_NODE it acts as Node',
    'it loads code that NODE_OPTIONS names',
    'with --inspect=0 it opens to a debugger',
    'with --inspect-brk=0 it opens to a debugger',
    'with --remote-debugging-port=0 it opens to a debugger',
  ]);
});

test('one that goes on as if nothing had been asked is told of, since it must end', async () => {
  expect(await attackFaults(await executable(['exec sleep 60']), 300)).toEqual(['with --inspect=0 it does not end', 'with --inspect-brk=0 it does not end', 'with --remote-debugging-port=0 it does not end']);
});
