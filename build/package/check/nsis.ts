// Runs the installer of Windows silently under Wine: install, the next version over it, back to the one before, removal, removal with everything.

import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Ledger } from './ledger.ts';
import type { WineFolder } from './wine.ts';

const UNINSTALL = 'Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall';
const RUN = 'Software\\Microsoft\\Windows\\CurrentVersion\\Run';
const OWN = 'Software\\Mot Cua';
const APP = 'C:\\Program Files\\Mot Cua';
const DATA = 'C:\\ProgramData\\Mot Cua';

const takeOver = [`icacls "${DATA}" /setowner *S-1-5-32-544 /T /Q`, `icacls "${DATA}" /reset /T /Q`];
const rights = [
  `icacls "${DATA}" /inheritance:r /grant:r *S-1-5-32-544:(OI)(CI)F *S-1-5-18:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX /Q`,
  ...['data', 'logs', 'updates'].map((folder) => `icacls "${DATA}\\${folder}" /grant:r *S-1-5-32-545:(OI)(CI)M /Q`),
  `icacls "${DATA}\\updates\\keeper" /inheritance:r /grant:r *S-1-5-32-544:(OI)(CI)F *S-1-5-18:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX /Q`,
];
const closeGate = 'netsh advfirewall firewall delete rule name="Mot Cua"';
const openGate = `netsh advfirewall firewall add rule name="Mot Cua" dir=in action=allow protocol=TCP program="${APP}\\mot-cua.exe" profile=private remoteip=localsubnet`;

const KEEPER = 'C:\\Program Files\\Mot Cua Keeper';
const keeper = [
  'schtasks /end /tn "Mot Cua Keeper"',
  `icacls "${KEEPER}" /inheritance:r /grant:r *S-1-5-32-544:(OI)(CI)F *S-1-5-18:(OI)(CI)F /Q`,
  `schtasks /create /f /tn "Mot Cua Keeper" /xml "${KEEPER}\\keeper-task.xml"`,
  `schtasks /create /f /tn "Mot Cua Start" /xml "${KEEPER}\\start-task.xml"`,
  'schtasks /run /tn "Mot Cua Keeper"',
];
const keeperGone = ['schtasks /end /tn "Mot Cua Keeper"', 'schtasks /delete /f /tn "Mot Cua Keeper"', 'schtasks /delete /f /tn "Mot Cua Start"'];

/** The installers that are tried. */
export interface Installers {
  readonly old: string;
  readonly next: string;
  /** What the old one packs. */
  readonly unpacked: string;
  readonly versions: { readonly old: string; readonly next: string };
}

