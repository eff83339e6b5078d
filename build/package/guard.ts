// The release guard: looks at what is about to be given away and refuses everything that was made for checking only. It runs after every `npm run dist`.

import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { readBuilderSettings } from './builder-settings.ts';
import { contentFaults } from './contents.ts';
import { fuseFaults } from './fuse-table.ts';
import type { Platform } from './platform-packages.ts';

/** Variables that put another runtime or another tool in the place of the real one. */
const overrides: readonly RegExp[] = [/^OFFLINE_/, /^ELECTRON_OVERRIDE_DIST_PATH$/, /^ELECTRON_BUILDER_(NSIS_DIR|NSIS_RESOURCES_DIR|7ZIP_PATH|BINARIES_MIRROR|BINARIES_ALLOW_HTTP|RCEDIT_PATH)$/, /^CUSTOM_FPM_PATH$/, /^APPIMAGE_TOOLS_PATH$/];

/** No executable of Electron is smaller. */
export const SMALLEST_EXECUTABLE = 100 * 1024 * 1024;

const SMALLEST_NODE = 50 * 1024 * 1024;

const mark = Buffer.from('PLACEHOLDER:');

/** What is looked at. */
export interface Release {
  readonly platform: Platform;
  /** The packed program, as it will be installed. */
  readonly folder: string;
  /** The names of the packages. */
  readonly artifacts: readonly string[];
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** Variables that are set and may not be. */
export function overrideFaults(variables: Release['variables']): string[] {
  return Object.keys(variables)
    .filter((name) => variables[name] !== undefined && variables[name] !== '' && overrides.some((override) => override.test(name)))
    .map((name) => `the variable ${name} is set: it puts something else in the place of what is given away`);
}

/** Whether a file holds the placeholder's words; read in pieces, since Electron's executable has 200 MB. */
async function holdsMark(file: string): Promise<boolean> {
  await using handle = await open(file);
  const piece = Buffer.alloc(1 << 22);
  let kept = 0;
  for (;;) {
    const { bytesRead } = await handle.read(piece, kept, piece.length - kept);
    if (bytesRead === 0) return false;
    const filled = kept + bytesRead;
    if (piece.subarray(0, filled).includes(mark)) return true;
    kept = Math.min(mark.length - 1, filled);
    piece.copyWithin(0, filled - kept, filled);
  }
}

/** What in the executable shows that it is not Electron as it is to be given away. */
export async function executableFaults(executable: string): Promise<string[]> {
  const faults: string[] = [];
  const { size } = await stat(executable);
  if (size < SMALLEST_EXECUTABLE) faults.push(`the executable has ${Math.round(size / 1024)} KiB; Electron's has more than 100 MiB`);
  if (await holdsMark(executable)) faults.push('the executable holds the words of the placeholder');
  faults.push(...(await fuseFaults(executable).catch((cause: unknown) => [`the fuses cannot be read: ${String(cause)}`])));
  return faults;
}

/** The keeper's Node has about as many bytes as Electron's executable, and no placeholder's words either. */
async function keeperFaults(node: string): Promise<string[]> {
  const { size } = await stat(node).catch(() => ({ size: 0 }));
  if (size < SMALLEST_NODE) return [`the keeper's Node has ${Math.round(size / 1024)} KiB; the real one has more than 50 MiB`];
  return (await holdsMark(node)) ? ["the keeper's Node holds the words of the placeholder"] : [];
}

/** What in the names of packages shows that they were only to be checked. */
export function nameFaults(artifacts: readonly string[]): string[] {
  if (artifacts.length === 0) return ['no package was made'];
  return artifacts.filter((name) => /placeholder/i.test(name)).map((name) => `${name} is named as one that was only to be checked`);
}

/** Every reason not to give this away; none where it may go. */
export async function releaseFaults({ platform, folder, artifacts, variables }: Release): Promise<string[]> {
  const settings = await readBuilderSettings();
  const executable = path.join(folder, platform === 'win32' ? 'mot-cua.exe' : 'mot-cua');
  const stray = (await readdir(folder, { recursive: true })).filter((name) => /standin|stand-in|placeholder/i.test(path.basename(name)));
  return [
    ...overrideFaults(variables),
    ...(settings.electronDist === undefined ? [] : ['electron-builder.yml names a runtime of its own (electronDist)']),
    ...nameFaults(artifacts),
    ...stray.map((name) => `${name} is in the package`),
    ...(await executableFaults(executable)),
    ...(await keeperFaults(path.join(folder, 'keeper', platform === 'win32' ? 'node.exe' : 'node'))),
    ...(await contentFaults(path.join(folder, 'resources'), platform).catch((cause: unknown) => [`the archive cannot be read: ${String(cause)}`])),
  ];
}
