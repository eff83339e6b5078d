// What the officer does with papers and their pages: counted, scanned, moved, removed, and given cover sheets.

import type { VisitId } from '../../../../shared/base/ids.ts';
import type { Visit } from '../../../../shared/contract/visit.ts';
import type { CounterCore } from '../counter-core.ts';
import type { CounterActions } from '../counter-model.ts';
import { known } from '../counter-model.ts';

type PaperActions = Pick<CounterActions, 'focusPaper' | 'setCounts' | 'scan' | 'chooseScan' | 'stopScan' | 'removePage' | 'movePage' | 'openCovers' | 'printCovers'>;

/** `ofVisit` does something with the open visit, and nothing when there is none. */
export function paperActions(core: CounterCore, ofVisit: (work: (visitId: VisitId, visit: Visit) => void) => void): PaperActions {
  const { intents, ui, visit, prints } = core;

  function flushCounts(paperId: string): void {
    const key = `paper:${paperId}`;
    const counts = ui.getState().counts[paperId];
    if (counts === undefined || intents.store.getState()[key]?.state === 'pending') return;
    ofVisit((visitId) => {
      void intents.run(key, 'visit.check-paper', { visitId, paperId, ...counts }, (answer) => {
        visit.put(answer);
        const latest = ui.getState().counts[paperId];
        if (latest === undefined) return;
        if (latest.originals !== counts.originals || latest.certified !== counts.certified || latest.copies !== counts.copies) return flushCounts(paperId);
        const { [paperId]: _saved, ...others } = ui.getState().counts;
        ui.setState({ counts: others });
      });
    });
  }

  return {
    focusPaper: (focusedPaper) => ui.setState({ focusedPaper }),
    setCounts(paperId, counts) {
      ui.setState((state) => ({ counts: { ...state.counts, [paperId]: counts } }));
      flushCounts(paperId);
    },
    scan: (paperId, source) =>
      ofVisit((visitId, current) => {
        ui.setState({ focusedPaper: paperId });
        if (current.scan.kind === 'scanning') return;
        // A scanner that has only one of the two is asked for that one.
        const offers = known(core.scanner.store.getState())?.offers ?? null;
        const only = offers === null || offers.feeder === offers.glass ? source : offers.feeder ? 'feeder' : 'glass';
        void intents.run('scan', 'visit.scan', { visitId, paperId, source: only }, visit.put);
      }),
    chooseScan: (choice) => void intents.run('scan-choice', 'scanner.choose', choice, core.scanner.put),
    stopScan: () =>
      ofVisit((visitId, current) => {
        if (current.scan.kind === 'scanning') void intents.run('stop', 'visit.cancel-scan', { visitId }, visit.put);
      }),
    removePage: (pageId) =>
      ofVisit((visitId) => {
        void intents.run(`page:${pageId}`, 'visit.remove-page', { visitId, pageId }, (answer) => {
          visit.put(answer);
          ui.setState({ dialog: null });
        });
      }),
    movePage: (pageId, paperId) =>
      ofVisit((visitId) => {
        void intents.run(`move:${pageId}`, 'visit.move-page', { visitId, pageId, paperId }, (answer) => {
          visit.put(answer);
          ui.setState({ dialog: null });
        });
      }),
    openCovers() {
      core.coverPrinters.refresh();
      ui.setState({ dialog: { kind: 'covers' }, obstacle: null });
    },
    printCovers: (paperIds, printer) =>
      ofVisit((visitId) => {
        void intents.run('covers', 'cover.print', { visitId, paperIds: [...paperIds], printer }, (answer) => {
          visit.put(answer);
          prints.refresh();
          ui.setState({ dialog: null });
        });
      }),
  };
}
