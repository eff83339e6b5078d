// Installs the .deb for real, over an image of this machine that is thrown away: install, update, back to the version before, removal, purge.

import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../checks/spawn.ts';
import { Ledger } from './ledger.ts';

/** Facts are printed as a name, a tab and a value; the values are compared below, so that the script decides nothing. */
const script = `
fact() { printf '%s\\t%s\\n' "$1" "$(eval "$2" 2>&1 | tr '\\n' ' ' | sed 's/ *$//')"; }
install() { dpkg -i --force-depends --force-confdef --force-confold "$1" >/tmp/dpkg.log 2>&1; echo $?; }
export DEBIAN_FRONTEND=noninteractive LC_ALL=C
fact depends 'apt-get -s install /packages/old.deb >/dev/null 2>&1; echo $?'
fact install 'install /packages/old.deb'
fact log 'grep -v -i "warning\\|dpkg: \\|depends\\|however\\|not installed\\|ignoring\\|^ \\|^$\\|(Reading\\|Preparing\\|Unpacking\\|Setting up\\|Selecting\\|Processing" /tmp/dpkg.log'
fact version 'dpkg-query -W -f="\\\${Version} \\\${Status}" mot-cua'
fact conffiles 'dpkg-query -W -f="\\\${Conffiles}" mot-cua | cut -d" " -f2 | grep /'
fact run '/usr/bin/mot-cua; echo $?'
fact link 'readlink /usr/bin/mot-cua'
fact rules 'stat -c "%U:%G %a" /usr/lib/udev/rules.d/70-mot-cua.rules'
fact menu 'desktop-file-validate /usr/share/applications/mot-cua.desktop; grep "^Name=\\|^Exec=\\|^Icon=\\|^Categories=" /usr/share/applications/mot-cua.desktop'
fact autostart 'desktop-file-validate /etc/xdg/autostart/mot-cua.desktop; grep "^Exec=" /etc/xdg/autostart/mot-cua.desktop'
fact icons 'ls /usr/share/icons/hicolor/*/apps/mot-cua.png | wc -l'
fact sandbox 'stat -c "%U:%G" "/opt/Mot Cua/chrome-sandbox"'
fact writable 'find "/opt/Mot Cua" -not -type l -perm /022 | head -3'
fact owners 'find "/opt/Mot Cua" -not -user root | head -3'
fact folders 'stat -c "%n %U:%G %a" /etc/mot-cua /var/lib/mot-cua /var/lib/mot-cua/data /var/lib/mot-cua/logs /var/lib/mot-cua/updates /var/lib/mot-cua/updates/keeper'
fact keeper 'stat -c "%n %U:%G %a" "/opt/Mot Cua/keeper"; ls "/opt/Mot Cua/keeper"; systemctl is-enabled mot-cua-keeper.service'
fact papers 'ls "/opt/Mot Cua/licences"'
useradd --no-create-home --groups mot-cua clerk
useradd --no-create-home stranger
fact clerk-writes 'setpriv --reuid clerk --regid clerk --init-groups sh -c "echo 1 >/var/lib/mot-cua/data/kept && stat -c %G /var/lib/mot-cua/data/kept"'
fact clerk-keeper 'setpriv --reuid clerk --regid clerk --init-groups env "/opt/Mot Cua/keeper/node" -e 1; echo $?'
fact clerk-updates 'setpriv --reuid clerk --regid clerk --init-groups sh -c "echo 1 >/var/lib/mot-cua/updates/order.json; mv /var/lib/mot-cua/updates/keeper /var/lib/mot-cua/updates/other"'
fact clerk-parent 'setpriv --reuid clerk --regid clerk --init-groups mv /var/lib/mot-cua/updates /var/lib/mot-cua/x'
fact stranger-reads 'setpriv --reuid stranger --regid stranger --init-groups cat /var/lib/mot-cua/data/kept'
echo '{}' >/etc/mot-cua/settings.json; chmod 644 /etc/mot-cua/settings.json
fact clerk-settings 'setpriv --reuid clerk --regid clerk --init-groups sh -c "echo 2 >/etc/mot-cua/settings.json"'
echo 'Hidden=true' >>/etc/xdg/autostart/mot-cua.desktop
fact update 'install /packages/new.deb'
fact updated 'dpkg-query -W -f="\\\${Version}" mot-cua; cat /var/lib/mot-cua/data/kept; tail -1 /etc/xdg/autostart/mot-cua.desktop; stat -c "%U:%G %a" /etc/mot-cua/settings.json; /usr/bin/mot-cua >/dev/null; echo $?'
fact back 'install /packages/old.deb; dpkg-query -W -f="\\\${Version}" mot-cua; cat /var/lib/mot-cua/data/kept /etc/mot-cua/settings.json'
fact remove 'dpkg -r mot-cua >/tmp/dpkg.log 2>&1; echo $?'
fact removed 'ls -d /usr/bin/mot-cua "/opt/Mot Cua" /usr/lib/udev/rules.d/70-mot-cua.rules /usr/share/applications/mot-cua.desktop 2>/dev/null; cat /var/lib/mot-cua/data/kept /etc/mot-cua/settings.json; ls /etc/xdg/autostart/mot-cua.desktop'
fact purge 'dpkg -P mot-cua >/tmp/dpkg.log 2>&1; echo $?'
fact purged 'ls -d /var/lib/mot-cua /etc/mot-cua /etc/xdg/autostart/mot-cua.desktop 2>/dev/null; getent group mot-cua; dpkg-query -W mot-cua 2>/dev/null; echo gone'
`;

