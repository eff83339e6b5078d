// Each rule of shape, seen to fire on a text that breaks it and to stay silent on one that does not.
import { describe, expect, test } from 'vitest';
import { shapeFaults, sizeFault } from './shape-rules.ts';

const opening = '// Says what this file is for.\n';

describe('a file of the right shape', () => {
  test.each([
    ['shared/base/must.ts', opening],
    ['shared/base/must.ts', '/**\n * Says what this file is for,\n * over two lines.\n */\n'],
    ['build/run.mjs', `#!/usr/bin/env node\n${opening}`],
    ['electron/station/x.ts', `${opening}import '../../shared/base/must.ts';\n`],
    ['city/tsconfig.json', `{ "path": "${['..', 'shared'].join('/')}" }`],
    ['docs/x.md', `${'TO' + 'DO'}(#12): a promise with its issue`],
  ])('%s has no fault', (file, text) => {
    expect(shapeFaults(file, text)).toEqual([]);
  });
});

describe('a fault is named with its place', () => {
  test.each([
    ['no opening sentence', 'shared/a.ts', 'export const a = 1;\n', 'shared/a.ts:1: does not open'],
    ['an opening that is no sentence', 'shared/a.ts', '// Helpers\n', 'shared/a.ts:1: does not open'],
    ['too many lines', 'shared/a.ts', opening + 'const a = 1;\n'.repeat(230), 'shared/a.ts: 231 lines'],
    ['a folder outside the layout', 'src/a.md', 'text', 'src/a.md: src is not among'],
    ['a registry', 'docs/a.md', `\nsee ${['registry', 'npmjs', 'org'].join('.')}`, 'docs/a.md:2: names a package registry'],
    ['a mirror', 'docs/a.md', `see ${['deb', 'debian', 'org'].join('.')}`, 'docs/a.md:1: names a package mirror'],
    ['a machine’s folder', 'docs/a.md', `in ${['', 'work', 'main'].join('/')}`, 'docs/a.md:1: names a folder'],
    ['a writing tool', 'docs/a.md', `by ${'Clau' + 'de'}`, 'docs/a.md:1: names a writing tool'],
    ['an open promise', 'docs/a.md', `${'TO' + 'DO'}: later`, 'docs/a.md:1: a promise'],
    ['a way out', 'README.md', `see ${['..', 'shared', 'design'].join('/')}`, 'README.md:1: reaches out'],
    ['a way out, deeper', 'docs/a.md', `see ${['..', '..', 'shared'].join('/')}`, 'docs/a.md:1: reaches out'],
  ])('%s', (_name, file, text, expected) => {
    const faults = shapeFaults(file, text);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(expected);
  });

  test('a file of two megabytes', () => {
    expect(sizeFault('resources/a.bin', 2_000_000)).toHaveLength(1);
    expect(sizeFault('resources/a.bin', 1000)).toEqual([]);
  });
});
