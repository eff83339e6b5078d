// What a host says of itself in the states that screens must show.

import type { HostState, Trouble } from '../../../shared/contract/host.ts';
import type { Caller } from '../../../shared/contract/command.ts';
import { NOW, minutesAgo } from './example-point.ts';

/** A machine in Electron with two windows, of which all is well. */
export function exampleHost(caller: Caller, changed: Partial<HostState> = {}): HostState {
  return { shell: 'electron', version: '0.1.0', electron: '45.4.1', node: '24.21.0', caller, windowId: caller.role, station: { kind: 'running', since: minutesAgo(90) }, trouble: null, unit: { name: 'UBND xã Phú Xuyên', phone: '024 3385 0000' }, exit: 'pin', windows: [], incidents: [], ...changed };
}

/** Its admin window, while a display is unplugged and after a bad night. */
export const troubledHost: HostState = exampleHost(
  { role: 'admin' },
  {
    exit: 'no-pin',
    windows: [
      { windowId: 'counter-1', role: 'counter', place: 'shown', display: 'DELL E2016', page: 'live' },
      { windowId: 'display-1', role: 'citizen-display', place: 'hidden', display: null, page: 'live' },
      { windowId: 'admin', role: 'admin', place: 'shown', display: 'DELL E2016', page: 'live' },
    ],
    incidents: [
      { at: minutesAgo(4), code: 'display.gone', windowId: 'display-1', detail: 'ELO 1502L' },
      { at: minutesAgo(31), code: 'station.died', windowId: null, detail: 'SIGKILL' },
      { at: minutesAgo(400), code: 'page.gone', windowId: 'counter-1', detail: 'oom' },
    ],
  },
);

/** A station that cannot run, as this window's host tells it. */
export function failedHost(caller: Caller, changed: Partial<HostState> = {}): HostState {
  return exampleHost(caller, {
    station: { kind: 'failed', since: NOW, nextAt: minutesAgo(-1), code: 'store.locked' },
    trouble: { kind: 'station', code: 'store.locked', detail: 'LockedStore: another program holds station.db' },
    ...changed,
  });
}

/** A station that waits while another version is put in its place. */
export function updatingHost(caller: Caller): HostState {
  return exampleHost(caller, { station: { kind: 'starting', since: NOW }, trouble: { kind: 'station', code: 'update.installing', detail: '' } });
}

/** Settings with two mistakes. */
export const wrongSettings: Extract<Trouble, { kind: 'settings' }> = {
  kind: 'settings',
  file: String.raw`C:\ProgramData\Mot Cua\settings.json`,
  problems: [
    { code: 'unknown-key', where: 'host.windws', line: 12, column: 5, words: { vi: 'Không có khóa «windws» ở đây; có phải ý là «windows»?', en: 'There is no key “windws” here; did you mean “windows”?' }, text: '    "windws": [', mark: { from: 4, length: 8 } },
    { code: 'wrong-type', where: 'city.timeoutMs', line: 31, column: 18, words: { vi: 'Ở đây phải là số nguyên.', en: 'A whole number is needed here.' }, text: '    "timeoutMs": "10s",', mark: { from: 17, length: 5 } },
  ],
};
