// The lock-down of a Linux machine, on a system in a folder: what it writes, that a second time changes nothing, and that undoing leaves every path as it was, byte for byte.

import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { root as repository, run } from '../../../build/checks/spawn.ts';
import { ensureTools } from '../../../build/setup/system-tools.ts';
import { linuxRoot } from './linux-root.ts';

const scripts = ['install.sh', 'keep.sh', 'files/cage-session.sh', 'files/openbox-session.sh'].map((name) => path.join(repository, 'resources/lockdown/linux', name));
let canCheck = false;
beforeAll(async () => {
  canCheck = await ensureTools(['shellcheck', 'systemd-analyze']);
}, 300_000);

it('shellcheck finds nothing in the scripts, and finds what was planted', async () => {
  expect(canCheck, 'shellcheck is needed').toBe(true);
  expect((await run('shellcheck', ['-x', ...scripts])).out).toBe('');
  using folder = linuxRoot();
  const planted = path.join(folder.folder, 'planted.sh');
  writeFileSync(planted, `${readFileSync(scripts[0] ?? '', 'utf8')}\nrm -rf $root/etc\n`);
  expect((await run('shellcheck', [planted])).out).toContain('SC2086');
});

it.each([
  ['cage', 'tty'], ['openbox', 'tty'], ['cage', 'lightdm'], ['openbox', 'lightdm'],
])('a session of %s by %s is put in, a second time changes nothing, and undone the system is what it was', async (session, login) => {
  using system = linuxRoot();
  const before = system.tree();
  const options = ['--session', session, '--login', login];
  const first = await system.install(...options);
  expect([first.code, first.err]).toEqual([0, '']);
  const locked = system.tree();
  expect(locked).not.toEqual(before);
  expect(system.read('/usr/lib/mot-cua-kiosk/session')).toContain('"/opt/Mot Cua/mot-cua"');
  const again = await system.install(...options);
  expect([again.code, again.out.split('\n').length]).toEqual([0, 3]);
  expect(system.tree()).toEqual(locked);
  const undone = await system.install('--undo');
  expect([undone.code, undone.err]).toEqual([0, '']);
  expect(system.tree()).toEqual(before);
});

it('one session may be changed for the other, and undoing still leads to what was there first', async () => {
  using system = linuxRoot();
  const before = system.tree();
  for (const session of ['cage', 'openbox', 'cage']) expect((await system.install('--session', session)).code).toBe(0);
  expect(system.read('/etc/systemd/system/mot-cua-kiosk.service')).toContain('(cage)');
  expect((await system.install('--undo')).code).toBe(0);
  expect(system.tree()).toEqual(before);
});

it('another way to log in wants the first one undone: each masks what the other needs', async () => {
  using system = linuxRoot();
  await system.install();
  const locked = system.tree();
  const other = await system.install('--login', 'lightdm');
  expect([other.code, other.out]).toEqual([1, expect.stringContaining('--undo first')]);
  expect(system.tree()).toEqual(locked);
});

it('a file that stood there is kept and put back with its mode and owner; what somebody has added meanwhile stays', async () => {
  using system = linuxRoot();
  const own = path.join(system.folder, 'etc/lightdm/lightdm.conf.d/90-mot-cua-kiosk.conf');
  writeFileSync(own, '[Seat:*]\nautologin-user=may\n');
  chmodSync(own, 0o600);
  chownSync(own, 0, 44);
  const before = system.tree();
  expect((await system.install('--login', 'lightdm')).code).toBe(0);
  expect(system.read('/etc/lightdm/lightdm.conf.d/90-mot-cua-kiosk.conf')).toContain('autologin-user=kiosk');
  writeFileSync(path.join(system.folder, 'etc/systemd/logind.conf.d/50-theirs.conf'), '[Login]\n');
  expect((await system.install('--undo')).out).toContain('left: /etc/systemd/logind.conf.d is not empty');
  expect(system.tree().filter((line) => !line.includes('logind.conf.d'))).toEqual(before);
});

it('the kiosk user has no password and no shell, may use screen and readers, and is gone after undoing', async () => {
  using system = linuxRoot();
  await system.install();
  expect(system.read('/etc/passwd')).toMatch(/^kiosk:x:\d+:\d+:Mot Cua kiosk:\/home\/kiosk:\/usr\/sbin\/nologin$/mu);
  expect(system.read('/etc/shadow')).toMatch(/^kiosk:!/mu);
  expect(system.read('/etc/group')).toMatch(/^video:x:44:kiosk$/mu);
  expect(system.read('/etc/group')).toMatch(/^plugdev:x:46:may,kiosk$/mu);
  await system.install('--undo');
  expect([system.read('/etc/passwd'), existsSync(path.join(system.folder, 'home/kiosk'))]).toEqual(['root:x:0:0:root:/root:/bin/bash\nmay:x:1000:1000::/home/may:/bin/bash\n', false]);
});

it('where the package has made its group, the kiosk is one of it, and the data stays as the package set it up', async () => {
  using system = linuxRoot();
  const data = path.join(system.folder, 'var/lib/mot-cua');
  writeFileSync(path.join(system.folder, 'etc/group'), `${system.read('/etc/group')}mot-cua:x:990:\n`);
  mkdirSync(data);
  chownSync(data, 0, 990);
  chmodSync(data, 0o2750);
  const before = system.tree();
  await system.install();
  expect([system.read('/etc/group').includes('mot-cua:x:990:kiosk\n'), statSync(data).mode & 0o7777, statSync(data).gid]).toEqual([true, 0o2750, 990]);
  await system.install('--undo');
  expect(system.tree()).toEqual(before);
});

