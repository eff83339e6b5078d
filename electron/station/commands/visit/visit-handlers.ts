// The commands of a visit at a counter, by name.

import type { visitCommands } from '../../../../shared/contract/visit.ts';
import { visitAtCounter } from '../../store/visits.ts';
import type { Handlers } from '../context.ts';
import { checkPaperHandler, chooseProcedureHandler, removePageHandler, setPersonHandler } from './edit-draft.ts';
import { intakeHandlers } from './edit-intake.ts';
import { movePageHandler } from './move-page.ts';
import { counterOf } from './own-visit.ts';
import { readPiece, readPreview } from './page-pictures.ts';
import { readEarlier, reusePaperHandler } from './reuse-earlier.ts';
import { chooseScan, readScanner } from './scan-choice.ts';
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
    ...intakeHandlers(scans),
    'visit.earlier': readEarlier,
    'visit.reuse-paper': reusePaperHandler(scans),
    'visit.scan': scanHandler(scans),
    'scanner.read': readScanner,
    'scanner.choose': chooseScan,
    'visit.cancel-scan': cancelScanHandler(scans),
    'visit.move-page': movePageHandler(scans),
    'visit.remove-page': removePageHandler(scans),
    'page.image': readPreview,
    'page.piece': readPiece,
  };
}
