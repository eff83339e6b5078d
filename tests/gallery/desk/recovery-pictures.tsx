// The recovery screen of each window, in each of its states.

import type { Recovery } from '../../../shared/contract/recovery.ts';
import { localFailure } from '../../../renderer/client/call-failed.ts';
import { PatienceView } from '../../../renderer/screens/recovery/patience-view.tsx';
import { RecoveryView, type RecoveryViewProps } from '../../../renderer/screens/recovery/recovery-view.tsx';
import { hallPoint } from '../hall/example-hall.ts';
import type { Picture } from '../picture.ts';
import { examplePoint, minutesAgo } from './example-point.ts';

const still: RecoveryViewProps['act'] = { retry: () => undefined, passphrase: () => undefined, key: () => undefined, restore: () => undefined, salvage: () => undefined };
const copy = (number: number, hours: number, place: Recovery['backups'][number]['place']): Recovery['backups'][number] => ({
  name: `store-${number}.db`, at: minutesAgo(60 * hours), bytes: 4_100_000, lastSequence: 1200 + number, kind: 'hourly', place,
});

/** A machine whose Windows password was reset: the vault does not open, the city and the unit can. */
export const vaultLost: Recovery = {
  code: 'store.key-missing', attempts: 1, triedAt: minutesAgo(2), vault: 'dpapi', dataFolder: String.raw`C:\ProgramData\MotCua\data`,
  wraps: [{ name: 'keys/passphrase-1.json', kind: 'passphrase', state: 'asks' }, { name: 'keys/recovery-1.json', kind: 'recovery', state: 'asks' }, { name: 'keys/vault-1.json', kind: 'vault', state: 'refused' }],
  backups: [copy(12, 1, 'second-disk'), copy(11, 2, 'second-disk'), copy(10, 3, 'own-disk'), copy(9, 26, 'own-disk'), copy(8, 50, 'own-disk')],
  salvage: { since: null, refused: null },
};
const bare: Recovery = { ...vaultLost, vault: 'key-file', attempts: 3, wraps: [], backups: [] };
const rotten: Recovery = { ...vaultLost, code: 'store.failed', wraps: [{ name: 'keys/vault-1.json', kind: 'vault', state: 'other-store' }] };

function staff(name: string, recovery: Recovery, more: Partial<RecoveryViewProps> = {}, role: 'admin' | 'counter' = 'admin', picture: Partial<Picture> = {}): Picture {
  return {
    name: `recovery-${name}`, role, sizes: ['landscape', 'small'],
    screen: <RecoveryView point={{ ...examplePoint(role), mode: 'recovery' }} recovery={recovery} busy={null} refused={null} act={still} {...more} />, ...picture,
  };
}

export const recoveryPictures: readonly Picture[] = [
  staff('vault-lost', vaultLost),
  staff('counter', vaultLost, {}, 'counter'),
  staff('no-key', bare),
  staff('rotten', rotten, { refused: { step: 'restore', failure: localFailure('recovery.backup-refused') } }),
  staff('rotten-counter', rotten, {}, 'counter'),
  staff('salvage-confirm', rotten, {}, 'admin', { steps: ['Cứu dữ liệu'] }),
  staff('salvaging', { ...rotten, salvage: { since: minutesAgo(3), refused: null } }),
  staff('nothing-saved', { ...rotten, backups: [], salvage: { since: null, refused: 'recovery.nothing-saved' } }),
  staff('rotten-english', { ...rotten, salvage: { since: null, refused: 'recovery.nothing-saved' } }, {}, 'admin', { language: 'en' }),
  staff('trying', vaultLost, { busy: 'passphrase' }),
  staff('wrong-passphrase', vaultLost, { refused: { step: 'passphrase', failure: localFailure('recovery.wrong-passphrase') } }),
  staff('mistyped', vaultLost, { refused: { step: 'key', failure: localFailure('recovery.key-mistyped', { block: 2 }) } }),
  staff('newer', { ...bare, code: 'store.newer' }),
  staff('confirm', vaultLost, {}, 'admin', { steps: ['Dùng bản này'] }),
  staff('english', vaultLost, {}, 'admin', { language: 'en' }),
  { name: 'recovery-kiosk', role: 'kiosk', sizes: ['portrait'], screen: <PatienceView point={{ ...hallPoint('kiosk'), mode: 'recovery' }} /> },
  { name: 'recovery-board', role: 'board', sizes: ['landscape', 'small'], screen: <PatienceView point={{ ...hallPoint('board'), mode: 'recovery' }} /> },
  { name: 'recovery-display', role: 'citizen-display', sizes: ['landscape', 'small'], screen: <PatienceView point={{ ...examplePoint('citizen-display'), mode: 'recovery' }} /> },
];