it('data that was there belongs to the kiosk while it is locked down and to its owner again afterwards; none is ever removed', async () => {
  using system = linuxRoot();
  const data = path.join(system.folder, 'var/lib/mot-cua');
  mkdirSync(path.join(data, 'data'), { recursive: true, mode: 0o750 });
  writeFileSync(path.join(data, 'data/station.db'), 'sealed');
  for (const file of [data, path.join(data, 'data'), path.join(data, 'data/station.db')]) chownSync(file, 1000, 1000);
  const before = system.tree();
  await system.install();
  expect([statSync(data).mode & 0o777, statSync(path.join(data, 'data/station.db')).uid]).toEqual([0o700, 1001]);
  await system.install('--undo');
  expect(system.tree()).toEqual(before);
});

it('data that the kiosk made stays after undoing, for root alone', async () => {
  using system = linuxRoot();
  await system.install();
  const data = path.join(system.folder, 'var/lib/mot-cua/data.key');
  writeFileSync(data, 'key', { mode: 0o600 });
  chownSync(data, 1001, 1001);
  expect((await system.install('--undo')).out).toContain('left: the data in /var/lib/mot-cua');
  expect([system.read('/var/lib/mot-cua/data.key'), statSync(data).uid]).toEqual(['key', 0]);
});

it('a dry run says what it would do and touches nothing, in both directions', async () => {
  using system = linuxRoot();
  const before = system.tree();
  const dry = await system.install('--dry-run');
  expect([dry.code, system.tree()]).toEqual([0, before]);
  expect(dry.out).toContain('write /etc/systemd/system/mot-cua-kiosk.service');
  await system.install();
  const locked = system.tree();
  expect((await system.install('--undo', '--dry-run')).out).toContain('put back: user kiosk');
  expect(system.tree()).toEqual(locked);
});

it.each<[string, readonly string[], number, string]>([
  ['without the program', ['--program', '/opt/other'], 1, 'is not there'],
  ['for a user with a password', ['--user', 'may'], 1, 'has a password'],
  ['for root', ['--user', 'root'], 64, ''],
  ['with a program whose name would end a quote', ['--program', '/opt/a"; reboot; "'], 64, ''],
  ['with a session nobody knows', ['--session', 'gnome'], 64, ''],
  ['to undo what was not done', ['--undo'], 1, 'nothing to undo'],
])('the script stops %s, says why, and has changed nothing', async (_name, options, code, words) => {
  using system = linuxRoot();
  const before = system.tree();
  const ran = await system.install(...options);
  expect(ran.code).toBe(code);
  expect(`${ran.out}${ran.err}`).toContain(words);
  expect(system.tree()).toEqual(before);
});

it('two displays want the driver of touch and keys; one display does without', async () => {
  using system = linuxRoot();
  rmSync(path.join(system.folder, 'usr/lib/xorg/modules/input/libinput_drv.so'));
  const before = system.tree();
  const ran = await system.install('--session', 'openbox');
  expect([ran.code, ran.out, system.tree()]).toEqual([1, expect.stringMatching(/not installed: libinput_drv\.so\. apt-get install .* xserver-xorg-input-libinput /u), before]);
  expect((await system.install()).code).toBe(0);
});

it('a kiosk user that is there already must be in the group of the package, as one of its list or by its first group', async () => {
  using system = linuxRoot();
  const write = (group: number, members: string): void => {
    writeFileSync(path.join(system.folder, 'etc/passwd'), `root:x:0:0:root:/root:/bin/bash\nkiosk:x:1001:${group}::/home/kiosk:/bin/sh\n`);
    writeFileSync(path.join(system.folder, 'etc/shadow'), 'root:!:20000:0:99999:7:::\nkiosk:!:20000:0:99999:7:::\n');
    writeFileSync(path.join(system.folder, 'etc/group'), `root:x:0:\nkiosk:x:1001:\nmot-cua:x:990:${members}\n`);
  };
  write(1001, 'may,kiosk2');
  const before = system.tree();
  const ran = await system.install();
  expect([ran.code, ran.out, system.tree()]).toEqual([1, expect.stringContaining('user kiosk is not in the group mot-cua: adduser kiosk mot-cua'), before]);
  write(1001, 'may,kiosk');
  expect((await system.install('--dry-run')).code).toBe(0);
  write(990, '');
  expect((await system.install('--dry-run')).code).toBe(0);
});

it('the unit that is written is one that systemd takes', async () => {
  using system = linuxRoot();
  await system.install();
  const unit = system.read('/etc/systemd/system/mot-cua-kiosk.service');
  for (const line of ['User=kiosk', 'PAMName=login', 'TTYPath=/dev/tty1', 'Restart=always', 'StartLimitIntervalSec=0', 'ExecStart=/usr/lib/mot-cua-kiosk/session']) expect(unit.split('\n')).toContain(line);
  expect(unit).not.toMatch(/@[A-Z]+@/u);
  const own = path.join(system.folder, 'mot-cua-kiosk.service');
  const verify = async (text: string): Promise<string> => {
    writeFileSync(own, text.replace('/usr/lib/mot-cua-kiosk/session', '/bin/true'));
    return (await run('systemd-analyze', ['verify', '--man=no', '--recursive-errors=no', own])).err;
  };
  expect(await verify(unit)).toBe('');
  expect(await verify(unit.replace('Restart=always', 'Restart=allways'))).toContain('restart specifier');
});
