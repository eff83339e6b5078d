// Starts and ends the scan of one paper.

import { must } from '../../../../shared/base/must.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { answerOnce } from '../../store/requests.ts';
import { scanChoice } from '../../store/scan-choices.ts';
import { noteScanRunning, visitById } from '../../store/visits.ts';
import type { Handler } from '../context.ts';
import { chosenProcedure, requirePaper } from './edit-draft.ts';
import { counterOf, ownDraft } from './own-visit.ts';
import type { ScanSessions } from './scan-sessions.ts';
import { visitView } from './visit-view.ts';

/** 'visit.scan': the note that a scan runs is durable before the scanner is touched; a repeated request starts nothing. */
export function scanHandler(scans: ScanSessions): Handler<'visit.scan'> {
  return (context, input, caller) =>
    answerOnce(context.database, context.clock, { command: 'visit.scan', input, caller }, (store) => {
      const counterId = counterOf(caller);
      const visit = ownDraft(store, input.visitId, counterId);
      requirePaper(chosenProcedure(context, visit), input.paperId);
      const scanner = context.scannerOf(counterId);
      if (scanner === null || scanner.state().kind === 'absent' || scanner.state().kind === 'not-configured') throw new Refusal('scanner.absent');
      if (!context.hasRoomForScans()) throw new Refusal('scan.disk-full');
      if (scans.isScanning(counterId)) throw new Refusal('scanner.busy');
      const how = scanChoice(store, counterId);
      noteScanRunning(store, visit.visitId, input.paperId, context.clock.now());
      store.afterCommit(() => {
        scans.start({ visitId: visit.visitId, counterId, paperId: input.paperId, source: input.source, how }, scanner);
        context.publish('visit.changed', { counterId, visitId: visit.visitId });
      });
      return visitView(context, scans, store, visit, { kind: 'scanning', paperId: input.paperId, pagesSoFar: 0, code: null });
    });
}

/** 'visit.cancel-scan': asks the scan to end; it says so itself when it has. Nothing happens if none runs. */
export function cancelScanHandler(scans: ScanSessions): Handler<'visit.cancel-scan'> {
  return (context, input, caller) =>
    answerOnce(context.database, context.clock, { command: 'visit.cancel-scan', input, caller }, (store) => {
      const visit = ownDraft(store, input.visitId, counterOf(caller));
      store.afterCommit(() => scans.cancel(visit.visitId));
      return visitView(context, scans, store, must(visitById(store, visit.visitId), 'it was read a moment ago'));
    });
}
