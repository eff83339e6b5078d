// Settings, licences, lists of parts and icons of the packages, as far as no package is needed to look at them.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { expect, test } from 'vitest';
import { packageOf, packagesIn } from '../bundle/packages-in.ts';
import { root } from '../checks/spawn.ts';
import { readBuilderSettings } from './builder-settings.ts';
import { markIco, markPng } from './draw-icons.ts';
import { fuseTable } from './fuse-table.ts';
import { licenceFault } from './licence-rules.ts';
import { bomOf, thirdPartyText } from './papers.ts';
import { fitsIntegrity } from './platform-packages.ts';
import { licenceFaults } from './shipped.ts';
import type { Shipped } from './shipped.ts';
import { readVersions } from './versions.ts';

const part = (name: string, licence: string | null): Shipped => ({ name, version: '1.0.0', licence, author: '', where: 'in the bundles', text: '' });

test('the fuses of electron-builder.yml are those of the table, and the table has every fuse there is', async () => {
  const { electronFuses } = await readBuilderSettings();
  const named = Object.values(fuseTable).flatMap(({ setting, isOn }) => (setting === null ? [] : [[setting, isOn] as const]));
  expect(electronFuses).toEqual(Object.fromEntries(named));
  expect(Object.keys(fuseTable).toSorted()).toEqual(Object.keys(FuseV1Options).filter((name) => !/^\d+$/.test(name)).toSorted());
  expect(Object.keys(fuseTable)).toHaveLength(9);
});

test('the hashes of Electron’s binaries are those that its npm package carries, for the version that is pinned', async () => {
  const { electron } = await readVersions();
  const carried = JSON.parse(await readFile(path.join(root, 'node_modules', 'electron', 'checksums.json'), 'utf8')) as Record<string, string>;
  const names = ['linux-x64', 'win32-x64'].map((platform) => `electron-v${electron}-${platform}.zip`);
  expect((await readBuilderSettings()).electronDownload.checksums).toEqual(Object.fromEntries(names.map((name) => [name, carried[name]])));
});

test('permissive licences may be shipped, copyleft and unknown ones may not, and of a choice one good one is enough', () => {
  for (const good of ['MIT', 'Apache-2.0', '(MIT OR X11)', 'MIT/Apache-2.0', 'BSD-3-Clause AND IJG AND Zlib', '(MIT OR GPL-3.0-only)', 'OFL-1.1']) expect(licenceFault(good)).toBeNull();
  expect(licenceFault('GPL-3.0-only')).toMatch(/may not be shipped/);
  expect(licenceFault('MIT AND AGPL-3.0-or-later')).toMatch(/may not be shipped/);
  expect(licenceFault('SSPL-1.0')).toMatch(/may not be shipped/);
  expect(licenceFault('SEE LICENSE IN EULA.txt')).toMatch(/no licence that is known/);
  expect(licenceFault(null)).toBe('names no licence');
  expect(licenceFaults([part('good', 'MIT'), part('bad', 'GPL-2.0-only'), part('mute', null)])).toEqual(['bad 1.0.0 is under GPL-2.0-only, which may not be shipped', 'mute 1.0.0 names no licence']);
});

test('the packages of a bundle are found by the modules and files it took, the innermost of nested ones', () => {
  const built = [{ output: [{ moduleIds: ['/x/node_modules/zod/v4/index.js', '/x/shared/base/must.ts', '/x/node_modules/a/node_modules/@scope/b/c.js'] }, { originalFileNames: ['node_modules/@fontsource/be-vietnam-pro/files/a.woff2'] }] }];
  expect(packagesIn(built)).toEqual(['@fontsource/be-vietnam-pro', '@scope/b', 'zod']);
  expect(packageOf('C:\\x\\node_modules\\@napi-rs\\canvas\\index.js')).toBe('@napi-rs/canvas');
  expect(packageOf('/x/node_modules/.vite/deps/zod.js')).toBeNull();
  expect(() => packagesIn([{}])).toThrow('no report');
});

test('the list of parts holds what is shipped and nothing else, and is the same for the same parts', () => {
  const component = (name: string, extra: object = {}): object => ({ 'bom-ref': `${name}@1.0.0`, name, version: '1.0.0', scope: 'optional', ...extra });
  const all = { bomFormat: 'CycloneDX', serialNumber: 'urn:uuid:0', metadata: { component: { 'bom-ref': 'mot-cua@1' } }, components: [component('react'), component('vitest')], dependencies: [{ ref: 'react@1.0.0', dependsOn: ['vitest@1.0.0'] }, { ref: 'vitest@1.0.0' }] };
  const bom = JSON.parse(bomOf(all, [part('react', 'MIT'), part('libwebp', 'BSD-3-Clause')], '2026-01-01T00:00:00.000Z')) as { components: { name: string; scope?: string }[]; dependencies: unknown[]; serialNumber: string };
  expect(bom.components.map(({ name }) => name)).toEqual(['react', 'libwebp']);
  expect(bom.components[0]?.scope).toBe('required');
  expect(bom.dependencies).toEqual([{ ref: 'react@1.0.0', dependsOn: [] }]);
  expect(bom.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(bomOf(all, [part('react', 'MIT')], 'x')).toBe(bomOf(all, [part('react', 'MIT')], 'x'));
});

test('a part without a text of its own still stands in the list with its licence', () => {
  expect(thirdPartyText([part('react', 'MIT')])).toMatch(/react 1\.0\.0\nLicence: MIT\nWhere: in the bundles\n$/);
});

test('a package for another platform is taken only with the bytes that the lock file names', () => {
  const bytes = Buffer.from('package');
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  expect(fitsIntegrity(bytes, integrity)).toBe(true);
  expect(fitsIntegrity(Buffer.from('another'), integrity)).toBe(false);
  expect(fitsIntegrity(bytes, integrity.replace('sha512', 'sha1'))).toBe(false);
});

test('the icons in the tree are those that are drawn', async () => {
  expect((await markPng(32)).equals(await readFile(path.join(root, 'build', 'package', 'icons', '32x32.png')))).toBe(true);
  expect((await markIco()).equals(await readFile(path.join(root, 'build', 'package', 'icon.ico')))).toBe(true);
});
