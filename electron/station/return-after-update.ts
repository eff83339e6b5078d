// After a new version was taken back: the store that it moved to a newer schema is replaced by the copy from before that step, where the keeper has said that nobody got anything from it since, and where the store's own mark says so too.

import { machineDisk } from '../update/files/disk.ts';
import { readRecord } from '../update/files/record.ts';
import { updatesFolder } from '../update/health-watch.ts';
import { placesOf, returnNoteSchema } from '../update/notes.ts';
import type { MachineSettings } from '../link/settings.ts';
import type { Clock } from './life/clock.ts';
import type { KeyRing } from './life/keys/key-ring.ts';
import type { Log } from './life/log.ts';
import { stationBackups } from './station-backups.ts';
import { readHighWater } from './store/high-water.ts';

/** True where the store is the one from before the step again; then it can be opened. What stood there lies aside. */
export async function returnAfterUpdate({ settings, keys, clock, log }: { readonly settings: MachineSettings; readonly keys: KeyRing; readonly clock: Clock; readonly log: Log }): Promise<boolean> {
  const note = readRecord(machineDisk, placesOf(updatesFolder(settings.updates.folder)).returned, returnNoteSchema);
  if (note.kind !== 'seen') return false;
  const { mark } = note.content;
  const now = readHighWater(settings.dataFolder);
  if (now.kind !== 'seen' || now.mark.incarnation !== mark.incarnation || now.mark.seq !== mark.seq || now.mark.hash !== mark.hash) {
    log.warn('update.copy-refused', { reason: 'the log went on' });
    return false;
  }
  const backups = stationBackups(settings, clock);
  const copy = backups.list().find(({ kind, lastSequence }) => kind === 'update' && lastSequence === mark.seq);
  const candidates = copy === undefined ? [] : await keys.candidates();
  const isBack = copy !== undefined && candidates.length > 0 && backups.restore(copy.name, candidates);
  log.warn('update.copy-restored', { isBack, name: copy?.name ?? null });
  return isBack;
}
