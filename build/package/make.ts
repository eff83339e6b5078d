// Runs electron-builder for one platform, by the one configuration, and says what came of it.

import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { root, runTool } from '../checks/spawn.ts';
import type { Platform } from './platform-packages.ts';

/** What is to be made. */
export interface Order {
  readonly platform: Platform;
  /** Below the repository. */
  readonly output: string;
  /** `dir` for the packed program alone; empty for the targets of the configuration. */
  readonly targets?: readonly string[];
  /** What differs from electron-builder.yml, as `name=value`: only for packages that are checked and not given away. */
  readonly differences?: readonly string[];
  /** A packed program that is wrapped as it is. */
  readonly prepackaged?: string;
  readonly variables?: Readonly<Record<string, string | undefined>>;
}

/** What was made. */
export interface Made {
  /** The packed program, as it is installed. */
  readonly folder: string;
  /** Absolute, the packages for people. */
  readonly artifacts: readonly string[];
}

/** Makes the packages of a platform (x64). Throws what electron-builder complained of. */
export async function makePackages({ platform, output, targets = [], differences = [], prepackaged, variables = {} }: Order): Promise<Made> {
  const out = path.join(root, output);
  await rm(out, { recursive: true, force: true });
  const args = [platform === 'win32' ? '--win' : '--linux', ...targets, '--x64', '--publish', 'never', '--config', 'electron-builder.yml', `-c.directories.output=${output}`, ...differences.map((difference) => `-c.${difference}`), ...(prepackaged === undefined ? [] : ['--prepackaged', prepackaged])];
  const made = await runTool('electron-builder/cli.js', args, { env: variables });
  if (made.code !== 0) throw new Error(`electron-builder for ${platform} ended with ${String(made.code)}:\n${[...made.out.split('\n'), ...made.err.split('\n')].filter((line) => line.trim() !== '').slice(-40).join('\n')}`);
  const names = (await readdir(out)).filter((name) => /\.(exe|deb|AppImage|tar\.gz)$/.test(name));
  return { folder: path.join(out, platform === 'win32' ? 'win-unpacked' : 'linux-unpacked'), artifacts: names.map((name) => path.join(out, name)) };
}
