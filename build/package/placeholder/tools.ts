// Puts what electron-builder would download in its place with what Debian has, for packages that are only checked. Says through which variables it finds them.

import { chmod, copyFile, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root, run } from '../../checks/spawn.ts';

const here = import.meta.dirname;

/** Compiles one C file with `compiler`; throws its complaint. */
export async function compile(compiler: string, args: readonly string[]): Promise<void> {
  const made = await run(compiler, args);
  if (made.code !== 0) throw new Error(`${compiler}: ${made.err}`);
}

async function script(file: string, lines: readonly string[]): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${['#!/bin/sh', ...lines].join('\n')}\n`);
  await chmod(file, 0o755);
}

async function fpm(folder: string): Promise<void> {
  await script(path.join(folder, 'fpm'), [`exec '${process.execPath}' '${path.join(here, 'fpm.ts')}' "$@"`]);
}

/** The 64-bit stubs and plugins of Debian's package: then Wine needs no 32-bit half. */
async function nsis(folder: string): Promise<void> {
  await script(path.join(folder, 'nsis', 'makensis'), [
    'unset NSISDIR',
    'i=0; n=$#',
    'while [ $i -lt $n ]; do a=$1; shift; i=$((i+1)); case $a in "-XUnicode true") ;; *) set -- "$@" "$a" ;; esac; done',
    `exec /usr/bin/makensis '-XTarget amd64-unicode' '-X!addplugindir /amd64-unicode "${path.join(folder, 'nsis-resources', 'plugins', 'x86-unicode')}"' "-DOFFLINE_APP_DIR=$OFFLINE_APP_DIR" "$@"`,
  ]);
  const plugins = path.join(folder, 'nsis-resources', 'plugins', 'x86-unicode');
  await mkdir(plugins, { recursive: true });
  const one = path.join(folder, 'plugins.dll');
  await compile('x86_64-w64-mingw32-gcc', ['-shared', '-O1', '-s', '-o', one, path.join(here, 'plugins.c'), '-lshell32']);
  for (const name of ['StdUtils', 'WinShell', 'SpiderBanner', 'UAC']) await copyFile(one, path.join(plugins, `${name}.dll`));
  await compile('x86_64-w64-mingw32-gcc', ['-O1', '-s', '-o', path.join(folder, 'recorder.exe'), path.join(here, 'recorder.c')]);
  await copyFile(path.join(folder, 'recorder.exe'), path.join(folder, 'nsis', 'elevate.exe'));
}

async function appImage(folder: string): Promise<void> {
  const tools = path.join(folder, 'appimage');
  await mkdir(path.join(tools, 'runtimes'), { recursive: true });
  await mkdir(path.join(tools, 'lib', 'x64'), { recursive: true });
  for (const name of ['mksquashfs', 'desktop-file-validate']) await symlink(`/usr/bin/${name}`, path.join(tools, name));
  await compile('gcc', ['-static', '-O1', '-s', '-o', path.join(tools, 'runtimes', 'runtime-x64'), path.join(here, 'appimage-runtime.c')]);
}

/** What the makers of packages are told, so that nothing is downloaded: any try fails at once. */
export type OfflineVariables = Readonly<Record<string, string>>;

/** Makes the tools in `folder`, anew each time. */
export async function makeOfflineTools(folder: string): Promise<OfflineVariables> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all([fpm(folder), nsis(folder), appImage(folder)]);
  return {
    ELECTRON_BUILDER_7ZIP_PATH: '/usr/bin/7zz',
    CUSTOM_FPM_PATH: path.join(folder, 'fpm'),
    APPIMAGE_TOOLS_PATH: path.join(folder, 'appimage'),
    ELECTRON_BUILDER_NSIS_DIR: path.join(folder, 'nsis'),
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: path.join(folder, 'nsis-resources'),
    ELECTRON_BUILDER_BINARIES_MIRROR: 'http://127.0.0.1:9/',
    ELECTRON_BUILDER_BINARIES_ALLOW_HTTP: 'true',
    ELECTRON_MIRROR: 'http://127.0.0.1:9/',
    ELECTRON_BUILDER_CACHE: path.join(root, '.cache', 'package', 'cache'),
    WINEDEBUG: '-all',
  };
}
