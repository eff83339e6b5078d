// The commands of a visit at a counter, by name.

import { Refusal } from '../../../../shared/contract/errors.ts';
import type { visitCommands } from '../../../../shared/contract/visit.ts';
import { DamagedBlob } from '../../store/blob-files.ts';
import { pageById } from '../../store/pages.ts';
import { visitAtCounter, visitById } from '../../store/visits.ts';
import type { Handler, Handlers } from '../context.ts';
import { checkPaperHandler, chooseProcedureHandler, removePageHandler, setPersonHandler } from './edit-draft.ts';
import { counterOf } from './own-visit.ts';
import { cancelScanHandler, scanHandler } from './scan-pages.ts';
import type { ScanSessions } from './scan-sessions.ts';
import { visitView } from './visit-view.ts';

/** One handler for each command of a visit; `scans` runs the counters' scanners. */
export function visitHandlers(scans: ScanSessions): Handlers<keyof typeof visitCommands> {
  return {
    'visit.read': (context, _input, caller) =>
      context.database.read((store) => {
        const visit = visitAtCounter(store, counterOf(caller));
        return visit === null ? null : visitView(context, scans, store, visit);
      }),
    'visit.set-person': setPersonHandler(scans),
    'visit.choose-procedure': chooseProcedureHandler(scans),
    'visit.check-paper': checkPaperHandler(scans),
    'visit.scan': scanHandler(scans),
    'visit.cancel-scan': cancelScanHandler(scans),
    'visit.remove-page': removePageHandler(scans),
    'page.image': readPage,
  };
}

/** Pages are shown only to the counter that serves their visit now. A page whose file is gone or changed is refused as 'page.damaged'. */
const readPage: Handler<'page.image'> = async (context, input, caller) => {
  const page = context.database.read((store) => {
    const own = pageById(store, input.pageId);
    const visit = own === null ? null : visitById(store, own.visitId);
    const isServedHere = visit !== null && visit.counterId === counterOf(caller) && (visit.state === 'open' || visit.state === 'dossier-opened');
    return isServedHere ? own : null;
  });
  if (page === null) throw new Refusal('page.not-found');
  try {
    const bytes = await context.blobs.read(page.sha256);
    return { mime: page.mime, base64: bytes.toString('base64') };
  } catch (error) {
    if (error instanceof DamagedBlob) throw new Refusal('page.damaged');
    throw error;
  }
};
