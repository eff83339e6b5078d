// The key ring of a machine by its settings: the one place where keys and store meet.

import type { MachineSettings } from '../link/settings.ts';
import { KeyRing } from './life/keys/key-ring.ts';
import type { KeyVault } from './life/keys/vault.ts';
import { proveKey } from './store/prove-key.ts';

/** Keys of the settings' data folder, opened by `vault` and proven against the store that lies there. */
export function stationKeys({ dataFolder, profile, city }: MachineSettings, vault: KeyVault): KeyRing {
  const recoveryKey = city?.recoveryKey ?? null;
  return new KeyRing({
    folder: dataFolder,
    vault,
    recoveryKey: recoveryKey === null ? null : Buffer.from(recoveryKey, 'base64'),
    place: { commune: profile.commune, station: profile.station },
    prove: (key) => proveKey(dataFolder, key),
  });
}
