// What may lie in the archive of the program and beside it, as an allow-list: everything else is named, and so is everything that must be there and is not.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { extractFile, listPackage, statFile } from '@electron/asar';
import type { Platform } from './platform-packages.ts';

/** Where a packed file may lie: inside the archive, or as a plain file beside it, which the station's are. */
type Place = 'packed' | 'plain';

interface Rule {
  readonly files: RegExp;
  readonly place: Place;
  /** At least one file must match. */
  readonly needed: boolean;
}

const prebuild: Readonly<Record<Platform, string>> = { linux: 'linux-x64', win32: 'win32-x64' };
const canvas: Readonly<Record<Platform, string>> = { linux: 'canvas-linux-x64-gnu', win32: 'canvas-win32-x64-msvc' };

function rulesFor(platform: Platform): readonly Rule[] {
  const rule = (files: RegExp, place: Place, needed = true): Rule => ({ files, place, needed });
  const of = prebuild[platform];
  return [
    rule(/^package\.json$/, 'plain'),
    rule(/^out\/main\/main\.js$/, 'packed'),
    rule(/^out\/preload\/preload\.cjs$/, 'packed'),
    rule(/^out\/renderer\/index\.html$/, 'packed'),
    rule(/^out\/renderer\/assets\/[\w-]+-[\w-]{8}\.js$/, 'packed'),
    rule(/^out\/renderer\/assets\/[\w-]+-[\w-]{8}\.css$/, 'packed'),
    rule(/^out\/renderer\/assets\/[\w-]+-[\w-]{8}\.woff2$/, 'packed'),
    rule(/^out\/renderer\/assets\/[\w-]+-[\w-]{8}\.(svg|png|webp|woff|ogg|mp3|wav)$/, 'packed', false),
    rule(/^out\/station\/station\.js$/, 'plain'),
    rule(/^out\/station\/training\.js$/, 'plain'),
    rule(/^out\/station\/[a-z]+-worker\.js$/, 'plain'),
    rule(/^out\/tools\/tool\.js$/, 'plain'),
    rule(/^resources\/catalogue\/procedures\.json$/, 'plain'),
    rule(/^resources\/catalogue\/synonyms\.json$/, 'plain'),
    rule(/^resources\/catalogue\/told\.json$/, 'plain'),
    rule(/^resources\/catalogue\/README\.md$/, 'plain', false),
    rule(/^resources\/holidays\/20\d\d\.json$/, 'plain'),
    rule(/^resources\/papers\/[a-z-]+\.txt$/, 'plain'),
    rule(/^resources\/points\/[a-z-]+\.json$/, 'plain'),
    rule(/^resources\/sounds\/[a-z0-9-]+\.wav$/, 'plain'),
    rule(/^resources\/updates\/[a-z-]+\.json$/, 'plain', false),
    rule(/^resources\/texts\/[a-z-]+\.(vi|en)\.json$/, 'plain'),
    rule(/^node_modules\/better-sqlite3\/(LICENSE|package\.json)$/, 'plain'),
    rule(/^node_modules\/better-sqlite3\/lib\/(methods\/)?[\w-]+\.js$/, 'plain'),
    rule(new RegExp(`^node_modules/better-sqlite3/prebuilds/${of}\\.node$`), 'plain'),
    rule(/^node_modules\/node-hid\/(LICENSE-bsd\.txt|package\.json|nodehid\.js|binding-options\.js)$/, 'plain'),
    rule(new RegExp(`^node_modules/node-hid/prebuilds/HID(_hidraw)?-${of}/[\\w-]+\\.node$`), 'plain'),
    rule(/^node_modules\/pkg-prebuilds\/(LICENSE|package\.json|bindings\.js|lib\/prebuild\.js)$/, 'plain'),
    rule(/^node_modules\/@serialport\/(bindings-cpp|bindings-interface|parser-delimiter|parser-readline)\/(LICENSE|package\.json|dist\/[\w-]+\.js)$/, 'plain'),
    rule(new RegExp(`^node_modules/@serialport/bindings-cpp/prebuilds/${of}/[\\w@+-]+(\\.glibc)?\\.node$`), 'plain'),
    // Laid flat by the packager, since nothing else that is shipped wants another one.
    rule(/^node_modules\/debug\/(LICENSE|package\.json|src\/[a-z]+\.js)$/, 'plain'),
    rule(/^node_modules\/ms\/(license\.md|package\.json|index\.js)$/, 'plain'),
    rule(/^node_modules\/node-gyp-build\/(LICENSE|package\.json|index\.js|node-gyp-build\.js)$/, 'plain'),
    rule(/^node_modules\/@napi-rs\/canvas\/(LICENSE|package\.json|[\w-]+\.js)$/, 'plain'),
    rule(new RegExp(`^node_modules/@napi-rs/${canvas[platform]}/(package\\.json|README\\.md|sbom\\.cdx\\.json|icudtl\\.dat)$`), 'plain'),
    rule(new RegExp(`^node_modules/@napi-rs/${canvas[platform]}/skia\\.[\\w-]+\\.node$`), 'plain'),
    rule(/^node_modules\/koffi\/(LICENSE\.txt|package\.json|(src\/koffi\/(src\/)?)?[a-z]+\.(js|cjs))$/, 'plain'),
    rule(new RegExp(`^node_modules/@koromix/koffi-${of}/(package\\.json|index\\.js|${of.replace('-', '_')}/koffi\\.node)$`), 'plain'),
    // Of the reader of codes the bundle has the rest.
    rule(/^node_modules\/zxing-wasm\/(LICENSE|package\.json|dist\/reader\/zxing_reader\.wasm)$/, 'plain'),
    rule(/^node_modules\/tesseract\.js-core\/(LICENSE|package\.json)$/, 'plain'),
    // The engine for CPUs with SIMD and its letters alone: every other is for another kind of text or machine.
    rule(/^node_modules\/tesseract\.js-core\/tesseract-core-simd-lstm\.(js|wasm)$/, 'plain'),
    rule(/^node_modules\/@tesseract\.js-data\/vie\/package\.json$/, 'plain'),
    rule(/^node_modules\/@tesseract\.js-data\/vie\/4\.0\.0_best_int\/vie\.traineddata\.gz$/, 'plain'),
    rule(/^node_modules\/@fontsource\/be-vietnam-pro\/(LICENSE|package\.json)$/, 'plain'),
    rule(/^node_modules\/@fontsource\/be-vietnam-pro\/files\/be-vietnam-pro-(vietnamese|latin|latin-ext)-(400|600|800)-normal\.woff2$/, 'plain'),
  ];
}

