// After a new version was taken back: the store that it moved to a newer schema is replaced by the copy from before that step, where the keeper has said that nobody got anything from it since, and where the store's own mark says so too.

import { machineDisk } from '../update/files/disk.ts';
import { readRecord } from '../update/files/record.ts';
import { updatesFolder } from '../update/health-watch.ts';
import { placesOf, returnNoteSchema, type StoreMark } from '../update/notes.ts';
import type { MachineSettings } from '../link/settings.ts';
import type { Clock } from './life/clock.ts';
import type { KeyRing } from './life/keys/key-ring.ts';
import type { Log } from './life/log.ts';
import { stationBackups } from './station-backups.ts';
import { readHighWater } from './store/high-water.ts';

const MOST_READS = 5;
const REST_MS = 500;

/** True where the store is the one from before the step again; then it can be opened. What stood there lies aside. */
export async function returnAfterUpdate({ settings, keys, clock, log }: { readonly settings: MachineSettings; readonly keys: KeyRing; readonly clock: Clock; readonly log: Log }): Promise<boolean> {
  const mark = await readLeave(settings, clock, log);
  if (mark === null) return false;
  const now = readHighWater(settings.dataFolder);
  if (now.kind !== 'seen' || now.mark.incarnation !== mark.incarnation || now.mark.seq !== mark.seq || now.mark.hash !== mark.hash) {
    log.warn('update.copy-refused', { reason: 'the log went on' });
    return false;
  }
  const backups = stationBackups(settings, clock);
  const candidates = await keys.candidates();
  // The number that a name says is believed for the choice only: another life of this store may have reached it as well.
  const copy = backups.list().find(({ name, kind, lastSequence }) => kind === 'update' && lastSequence === mark.seq && backups.restore(name, candidates, mark));
  log.warn('update.copy-restored', { isBack: copy !== undefined, name: copy?.name ?? null });
  return copy !== undefined;
}

/** The keeper's leave; a disk that does not give it is asked some times more. */
async function readLeave(settings: MachineSettings, clock: Clock, log: Log): Promise<StoreMark | null> {
  const file = placesOf(updatesFolder(settings.updates.folder)).returned;
  for (let reads = 1; ; reads += 1) {
    const note = readRecord(machineDisk, file, returnNoteSchema);
    if (note.kind === 'seen') return note.content.mark;
    if (note.kind !== 'unreadable') return null;
    log.error('update.unreadable', note.error, { record: 'return', reads });
    if (reads >= MOST_READS) return null;
    await clock.sleep(REST_MS * 2 ** reads);
  }
}