const wanted: Readonly<Record<string, string>> = {
  depends: '0',
  install: '0',
  log: '',
  version: '{old} install ok installed',
  conffiles: '/etc/xdg/autostart/mot-cua.desktop',
  run: 'PLACEHOLDER: this package was made to check packaging. It holds no Electron and cannot run. 97',
  link: '/opt/Mot Cua/mot-cua',
  rules: 'root:root 644',
  menu: 'Name=Một Cửa Exec="/opt/Mot Cua/mot-cua" %U Icon=mot-cua Categories=Office;',
  autostart: 'Exec=/usr/bin/mot-cua --autostart',
  icons: '8',
  sandbox: 'root:root',
  writable: '',
  owners: '',
  folders: '/etc/mot-cua root:mot-cua 750 /var/lib/mot-cua root:mot-cua 2750 /var/lib/mot-cua/data root:mot-cua 2770 /var/lib/mot-cua/logs root:mot-cua 2770 /var/lib/mot-cua/updates root:mot-cua 3770 /var/lib/mot-cua/updates/keeper root:mot-cua 2750',
  papers: 'LICENSE.txt THIRD-PARTY.txt sbom.cdx.json',
  keeper: '/opt/Mot Cua/keeper root:root 700 keeper.json keeper.mjs maker-keys.json node enabled',
  'clerk-keeper': "env: '/opt/Mot Cua/keeper/node': Permission denied 126",
  'clerk-updates': "mv: cannot move '/var/lib/mot-cua/updates/keeper' to '/var/lib/mot-cua/updates/other': Operation not permitted",
  'clerk-parent': "mv: cannot move '/var/lib/mot-cua/updates' to '/var/lib/mot-cua/x': Permission denied",
  'clerk-writes': 'mot-cua',
  'stranger-reads': 'cat: /var/lib/mot-cua/data/kept: Permission denied',
  'clerk-settings': 'sh: 1: cannot create /etc/mot-cua/settings.json: Permission denied',
  update: '0',
  updated: '{new}1 Hidden=true root:mot-cua 640 97',
  back: '0 {old}1 {}',
  remove: '0',
  removed: '1 {} /etc/xdg/autostart/mot-cua.desktop',
  purge: '0',
  purged: 'gone',
};

/** The same package under the next version, with another line in the file that the administrator may change. */
async function nextVersion(deb: string, folder: string): Promise<{ readonly file: string; readonly version: string; readonly before: string }> {
  const tree = path.join(folder, 'tree');
  await run('dpkg-deb', ['-R', deb, tree]);
  const control = path.join(tree, 'DEBIAN', 'control');
  const text = await readFile(control, 'utf8');
  const before = /^Version: (.*)$/m.exec(text)?.[1] ?? '';
  const version = `${before}.1`;
  await writeFile(control, text.replace(/^Version: .*$/m, `Version: ${version}`));
  const autostart = path.join(tree, 'etc', 'xdg', 'autostart', 'mot-cua.desktop');
  await writeFile(autostart, (await readFile(autostart, 'utf8')).replace('Version=1.1', 'Version=1.5'));
  const file = path.join(folder, 'new.deb');
  const built = await run('dpkg-deb', ['--root-owner-group', '-Znone', '--build', tree, file]);
  if (built.code !== 0) throw new Error(built.err);
  await rm(tree, { recursive: true });
  return { file, version, before };
}

/** Tries a .deb. Needs root: its image of the machine is an overlay in a mount namespace of its own, so nothing stays behind. */
export async function checkDeb(deb: string): Promise<Ledger> {
  const ledger = new Ledger('deb');
  const folder = await mkdtemp(path.join(tmpdir(), 'deb-check-'));
  try {
    const next = await nextVersion(deb, folder);
    await copyFile(deb, path.join(folder, 'old.deb'));
    await writeFile(path.join(folder, 'script.sh'), script);
    await mkdir(path.join(folder, 'image'));
    const enter = [
      'set -e',
      `mount -t tmpfs upper ${folder}/image`,
      `mkdir -p ${folder}/image/upper/var/lib ${folder}/image/upper/etc ${folder}/image/work ${folder}/image/root`,
      // What this machine may have there (whiteouts of overlayfs): the package must find none of it.
      `mknod ${folder}/image/upper/var/lib/mot-cua c 0 0`,
      `mknod ${folder}/image/upper/etc/mot-cua c 0 0`,
      `mount -t overlay overlay -o lowerdir=/,upperdir=${folder}/image/upper,workdir=${folder}/image/work ${folder}/image/root`,
      `mount --rbind /dev ${folder}/image/root/dev`,
      `mount -t proc proc ${folder}/image/root/proc`,
      `mount -t tmpfs tmp ${folder}/image/root/tmp`,
      `mkdir ${folder}/image/root/packages`,
      `cp ${folder}/*.deb ${folder}/script.sh ${folder}/image/root/packages/`,
      `exec chroot ${folder}/image/root /bin/sh /packages/script.sh`,
    ].join('\n');
    const ran = await run('unshare', ['--mount', '--propagation', 'private', '/bin/sh', '-c', enter]);
    const facts = new Map(ran.out.split('\n').filter((line) => line.includes('\t')).map((line) => [line.slice(0, line.indexOf('\t')), line.slice(line.indexOf('\t') + 1)]));
    ledger.none(facts.size === 0 ? [`the image of this machine could not be entered: ${ran.err}`] : []);
    for (const [name, value] of Object.entries(wanted)) ledger.same(facts.get(name), value.replace('{old}', next.before).replace('{new}', next.version), name);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return ledger;
}
