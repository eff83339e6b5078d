// Which foreign packages are in a package of ours, with their licence and its text: those in the bundles, those beside them, and what is built into their binaries.

import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../checks/spawn.ts';
import { licenceFault } from './licence-rules.ts';
import { callPackages, osName } from './platform-packages.ts';
import type { Platform } from './platform-packages.ts';

/** Something foreign that is shipped. */
export interface Shipped {
  readonly name: string;
  readonly version: string;
  readonly licence: string | null;
  readonly author: string;
  /** Where it is: a bundle, a package beside it, or inside the binary of another. */
  readonly where: string;
  /** Its licence's text; empty where it brings none and the standard text holds. */
  readonly text: string;
}

/** Packages that lie beside the bundles as they are, on every platform. */
const besideBundles = [
  'better-sqlite3', 'node-hid', 'pkg-prebuilds', '@napi-rs/canvas', '@fontsource/be-vietnam-pro',
  // the reader of text and its Vietnamese letters
  'tesseract.js-core', '@tesseract.js-data/vie',
  // the library for serial ports and what it stands on
  '@serialport/bindings-cpp', '@serialport/bindings-interface', '@serialport/parser-delimiter', '@serialport/parser-readline', '@serialport/bindings-cpp/node_modules/debug', 'ms', 'node-gyp-build',
];
const canvasOf: Readonly<Record<Platform, string>> = {
  linux: path.join('linux-x64', '@napi-rs', 'canvas-linux-x64-gnu'),
  win32: path.join('win-x64', '@napi-rs', 'canvas-win32-x64-msvc'),
};

/** What is inside binaries of npm packages that say nothing of it, looked up in their sources by hand. */
const insideBinaries: readonly (Omit<Shipped, 'text' | 'version'> & { readonly textFrom: string })[] = [
  { name: 'SQLite', licence: 'blessing', author: 'D. Richard Hipp and others', where: 'inside better-sqlite3', textFrom: '' },
  { name: 'SQLite3 Multiple Ciphers', licence: 'MIT', author: 'Ulrich Telle', where: 'inside better-sqlite3', textFrom: '' },
  { name: 'ZXing-C++', licence: 'Apache-2.0', author: 'the ZXing authors', where: 'inside zxing-wasm', textFrom: '' },
  { name: 'hidapi', licence: 'BSD-3-Clause', author: 'Alan Ott, Signal 11 Software', where: 'inside node-hid, taken under the second of its three licences', textFrom: 'node-hid/hidapi/LICENSE-bsd.txt' },
  // by the engine's own build, whose parts these are
  ...([
    ['Tesseract', 'Apache-2.0', 'Google and the Tesseract contributors'], ['Leptonica', 'BSD-2-Clause', 'Dan Bloomberg'], ['libjpeg', 'IJG', 'Independent JPEG Group'],
    ['libpng', 'libpng-2.0', 'the libpng authors'], ['libtiff', 'libtiff', 'Sam Leffler, Silicon Graphics'], ['libwebp', 'BSD-3-Clause', 'Google'], ['zlib', 'Zlib', 'Jean-loup Gailly and Mark Adler'],
  ] as const).map(([name, licence, author]) => ({ name, licence, author, where: 'inside tesseract.js-core', textFrom: '' })),
];

/** Of the canvas's own list of parts, those that it names no licence of. */
const unnamedParts: Readonly<Record<string, string>> = { canvas: 'MIT', skia: 'BSD-3-Clause' };

const manifestSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  license: z.string().nullable().default(null),
  author: z.union([z.string(), z.looseObject({ name: z.string() }).transform((author) => author.name)]).default(''),
});

const partsSchema = z.looseObject({
  components: z.array(
    z.looseObject({
      name: z.string(),
      version: z.string().default(''),
      author: z.string().default(''),
      licenses: z.array(z.union([z.looseObject({ expression: z.string() }), z.looseObject({ license: z.looseObject({ id: z.string().optional(), name: z.string().optional() }) })])).default([]),
    }),
  ),
});

async function licenceText(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name)).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return texts.map((text) => text.trim()).join('\n\n');
}

async function packageIn(folder: string, where: string): Promise<Shipped> {
  const manifest = manifestSchema.parse(JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')));
  return { name: manifest.name, version: manifest.version, licence: manifest.license, author: manifest.author, where, text: await licenceText(folder) };
}

/** The keeper's Node. Its package of this machine's platform is installed, and all of them have one version and one licence. */
async function keepersNode(modules: string): Promise<Shipped> {
  const name = (await readdir(modules)).find((folder) => /^node-(linux|win)-/.test(folder));
  if (name === undefined) throw new Error('no package of Node is installed');
  const { version, text } = await packageIn(path.join(modules, name), '');
  return { name: 'Node.js', version, licence: 'MIT', author: 'the Node.js contributors', where: 'runs the keeper of versions', text };
}

async function partsOfCanvas(folder: string): Promise<Shipped[]> {
  const { components } = partsSchema.parse(JSON.parse(await readFile(path.join(folder, 'sbom.cdx.json'), 'utf8')));
  return components.map(({ name, version, author, licenses }) => {
    const named = licenses.map((entry) => ('expression' in entry ? entry.expression : (entry.license.id ?? entry.license.name ?? ''))).join(' AND ');
    const licence = named === '' ? (unnamedParts[name.startsWith('skia') ? 'skia' : name] ?? null) : named;
    return { name, version, licence, author, where: 'inside @napi-rs/canvas', text: '' };
  });
}

/** Everything foreign in a package of `platform`, by name; `bundled` are the packages that the bundles say they took. */
export async function shippedIn(platform: Platform, bundled: readonly string[]): Promise<Shipped[]> {
  const modules = path.join(root, 'node_modules');
  const canvas = path.join(root, '.cache', 'package', 'modules', canvasOf[platform]);
  const shipped: Shipped[] = [await packageIn(path.join(modules, 'electron'), 'the runtime; Chromium’s parts are in LICENSES.chromium.html'), await keepersNode(modules)];
  for (const name of bundled.filter((bundle) => !besideBundles.includes(bundle) && bundle !== 'koffi')) shipped.push(await packageIn(path.join(modules, name), 'in the bundles'));
  for (const name of besideBundles) shipped.push(await packageIn(path.join(modules, name), 'a package of its own'));
  for (const name of callPackages[platform]) shipped.push(await packageIn(path.join(root, '.cache', 'package', 'modules', `${osName[platform]}-x64`, name), 'a package of its own'));
  shipped.push(await packageIn(canvas, 'a package of its own'), ...(await partsOfCanvas(canvas)));
  for (const { textFrom, ...part } of insideBinaries)
    shipped.push({ ...part, version: '', text: textFrom === '' ? '' : await readFile(path.join(modules, textFrom), 'utf8') });
  return [...new Map(shipped.map((part) => [`${part.name}@${part.version}`, part])).values()].toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** What may not be shipped, in words. */
export function licenceFaults(shipped: readonly Shipped[]): string[] {
  return shipped.flatMap(({ name, version, licence }) => {
    const fault = licenceFault(licence);
    return fault === null ? [] : [`${name} ${version} ${fault}`];
  });
}
