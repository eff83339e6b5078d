// Where the station’s file is looked for in a package.

import { expect, test } from 'vitest';
import { besideArchive } from './beside-archive.ts';

test('a packaged file of the station is looked for beside the archive, on Linux and on Windows', () => {
  expect(besideArchive('/opt/Mot Cua/resources/app.asar/out/station/station.js')).toBe('/opt/Mot Cua/resources/app.asar.unpacked/out/station/station.js');
  expect(besideArchive('C:\\Program Files\\mot-cua\\resources\\app.asar\\out\\station\\station.js')).toBe('C:\\Program Files\\mot-cua\\resources\\app.asar.unpacked\\out\\station\\station.js');
});

test('a path without an archive, or one that is beside it already, stays as it is', () => {
  for (const file of ['/home/somebody/mot-cua/out/station/station.js', '/opt/Mot Cua/resources/app.asar.unpacked/out/station/station.js', '/srv/my-app.asarium/out/station.js']) expect(besideArchive(file)).toBe(file);
});
