// The machine around the program: sleep and waking, the end of its session, helper processes that die, and turning it off.

import { execFile } from 'node:child_process';
import { app, powerMonitor } from 'electron';

interface MachineEvents {
  readonly onResume: () => void;
  /** The system is going down: whatever is open is closed now. */
  readonly onShutdown: () => void;
  readonly onProcessGone: (what: string) => void;
}

/** The lock-down starts the program again whenever it ends (a switch on Windows, the session's name on Linux): one that also started itself again would find the other one there, without end. */
export function isStartedAgain(argv: readonly string[], env: NodeJS.ProcessEnv): boolean {
  return argv.includes('--supervised') || env['XDG_CURRENT_DESKTOP'] === 'mot-cua-kiosk';
}

/** Hears of the machine until the program ends. */
export function watchMachine({ onResume, onShutdown, onProcessGone }: MachineEvents): void {
  powerMonitor.on('resume', onResume);
  powerMonitor.on('shutdown', onShutdown);
  // The station is a utility process too; its end is told elsewhere, with what is done about it.
  app.on('child-process-gone', (_event, { type, reason }) => {
    if (type !== 'Utility' && reason !== 'clean-exit') onProcessGone(`${type} ${reason}`);
  });
}

/** Turns the machine off; rejects when the system does not let this user. */
export async function turnOff(platform: NodeJS.Platform): Promise<void> {
  const [command, args] = platform === 'win32' ? (['shutdown.exe', ['/s', '/t', '0']] as const) : (['systemctl', ['poweroff']] as const);
  await new Promise<void>((resolve, reject) => {
    execFile(command, [...args], (error) => (error === null ? resolve() : reject(new Error(`${command} failed`, { cause: error }))));
  });
}
