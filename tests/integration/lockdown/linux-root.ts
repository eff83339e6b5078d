// A Linux system in a folder, as much of it as the lock-down touches, and what every path of it is, to compare.

import { createHash } from 'node:crypto';
import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root as repository, run, type Ran } from '../../../build/checks/spawn.ts';

const SCRIPT = path.join(repository, 'resources/lockdown/linux/install.sh');
/** Written by the tools for users themselves, as a copy of the file before their last change; and the log, which is to stay. */
const NOT_OURS = new Set(['/etc/passwd-', '/etc/shadow-', '/etc/group-', '/etc/gshadow-', '/etc/subuid-', '/etc/subgid-', '/var/log/mot-cua-kiosk.log']);
const PROGRAMS = ['/usr/bin/cage', '/usr/bin/Xwayland', '/usr/bin/openbox', '/usr/bin/xinit', '/usr/bin/Xorg', '/usr/bin/xset', '/usr/bin/setxkbmap', '/usr/sbin/lightdm', '/opt/Mot Cua/mot-cua'];

export interface LinuxRoot extends Disposable {
  readonly folder: string;
  install(...options: readonly string[]): Promise<Ran>;
  read(file: string): string;
  /** Every path with its kind, mode, owner and content. */
  tree(): readonly string[];
}

/** A system with a display manager, a password for root and one user of its own. */
export function linuxRoot(): LinuxRoot {
  const folder = mkdtempSync(path.join(tmpdir(), 'mot-cua-linux-'));
  chmodSync(folder, 0o755);
  for (const part of ['etc/systemd/system', 'etc/skel', 'etc/lightdm/lightdm.conf.d', 'home', 'usr/bin', 'usr/sbin', 'var/lib', 'var/log', 'opt/Mot Cua', 'usr/lib/xorg/modules/input']) mkdirSync(path.join(folder, part), { recursive: true });
  for (const program of PROGRAMS) writeFileSync(path.join(folder, program), '#!/bin/sh\n', { mode: 0o755 });
  writeFileSync(path.join(folder, 'usr/lib/xorg/modules/input/libinput_drv.so'), '');
  cpSync('/etc/login.defs', path.join(folder, 'etc/login.defs'));
  const write = (file: string, mode: number, text: string): void => writeFileSync(path.join(folder, file), text, { mode });
  write('etc/passwd', 0o644, 'root:x:0:0:root:/root:/bin/bash\nmay:x:1000:1000::/home/may:/bin/bash\n');
  write('etc/shadow', 0o640, 'root:!:20000:0:99999:7:::\nmay:$y$j9T$abc:20000:0:99999:7:::\n');
  write('etc/group', 0o644, 'root:x:0:\nvideo:x:44:\nplugdev:x:46:may\nmay:x:1000:\n');
  write('etc/gshadow', 0o640, 'root:*::\nvideo:!::\nplugdev:!::may\nmay:!::\n');
  write('etc/skel/.profile', 0o644, '# profile\n');
  symlinkSync('/lib/systemd/system/lightdm.service', path.join(folder, 'etc/systemd/system/display-manager.service'));

  function walk(at: string): string[] {
    return readdirSync(path.join(folder, at)).toSorted().flatMap((name) => {
      const file = path.posix.join(at, name);
      if (NOT_OURS.has(file)) return [];
      const { mode, uid, gid } = lstatSync(path.join(folder, file));
      const head = `${file} ${mode.toString(8)} ${uid}:${gid}`;
      const kind = mode & 0o170_000;
      if (kind === 0o040_000) return [head, ...walk(file)];
      if (kind === 0o120_000) return [`${head} -> ${readlinkSync(path.join(folder, file))}`];
      return [`${head} ${createHash('sha256').update(readFileSync(path.join(folder, file))).digest('hex')}`];
    });
  }
  return {
    folder,
    install: (...options) => run('sh', [SCRIPT, '--root', folder, ...options]),
    read: (file) => readFileSync(path.join(folder, file), 'utf8'),
    tree: () => walk('/'),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
