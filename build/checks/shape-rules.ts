// What one file of the repository must look like: pure rules on its path and text, for shape.ts to apply to all.
import { posix } from 'node:path';

const mostLines = 220;
const mostLinesOfATest = 400;
const mostBytes = 1_500_000;

/** Folders and files that may stand at the top; a new one is a decision, not an accident. */
const topLevel: ReadonlySet<string> = new Set([
  '.ci',
  '.gitattributes',
  '.gitignore',
  '.npmrc',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'build',
  'city',
  'docs',
  'electron',
  'electron-builder.yml',
  'package-lock.json',
  'package.json',
  'renderer',
  'resources',
  'shared',
  'tests',
  'tsconfig.json',
]);

// Put together from pieces, since the rules hold for this file as well.
const foreignPlaces: readonly (readonly [RegExp, string])[] = [
  [new RegExp(['npm' + 'js\\.(org|com)', 'npm' + 'mirror', 'yarn' + 'pkg\\.com'].join('|')), 'names a package registry'],
  [new RegExp(['deb', 'debian\\.org|archive', 'ubuntu\\.com'].join('\\.')), 'names a package mirror'],
  [new RegExp(`(^|[^\\w.])/(${['wo' + 'rk', 'fa' + 'rm', 'tmp/te' + 'am'].join('|')})/`, 'm'), 'names a folder of one machine'],
  [new RegExp(`\\.${'libra' + 'ry'}/`), 'names a folder of one machine'],
  [new RegExp(['Clau' + 'de', 'Anthro' + 'pic', 'Open' + 'AI', 'Chat' + 'GPT'].join('|')), 'names a writing tool'],
];

const promise = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b(?!\\(#\\d+\\))`);

/** Everything wrong with the shape of one text file; `file` is its path from the root. */
export function shapeFaults(file: string, text: string): string[] {
  return [...placeFaults(file), ...wordFaults(file, text), ...sourceFaults(file, text)];
}

/** Whether a file is too large to belong in a repository of text. */
export function sizeFault(file: string, bytes: number): string[] {
  return bytes > mostBytes ? [`${file}: ${String(bytes)} bytes; at most ${String(mostBytes)}`] : [];
}

function placeFaults(file: string): string[] {
  const top = file.split('/')[0] ?? file;
  return topLevel.has(top) ? [] : [`${file}: ${top} is not among the folders and files of the top level`];
}

function wordFaults(file: string, text: string): string[] {
  const faults = foreignPlaces.flatMap(([pattern, what]) => {
    const found = pattern.exec(text);
    return found === null ? [] : [`${file}:${String(lineOf(text, found.index))}: ${what}`];
  });
  const open = promise.exec(text);
  if (open !== null) faults.push(`${file}:${String(lineOf(text, open.index))}: a promise without its issue's number`);
  for (const climb of text.matchAll(/(?<![\w/])((?:\.\.\/)+)shared\b/g)) {
    const target = posix.join(posix.dirname(file), climb[1] ?? '', 'shared');
    if (target !== 'shared') faults.push(`${file}:${String(lineOf(text, climb.index))}: reaches out of the repository`);
  }
  return faults;
}

function sourceFaults(file: string, text: string): string[] {
  if (!/\.(ts|tsx|mjs|cjs|js)$/.test(file)) return [];
  const lines = text.trimEnd().split('\n');
  const faults: string[] = [];
  if (!opensWithASentence(lines)) faults.push(`${file}:1: does not open with a sentence that says what it is for`);
  const most = /\.test\.tsx?$/.test(file) ? mostLinesOfATest : mostLines;
  if (lines.length > most) faults.push(`${file}: ${String(lines.length)} lines; at most ${String(most)}: it wants to be two files`);
  return faults;
}

function opensWithASentence(lines: readonly string[]): boolean {
  const start = lines[0]?.startsWith('#!') === true ? 1 : 0;
  const opening: string[] = [];
  for (const line of lines.slice(start)) {
    if (!/^(\/\/|\/\*|\s\*)/.test(line)) break;
    opening.push(line.replaceAll(/^(\/\/|\/\*\*?|\s\*)|\*\//g, '').trim());
  }
  return opening.join(' ').split(/\s+/).length >= 4;
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