/** Words that only practice, tests and the browser host have; none may be in the program's code. */
const strangers: readonly RegExp[] = [
  /electron-standin|standin\.invalid/,
  /browser-host(?:\.ts|\.js)/,
  /startPracticePoint|electron\/practice\//,
  /\/\/# sourceMappingURL=/,
  /\bvitest\b|@playwright\/test/,
];

/** One file of the archive. */
export interface PackedFile {
  /** With slashes, from the archive's root. */
  readonly name: string;
  readonly place: Place;
}

/** The files of an archive, without its folders. */
export function filesOf(archive: string): PackedFile[] {
  return listPackage(archive, { isPack: false })
    .map((name) => name.replaceAll('\\', '/').replace(/^\//, ''))
    .flatMap((name): PackedFile[] => {
      const entry = statFile(archive, path.normalize(name), false);
      if ('files' in entry) return [];
      return [{ name, place: 'unpacked' in entry && entry.unpacked === true ? 'plain' : 'packed' }];
    });
}

/** What is wrong with a list of files. */
export function listFaults(files: readonly PackedFile[], platform: Platform): string[] {
  const rules = rulesFor(platform);
  const faults: string[] = [];
  for (const { name, place } of files) {
    const rule = rules.find((candidate) => candidate.files.test(name));
    if (rule === undefined) faults.push(`${name} must not be in the package`);
    else if (rule.place !== place) faults.push(`${name} must be ${rule.place} and is ${place}`);
  }
  for (const rule of rules) if (rule.needed && !files.some((file) => rule.files.test(file.name))) faults.push(`no ${rule.files.source} is in the package`);
  return faults;
}

/** What in a file's text has no business in a package. */
export function codeFaults(name: string, text: string): string[] {
  return strangers.filter((stranger) => stranger.test(text)).map((stranger) => `${name} holds ${stranger.source}`);
}

/** Looks at the archive in `resources` of a packed program, at its list and into its code. */
export async function contentFaults(resources: string, platform: Platform): Promise<string[]> {
  const archive = path.join(resources, 'app.asar');
  const files = filesOf(archive);
  const faults = listFaults(files, platform);
  for (const { name, place } of files) {
    if (!/^out\/.*\.(c?js|html)$/.test(name)) continue;
    const bytes = place === 'packed' ? extractFile(archive, path.normalize(name)) : await readFile(path.join(resources, 'app.asar.unpacked', name));
    faults.push(...codeFaults(name, bytes.toString('utf8')));
  }
  return faults;
}
