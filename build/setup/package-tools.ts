// The system's programs with which packages are made and tried offline: found, or installed from Debian's packages.

import { existsSync } from 'node:fs';
import { run } from '../checks/spawn.ts';

/** A file that shows that a Debian package is there. */
const tools: Readonly<Record<string, string>> = {
  gcc: '/usr/bin/gcc',
  'libc6-dev': '/usr/include/elf.h',
  'gcc-mingw-w64-x86-64': '/usr/bin/x86_64-w64-mingw32-gcc',
  'binutils-mingw-w64-x86-64': '/usr/bin/x86_64-w64-mingw32-windres',
  nsis: '/usr/bin/makensis',
  wine: '/usr/bin/wine',
  wine64: '/usr/lib/wine/wine64',
  xvfb: '/usr/bin/Xvfb',
  xauth: '/usr/bin/xauth',
  '7zip': '/usr/bin/7zz',
  'squashfs-tools': '/usr/bin/mksquashfs',
  'desktop-file-utils': '/usr/bin/desktop-file-validate',
};

/** Installs what is missing and gives the names of what still is; on another system than Debian all of them. */
export async function ensurePackageTools(): Promise<string[]> {
  const missing = (): string[] => Object.keys(tools).filter((name) => !existsSync(tools[name] ?? ''));
  if (missing().length === 0 || process.platform !== 'linux' || process.getuid?.() !== 0) return missing();
  process.stderr.write(`Installing ${missing().join(', ')} …\n`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env });
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing()], { env });
  return missing();
}
