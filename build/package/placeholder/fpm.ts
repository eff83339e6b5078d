// Makes a .deb out of the arguments that electron-builder gives to fpm, with dpkg-deb: fpm itself is in no registry. Only for checked packages.

import { cp, mkdir, mkdtemp, readdir, rm, stat, writeFile, copyFile, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../checks/spawn.ts';

const single = new Set(['-s', '-t', '--architecture', '--after-install', '--after-remove', '--description', '--version', '--package', '--name', '--maintainer', '--vendor', '--url', '--category', '--deb-priority', '--deb-compression', '--license']);
const repeated = new Set(['-d', '--deb-recommends']);
const bare = new Set(['--force', '--deb-no-default-config-files']);

interface Order {
  readonly options: ReadonlyMap<string, string>;
  readonly lists: ReadonlyMap<string, readonly string[]>;
  /** Source and the place where it is installed. */
  readonly files: readonly (readonly [string, string])[];
}

function parse(args: readonly string[]): Order {
  const options = new Map<string, string>();
  const lists = new Map<string, string[]>();
  const files: [string, string][] = [];
  for (let at = 0; at < args.length; at += 1) {
    const name = args[at] ?? '';
    if (bare.has(name)) continue;
    if (single.has(name) || repeated.has(name)) {
      at += 1;
      const value = args[at] ?? '';
      if (single.has(name)) options.set(name, value);
      else lists.set(name, [...(lists.get(name) ?? []), value]);
    } else if (!name.startsWith('-') && name.includes('=')) {
      const cut = name.lastIndexOf('=');
      files.push([name.slice(0, cut), name.slice(cut + 1)]);
    } else {
      throw new Error(`fpm in its place: ${name} is not known here`);
    }
  }
  return { options, lists, files };
}

async function place(tree: string, [from, to]: readonly [string, string]): Promise<void> {
  const target = path.join(tree, to);
  await mkdir(path.dirname(target), { recursive: true });
  await cp(from, target, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
}

/** Every file below /etc is the administrator's: dpkg asks before it writes over a changed one. */
async function conffiles(tree: string): Promise<string[]> {
  const etc = path.join(tree, 'etc');
  const entries = await readdir(etc, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => `/${path.relative(tree, path.join(entry.parentPath, entry.name))}`);
}

async function sizeInKiB(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) bytes += (await stat(path.join(entry.parentPath, entry.name))).size;
  return Math.ceil(bytes / 1024);
}

function control({ options, lists }: Order, kib: number): string {
  const [synopsis = '', ...rest] = (options.get('--description') ?? '').split('\n');
  return [
    `Package: ${options.get('--name') ?? ''}`,
    `Version: ${options.get('--version') ?? ''}`,
    `Architecture: ${options.get('--architecture') ?? ''}`,
    `Maintainer: ${options.get('--maintainer') ?? ''}`,
    `Installed-Size: ${String(kib)}`,
    `Depends: ${(lists.get('-d') ?? []).join(', ')}`,
    ...(lists.has('--deb-recommends') ? [`Recommends: ${(lists.get('--deb-recommends') ?? []).join(', ')}`] : []),
    `Section: ${options.get('--category') ?? 'default'}`,
    `Priority: ${options.get('--deb-priority') ?? 'optional'}`,
    `Homepage: ${options.get('--url') ?? ''}`,
    `Description: ${synopsis.trim() === '' ? (rest[0] ?? '').trim() : synopsis}`,
    ...rest.filter((line) => line.trim() !== '').map((line) => ` ${line.trim()}`),
    '',
  ].join('\n');
}

const order = parse(process.argv.slice(2));
const tree = await mkdtemp(path.join(tmpdir(), 'deb-'));
try {
  await chmod(tree, 0o755);
  for (const file of order.files) await place(tree, file);
  const kib = await sizeInKiB(tree);
  const meta = path.join(tree, 'DEBIAN');
  await mkdir(meta);
  await writeFile(path.join(meta, 'control'), control(order, kib));
  await writeFile(path.join(meta, 'conffiles'), (await conffiles(tree)).map((file) => `${file}\n`).join(''));
  for (const [option, script] of [['--after-install', 'postinst'], ['--after-remove', 'postrm']] as const) {
    await copyFile(order.options.get(option) ?? '', path.join(meta, script));
    await chmod(path.join(meta, script), 0o755);
  }
  const made = await run('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', tree, order.options.get('--package') ?? '']);
  if (made.code !== 0) throw new Error(made.err);
} finally {
  await rm(tree, { recursive: true, force: true });
}
