// What the keeper of versions is told in a package, read by the keeper's own reader.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readKeeperConfig } from '../../electron/update/keeper/config.ts';
import { keeperConfig } from './keeper.ts';

test.each(['linux', 'win32'] as const)('the keeper takes what a package of %s tells it', async (platform) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'keeper-config-'));
  try {
    const file = path.join(folder, 'keeper.json');
    await writeFile(file, JSON.stringify(keeperConfig(platform, '1.2.3')));
    expect(readKeeperConfig(file)).toMatchObject({ layout: 'installer', machine: { platform, arch: 'x64', kind: platform === 'win32' ? 'nsis' : 'deb' }, first: { version: '1.2.3', folder: 'first-1.2.3' } });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
