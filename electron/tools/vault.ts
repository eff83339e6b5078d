// The vault that the tool may ask: the operating system's over the link of the shell that started it, or, under plain Node, the key file.

import { systemClock } from '../station/life/clock.ts';
import { openHostLink } from '../station/life/host-link.ts';
import { createHostVault } from '../station/life/keys/host-vault.ts';
import { fileVault, type KeyVault } from '../station/life/keys/vault.ts';

/** True where Electron has started this process as a utility process. */
export function isUnderShell(): boolean {
  return 'parentPort' in process && process.parentPort !== null && process.parentPort !== undefined;
}

/** Opens it; what it cannot open fails when it is asked. */
export async function openVault(): Promise<KeyVault> {
  if (!isUnderShell()) return fileVault;
  const link = openHostLink();
  const host = createHostVault((message) => link.send(message), systemClock);
  link.onMessage((message) => {
    if (message.kind === 'vault') host.hear(message);
  });
  return await host.open();
}
