// What each of Electron's nine fuses must say in a package, why, and what an executable really says. A tenth fails every check until somebody has decided on it.

import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';

/** `FuseState` of @electron/fuses, which is not there at run time: the character of a fuse in the executable. */
const ON = '1'.charCodeAt(0);
const OFF = '0'.charCodeAt(0);

interface Fuse {
  /** As electron-builder.yml names it; null where it cannot. */
  readonly setting: string | null;
  readonly isOn: boolean;
  readonly why: string;
}

export const fuseTable: Readonly<Record<keyof typeof FuseV1Options, Fuse>> = {
  RunAsNode: { setting: 'runAsNode', isOn: false, why: 'nobody runs his own script under the name of the program' },
  EnableCookieEncryption: { setting: 'enableCookieEncryption', isOn: true, why: 'what pages leave on the disk is sealed by the system' },
  EnableNodeOptionsEnvironmentVariable: { setting: 'enableNodeOptionsEnvironmentVariable', isOn: false, why: 'a variable loads no code' },
  EnableNodeCliInspectArguments: { setting: 'enableNodeCliInspectArguments', isOn: false, why: 'nobody attaches a debugger' },
  EnableEmbeddedAsarIntegrityValidation: { setting: 'enableEmbeddedAsarIntegrityValidation', isOn: true, why: 'on Windows a changed archive is not run; Linux has no such check' },
  OnlyLoadAppFromAsar: { setting: 'onlyLoadAppFromAsar', isOn: true, why: 'a folder beside the archive is not run in its place' },
  LoadBrowserProcessSpecificV8Snapshot: { setting: 'loadBrowserProcessSpecificV8Snapshot', isOn: false, why: 'there is no such snapshot' },
  GrantFileProtocolExtraPrivileges: { setting: 'grantFileProtocolExtraPrivileges', isOn: false, why: 'pages come by app:// only' },
  WasmTrapHandlers: { setting: null, isOn: true, why: 'as delivered: off makes WebAssembly slow and nothing safer here' },
};

/** The state of every fuse of the executable, by name; for one that the table does not know, its number. */
export async function readFuses(executable: string): Promise<ReadonlyMap<string, boolean | 'other'>> {
  const wire: Readonly<Record<string, unknown>> = { ...(await getCurrentFuseWire(executable)) };
  if (wire['version'] !== FuseVersion.V1) throw new Error(`${executable}: fuse wire of an unknown version`);
  return new Map(
    Object.entries(wire)
      .filter(([key]) => /^\d+$/.test(key))
      .map(([key, state]) => [FuseV1Options[Number(key)] ?? key, state === ON ? true : state === OFF ? false : 'other']),
  );
}

/** Where an executable differs from the table, in words; `but` names the fuses that are to stand the other way round. */
export async function fuseFaults(executable: string, but: readonly (keyof typeof FuseV1Options)[] = []): Promise<string[]> {
  const found = await readFuses(executable);
  const faults = [...found.keys()].filter((name) => !Object.hasOwn(fuseTable, name)).map((name) => `fuse ${name} is in the executable and not in the table`);
  for (const [name, { isOn }] of Object.entries(fuseTable)) {
    const wanted = but.some((other) => other === name) ? !isOn : isOn;
    if (found.get(name) !== wanted) faults.push(`fuse ${name} is ${String(found.get(name) ?? 'absent')} and must be ${String(wanted)}`);
  }
  return faults;
}
