// Lays out the keeper of versions as it goes into a package: its bundle, the Node that runs it, the maker's keys, what it is told of its machine, and what the system is told of it.

import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { migrations } from '../../electron/station/store/migrations/all.ts';
import { root } from '../checks/spawn.ts';
import { bringPlatformPackage, osName } from './platform-packages.ts';
import type { Platform } from './platform-packages.ts';

/** Windows' own places; its task runs as the system and knows no variables of a person. */
const windowsKeeper = 'C:/Program Files/Mot Cua Keeper';
const linuxKeeper = '/opt/Mot Cua/keeper';

/** Names of the two tasks of Windows, as installer.nsh gives them. */
const startTask = 'Mot Cua Start';

/** What the keeper is told; it lies where only administrators write. The folder carries the version: kept installers are named by it, and each package's is another. */
export function keeperConfig(platform: Platform, version: string): object {
  const onWindows = platform === 'win32';
  return {
    format: 1,
    layout: 'installer',
    updates: onWindows ? 'C:/ProgramData/Mot Cua/updates' : '/var/lib/mot-cua/updates',
    keys: `${onWindows ? windowsKeeper : linuxKeeper}/maker-keys.json`,
    machine: { platform, arch: 'x64', kind: onWindows ? 'nsis' : 'deb' },
    first: { version, sequence: 0, storeSchema: migrations.at(-1)?.version ?? 0, folder: `first-${version}` },
    restart: onWindows ? ['schtasks', '/run', '/tn', startTask] : [],
    stop: onWindows ? ['taskkill', '/f', '/im', 'mot-cua.exe'] : ['pkill', '-x', 'mot-cua'],
    programs: onWindows ? ['C:/Program Files/Mot Cua/mot-cua.exe'] : ['/opt/Mot Cua/mot-cua', '/usr/bin/mot-cua'],
  };
}

interface Task {
  readonly about: string;
  readonly trigger: string;
  readonly principal: string;
  readonly command: string;
  readonly args: string;
}

/** A task as schtasks takes it: without Windows' habit of ending it after three days or on battery. */
function taskXml({ about, trigger, principal, command, args }: Task): string {
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>${about}</Description></RegistrationInfo>
  <Triggers>${trigger}</Triggers>
  <Principals><Principal id="Author">${principal}</Principal></Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure><Interval>PT1M</Interval><Count>255</Count></RestartOnFailure>
  </Settings>
  <Actions Context="Author"><Exec><Command>${command}</Command><Arguments>${args}</Arguments></Exec></Actions>
</Task>
`.replaceAll('\n', '\r\n');
}

async function writeUtf16(file: string, text: string): Promise<void> {
  await writeFile(file, Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]));
}

/**
 * Puts it below `.cache/package/keeper/<os>`, whence electron-builder.yml takes it.
 * @param placeholder runs in Node's place in packages that are only checked
 */
export async function layOutKeeper(platform: Platform, version: string, placeholder?: string): Promise<void> {
  const folder = path.join(root, '.cache', 'package', 'keeper', osName[platform]);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await copyFile(path.join(root, 'out', 'keeper', 'keeper.mjs'), path.join(folder, 'keeper.mjs'));
  await copyFile(path.join(root, 'resources', 'updates', 'maker-keys.json'), path.join(folder, 'maker-keys.json'));
  await writeFile(path.join(folder, 'keeper.json'), `${JSON.stringify(keeperConfig(platform, version), null, 2)}\n`);
  const node = platform === 'win32' ? 'node.exe' : 'node';
  await copyFile(placeholder ?? path.join(await bringPlatformPackage(platform, 'node'), 'bin', node), path.join(folder, node));
  if (platform === 'linux') return;
  const backslashed = windowsKeeper.replaceAll('/', '\\');
  await writeUtf16(
    path.join(folder, 'keeper-task.xml'),
    taskXml({
      about: 'Puts new versions of Mot Cua in place and takes them back',
      trigger: '<BootTrigger />',
      principal: '<UserId>S-1-5-18</UserId><RunLevel>HighestAvailable</RunLevel>',
      command: `${backslashed}\\node.exe`,
      args: `"${backslashed}\\keeper.mjs" --config "${backslashed}\\keeper.json"`,
    }),
  );
  await writeUtf16(
    path.join(folder, 'start-task.xml'),
    taskXml({
      about: 'Starts Mot Cua in the session of whoever is logged in, after a new version was put in place',
      trigger: '',
      principal: '<GroupId>S-1-5-32-545</GroupId><RunLevel>LeastPrivilege</RunLevel>',
      command: 'C:\\Program Files\\Mot Cua\\mot-cua.exe',
      args: '--autostart',
    }),
  );
}
