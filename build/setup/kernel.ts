// A stock Debian kernel for a machine of its own under QEMU: downloaded from the system's packages, unpacked below .cache/ and never installed.

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root, run } from '../checks/spawn.ts';
import { packInitramfs, type MemoryFile } from './initramfs.ts';
import { ensureTools } from './system-tools.ts';

/** Where everything lies between runs; without this folder the newest kernel is fetched anew. */
const HOME = path.join(root, '.cache', 'kernel-lab');
/** What the first program needs to reach the files of this machine: the rest is loaded from there. */
const FIRST_MODULES = ['virtio_pci', '9pnet_virtio', '9p'];

/** Files of this machine with which QEMU starts the kernel. */
export interface LabKernel {
  readonly image: string;
  readonly initramfs: string;
  /** The folder that has the modules in its lib/modules/. */
  readonly modulesRoot: string;
}

/**
 * The kernel that Debian's `linux-image-amd64` stands for at the moment, with a first program that mounts the files of this machine read-only and goes on there.
 * @throws Error that says what is missing: the programs, root for installing them, or a Debian on x86-64
 */
export async function prepareKernel(): Promise<LabKernel> {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('The kernel lab shares the files of this machine with a virtual x86-64 Linux: it has to be one.');
  if (!(await ensureTools(['qemu-system-x86_64', 'modprobe', 'udevadm']))) throw new Error('The kernel lab needs qemu-system-x86, kmod and udev, which only root can install.');
  const unpacked = path.join(HOME, 'unpacked');
  if (!existsSync(unpacked)) await unpack(unpacked);
  const version = await versionIn(unpacked);
  const initramfs = path.join(HOME, 'initramfs.img');
  await writeWhole(initramfs, await buildInitramfs(unpacked, version));
  return { image: path.join(unpacked, 'boot', `vmlinuz-${version}`), initramfs, modulesRoot: unpacked };
}

/** Fetches and unpacks beside `target`, which comes into being whole or not at all. */
async function unpack(target: string): Promise<void> {
  await mkdir(HOME, { recursive: true });
  const folder = await mkdtemp(path.join(HOME, 'fetch-'));
  try {
    const packages = [await kernelPackage(), 'busybox-static'];
    process.stderr.write(`Fetching ${packages.join(' and ')} …\n`);
    await must('apt-get', ['download', '-q', ...packages], folder);
    const files = (await readdir(folder)).filter((name) => name.endsWith('.deb'));
    for (const file of files) await must('dpkg', ['-x', file, 'unpacked'], folder);
    const unpacked = path.join(folder, 'unpacked');
    await must('depmod', ['-b', unpacked, await versionIn(unpacked)], folder);
    await rename(unpacked, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The package with today's kernel: Debian's own name for it only points there. */
async function kernelPackage(): Promise<string> {
  const ask = async (): Promise<string | undefined> => /Depends: (linux-image-\S+)/.exec((await run('apt-cache', ['depends', 'linux-image-amd64'])).out)?.[1];
  let name = await ask();
  if (name === undefined) {
    await run('apt-get', ['update', '-q']);
    name = await ask();
  }
  if (name === undefined) throw new Error('The packages of this machine have no linux-image-amd64.');
  return name;
}

async function versionIn(unpacked: string): Promise<string> {
  const [version] = await readdir(path.join(unpacked, 'lib', 'modules'));
  if (version === undefined) throw new Error(`${unpacked} has no modules; without the folder they are fetched anew.`);
  return version;
}

async function buildInitramfs(unpacked: string, version: string): Promise<Buffer> {
  const modules = path.join(unpacked, 'lib', 'modules', version);
  const order = inLoadingOrder(await readFile(path.join(modules, 'modules.dep'), 'utf8'), FIRST_MODULES);
  const loaded = order.map(async (file, index): Promise<MemoryFile> => ({ path: `modules/${String(index).padStart(2, '0')}-${path.basename(file)}`, bytes: await readFile(path.join(modules, file)) }));
  return packInitramfs(
    ['bin', 'dev', 'host', 'modules', 'proc', 'sys'],
    [
      { path: 'init', bytes: await readFile(path.join(import.meta.dirname, 'kernel-init.sh')) },
      { path: 'bin/busybox', bytes: await readFile(path.join(unpacked, 'bin', 'busybox')) },
      ...(await Promise.all(loaded)),
    ],
  );
}

/** The files of `names` with all they need, each after what it needs; `dependencies` is depmod's list, which names the nearest need first. */
export function inLoadingOrder(dependencies: string, names: readonly string[]): readonly string[] {
  const chains = dependencies.split('\n').map((line) => line.split(/:? /).map((file) => file.replace(/:$/, '')).filter((file) => file !== ''));
  const ordered = new Set<string>();
  for (const name of names) {
    const chain = chains.find(([file]) => file !== undefined && path.basename(file) === `${name}.ko`);
    if (chain === undefined) throw new Error(`This kernel has no module ${name}.`);
    for (const file of chain.toReversed()) ordered.add(file);
  }
  return [...ordered];
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${file}.${String(process.pid)}`, bytes);
  await rename(`${file}.${String(process.pid)}`, file);
}

async function must(program: string, args: readonly string[], cwd: string): Promise<void> {
  const { code, out, err } = await run(program, args, { cwd });
  if (code !== 0) throw new Error(`${program} ${args.join(' ')}: ${err}${out}`);
}