export async function checkNsis(wine: WineFolder, { old, next, unpacked, versions }: Installers): Promise<Ledger> {
  const ledger = new Ledger('NSIS');
  const app = path.join(wine.drive, 'Program Files', 'Mot Cua');
  const data = path.join(wine.drive, 'ProgramData', 'Mot Cua');
  const kept = path.join(data, 'data', 'kept');
  const settings = path.join(data, 'settings.json');
  const uninstaller = path.join(app, 'Uninstall mot-cua.exe');
  const startMenu = path.join(wine.drive, 'ProgramData', 'Microsoft', 'Windows', 'Start Menu', 'Programs', 'Một Cửa.lnk');
  const entry = (await uninstallEntry(wine)) ?? '';
  ledger.same(entry, '', 'the uninstall entry of an empty machine');
  await wine.calls();

  const installed = async (version: string): Promise<void> => {
    const values = (await wine.machineKey(`${UNINSTALL}\\${(await uninstallEntry(wine)) ?? 'none'}`)) ?? {};
    ledger.same([values['DisplayName'], values['DisplayVersion'], values['Publisher']], [`Một Cửa ${version}`, version, 'Mot Cua'], 'the uninstall entry');
    ledger.same(values['QuietUninstallString'], `"${APP}\\Uninstall mot-cua.exe" /allusers /S`, 'the way to remove it silently');
    ledger.same((await wine.machineKey(RUN))?.['Mot Cua'], `"${APP}\\mot-cua.exe" --autostart`, 'the start at log-in');
  };
  const gone = async (): Promise<void> => {
    ledger.see(!existsSync(app), 'the program’s folder is still there');
    ledger.see(!existsSync(path.join(wine.drive, 'Program Files', 'Mot Cua Keeper')), 'the keeper’s folder is still there');
    ledger.see(!existsSync(startMenu), 'the entry of the start menu is still there');
    ledger.same(await uninstallEntry(wine), null, 'the uninstall entry');
    ledger.same((await wine.machineKey(RUN))?.['Mot Cua'], undefined, 'the start at log-in');
    ledger.same(await wine.calls(), [...keeperGone, closeGate], 'what was asked of Windows at removal');
  };

  // Somebody has made the folder before us, with settings of his own in it.
  await mkdir(data, { recursive: true });
  await writeFile(settings, '{}');
  ledger.same((await wine.start(old, ['/S'])).code, 0, 'the exit code of the installer');
  await installed(versions.old);
  ledger.same(await wine.calls(), [...takeOver, ...rights, closeGate, openGate, ...keeper], 'what was asked of Windows');
  ledger.none(await differences(unpacked, app));
  ledger.see(existsSync(startMenu), 'there is no entry in the start menu');
  ledger.same((await wine.start(path.join(app, 'mot-cua.exe'), [])).code, 97, 'the exit code of the program');
  ledger.see((await readFile(path.join(data, 'install.log'), 'utf16le')).includes(`${versions.old} installed in ${APP}`), 'install.log does not say what was installed');

  await writeFile(kept, 'kept');
  const keepersFile = path.join(wine.drive, 'Program Files', 'Mot Cua Keeper', 'keeper.json');
  ledger.same(await readdir(path.dirname(keepersFile)), ['keeper-task.xml', 'keeper.json', 'keeper.mjs', 'maker-keys.json', 'node.exe', 'start-task.xml'], 'what lies in the keeper’s folder');
  await writeFile(keepersFile, 'runs');
  ledger.same((await wine.start(next, ['/S', '--updated'])).code, 0, 'the exit code of the next version’s installer');
  await installed(versions.next);
  ledger.same(await wine.calls(), [...rights, closeGate, openGate], 'what was asked of Windows by the next version');
  ledger.same(await readFile(keepersFile, 'utf8'), 'runs', 'what the keeper finds of itself after it has installed a version');
  ledger.same((await wine.start(old, ['/S', '--updated'])).code, 0, 'the exit code on the way back');
  await installed(versions.old);
  ledger.none(await differences(unpacked, app));
  await wine.calls();
  ledger.see(existsSync(kept) && existsSync(settings), 'data or settings are gone after an update');

  await wine.start(uninstaller, ['/S']);
  await gone();
  ledger.see(existsSync(kept) && existsSync(settings), 'data or settings are gone after a removal');

  await wine.letFail('netsh', 1);
  ledger.same((await wine.start(old, ['/S'])).code, 0, 'the exit code where a policy owns the firewall');
  ledger.see((await readFile(path.join(data, 'install.log'), 'utf16le')).includes('firewall rule not added: 1'), 'install.log does not say that the firewall rule is missing');
  await wine.calls();
  const state = path.join(data, 'lockdown', 'state.json');
  await mkdir(path.dirname(state));
  await writeFile(state, '[]');
  await wine.start(uninstaller, ['/S', '/PURGE']);
  ledger.see(existsSync(uninstaller) && existsSync(state) && existsSync(kept), 'a machine that is locked down lost its program or what was saved');
  ledger.same(await wine.calls(), [], 'what was asked of Windows by a removal that was refused');
  ledger.same((await wine.start(old, ['/S', '--updated'])).code, 0, 'the exit code of an installation over a machine that is locked down');
  await wine.calls();
  await rm(state);
  await wine.start(uninstaller, ['/S', '/PURGE']);
  await gone();
  ledger.see(!existsSync(data), 'data is still there after a removal with /PURGE');
  ledger.same(await wine.machineKey(OWN), null, 'our own key');

  await wine.letFail('icacls', 5);
  ledger.same((await wine.start(old, ['/S'])).code, 5, 'the exit code where rights cannot be set');
  ledger.same((await wine.machineKey(RUN))?.['Mot Cua'], undefined, 'the start at log-in of a broken installation');
  return ledger;
}

async function uninstallEntry(wine: WineFolder): Promise<string | null> {
  const text = await readFile(path.join(wine.drive, '..', 'system.reg'), 'utf8');
  for (const [, name = ''] of text.matchAll(/^\[Software\\\\Microsoft\\\\Windows\\\\CurrentVersion\\\\Uninstall\\\\([^\]\\]+)\]/gm))
    if ((await wine.machineKey(`${UNINSTALL}\\${name}`))?.['UninstallString']?.includes('mot-cua') === true) return name;
  return null;
}

/** Where the installed folder is not the packed one; the uninstaller and the helper for rights come with the installer, and the keeper goes to a folder of its own. */
async function differences(packed: string, installed: string): Promise<string[]> {
  const list = async (folder: string): Promise<string[]> => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((item) => item.isFile()).map((item) => path.relative(folder, path.join(item.parentPath, item.name))).toSorted();
  };
  const own = /^(Uninstall mot-cua\.exe|uninstallerIcon\.ico|resources.elevate\.exe|keeper.*)$/;
  const [wanted, found] = [(await list(packed)).filter((name) => !own.test(name)), (await list(installed)).filter((name) => !own.test(name))];
  const faults = [...wanted.filter((name) => !found.includes(name)).map((name) => `${name} was not installed`), ...found.filter((name) => !wanted.includes(name)).map((name) => `${name} was installed and is not in the package`)];
  for (const name of wanted.filter((file) => found.includes(file))) {
    const [one, other] = [path.join(packed, name), path.join(installed, name)];
    if ((await stat(one)).size !== (await stat(other)).size || (/\.(exe|asar|js)$/.test(name) && !(await readFile(one)).equals(await readFile(other)))) faults.push(`${name} is not as it was packed`);
  }
  return faults;
}
