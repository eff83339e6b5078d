// What may lie in a package and what may not, on lists of files without a package.

import { expect, test } from 'vitest';
import { codeFaults, listFaults } from './contents.ts';
import type { PackedFile } from './contents.ts';

const packed = ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html', 'out/renderer/assets/index-DzK3b_9x.js', 'out/renderer/assets/index-B1a2c3d4.css', 'out/renderer/assets/be-vietnam-pro-latin-400-normal-CyBgN7hN.woff2'];
const plain = [
  'package.json',
  'out/station/station.js',
  'out/station/training.js',
  'out/station/paper-worker.js',
  'out/tools/tool.js',
  'resources/catalogue/procedures.json',
  'resources/catalogue/synonyms.json',
  'resources/catalogue/told.json',
  'resources/holidays/2026.json',
  'resources/papers/receipt.txt',
  'resources/points/example.json',
  'resources/texts/kiosk.vi.json',
  'resources/sounds/xin-moi-so.wav',
  'node_modules/better-sqlite3/package.json',
  'node_modules/better-sqlite3/lib/index.js',
  'node_modules/better-sqlite3/prebuilds/linux-x64.node',
  'node_modules/node-hid/nodehid.js',
  'node_modules/node-hid/prebuilds/HID_hidraw-linux-x64/node-napi-v4.node',
  'node_modules/pkg-prebuilds/bindings.js',
  'node_modules/@serialport/bindings-cpp/dist/index.js',
  'node_modules/@serialport/bindings-cpp/prebuilds/linux-x64/@serialport+bindings-cpp.glibc.node',
  'node_modules/debug/src/index.js',
  'node_modules/ms/index.js',
  'node_modules/node-gyp-build/node-gyp-build.js',
  'node_modules/@napi-rs/canvas/index.js',
  'node_modules/@napi-rs/canvas-linux-x64-gnu/package.json',
  'node_modules/@napi-rs/canvas-linux-x64-gnu/skia.linux-x64-gnu.node',
  'node_modules/koffi/index.js',
  'node_modules/@koromix/koffi-linux-x64/linux_x64/koffi.node',
  'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm',
  'node_modules/tesseract.js-core/package.json',
  'node_modules/tesseract.js-core/tesseract-core-simd-lstm.wasm',
  'node_modules/@tesseract.js-data/vie/package.json',
  'node_modules/@tesseract.js-data/vie/4.0.0_best_int/vie.traineddata.gz',
  'node_modules/@fontsource/be-vietnam-pro/package.json',
  'node_modules/@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-400-normal.woff2',
];
const good: readonly PackedFile[] = [...packed.map((name) => ({ name, place: 'packed' as const })), ...plain.map((name) => ({ name, place: 'plain' as const }))];

test('a package with just what the program needs is let through', () => {
  expect(listFaults(good, 'linux')).toEqual([]);
});

test('whatever is not on the list is named: tests, maps, secrets, hosts, practice, other platforms’ binaries, other packages', () => {
  for (const name of [
    'out/station/station.test.js',
    'out/main/main.js.map',
    'out/renderer/assets/index-DzK3b_9x.js.map',
    '.env',
    'electron/browser-host.ts',
    'out/host/browser-host.js',
    'out/practice/main.js',
    'tests/electron-standin/electron.mjs',
    'electron-builder.yml',
    'node_modules/better-sqlite3/prebuilds/win32-x64.node',
    'node_modules/node-hid/prebuilds/HID-win32-x64/node-napi-v4.node',
    'node_modules/tesseract.js-core/tesseract-core.wasm',
    'node_modules/@tesseract.js-data/vie/4.0.0/vie.traineddata.gz',
    'node_modules/@koromix/koffi-win32-x64/win32_x64/koffi.node',
    'node_modules/@serialport/bindings-cpp/prebuilds/win32-x64/@serialport+bindings-cpp.node',
    'node_modules/@serialport/bindings-cpp/prebuilds/linux-x64/@serialport+bindings-cpp.musl.node',
    'node_modules/node-gyp-build/bin.js',
    'node_modules/@napi-rs/canvas-win32-x64-msvc/skia.win32-x64-msvc.node',
    'node_modules/better-sqlite3/deps/sqlite3/sqlite3.c',
    'node_modules/zod/index.js',
    'node_modules/zxing-wasm/dist/full/zxing_full.wasm',
    'node_modules/@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-900-italic.woff2',
  ])
    expect(listFaults([...good, { name, place: 'plain' }], 'linux')).toEqual([`${name} must not be in the package`]);
});

test('a file at the wrong place is named: the station in the archive, the pages beside it', () => {
  expect(listFaults(good.map((file) => ({ ...file, place: 'packed' as const })), 'linux')).toContain('out/station/station.js must be plain and is packed');
  expect(listFaults(good.map((file) => ({ ...file, place: 'plain' as const })), 'linux')).toContain('out/renderer/index.html must be packed and is plain');
});

test('what is missing is named, one file at a time', () => {
  for (const missing of good) expect(listFaults(good.filter((file) => file !== missing), 'linux')).toHaveLength(1);
});

test('the binaries of the other platform are the wrong ones', () => {
  expect(listFaults(good, 'win32').length).toBeGreaterThan(3);
});

test('code that belongs to tests, practice or the browser host is known by its words', () => {
  expect(codeFaults('out/main/main.js', 'import { app } from "electron";')).toEqual([]);
  for (const text of ['throw new Error("electron-standin: X is not implemented")', 'https://bundle.app.standin.invalid/', 'await startPracticePoint({})', 'import("./browser-host.js")', '//# sourceMappingURL=main.js.map', 'import { test } from "vitest"'])
    expect(codeFaults('out/main/main.js', text)).toHaveLength(1);
});
