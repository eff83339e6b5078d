// Where the files of a machine lie that belong to all its users: settings, policy, data, logs, updates. Nothing here is read or made.

import path from 'node:path';

/** Absolute paths; whoever needs one makes sure that it is there. */
export interface MachinePlaces {
  /** Written by administrators only. */
  readonly settings: string;
  /** Beside the settings: values that no settings file may change. */
  readonly policy: string;
  readonly data: string;
  readonly logs: string;
  readonly updates: string;
}

/** The places of this kind of system: `%ProgramData%\Mot Cua` on Windows, `/etc/mot-cua` and `/var/lib/mot-cua` elsewhere. */
export function machinePlaces(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): MachinePlaces {
  if (platform === 'win32') {
    const folder = path.win32.join(env['ProgramData'] ?? 'C:\\ProgramData', 'Mot Cua');
    const of = (name: string): string => path.win32.join(folder, name);
    return { settings: of('settings.json'), policy: of('policy.json'), data: of('data'), logs: of('logs'), updates: of('updates') };
  }
  const state = '/var/lib/mot-cua';
  return { settings: '/etc/mot-cua/settings.json', policy: '/etc/mot-cua/policy.json', data: `${state}/data`, logs: `${state}/logs`, updates: `${state}/updates` };
}
