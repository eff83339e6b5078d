// What still stands between a visit and its dossier.

import type { Visit } from '../../../../shared/contract/visit.ts';
import type { FeeOfVisit } from '../fee/fee-state.ts';
import { isFeeOpen } from '../fee/fee-state.ts';
import type { IntentTable } from '../../../client/intents.ts';
import type { CounterUi, StepNumber } from '../counter-ui.ts';
import { isIntakeKey } from '../intake/intake-keys.ts';
import { pagesOutside, pagesUnfiled, paperLines } from '../papers/paper-state.ts';
import { isDirty } from '../person/person-draft.ts';
import { isAgreed, wantsProcedure } from '../visit/steps.ts';

export type Need =
  | { readonly kind: 'person' | 'save-person' | 'procedure' | 'case' | 'saving' | 'unsaved' | 'scan' | 'outside' | 'unfiled' | 'refused-sheet' | 'fee' | 'fee-wait'; readonly step: StepNumber }
  | { readonly kind: 'check-person'; readonly step: 1; readonly name: string }
  | { readonly kind: 'paper'; readonly step: 3; readonly paperId: string; readonly name: string };

/** Everything that is missing, in the order of the steps; empty when the dossier may be opened. */
export function needsOf(visit: Visit, ui: Pick<CounterUi, 'editing' | 'counts' | 'agreed'>, intents: IntentTable, fee: FeeOfVisit): readonly Need[] {
  const needs: Need[] = [];
  if (ui.editing !== null && isDirty(ui.editing.draft, ui.editing.base)) needs.push({ kind: 'save-person', step: 1 });
  else if (visit.person === null) needs.push({ kind: 'person', step: 1 });
  else if (ui.agreed !== null && !isAgreed(visit, ui)) needs.push({ kind: 'check-person', step: 1, name: visit.person.fullName });
  if (visit.procedure === null) needs.push({ kind: 'procedure', step: 2 });
  else if (wantsProcedure(visit)) needs.push({ kind: 'case', step: 2 });
  for (const { paper, state } of paperLines(visit, ui.counts)) if (state === 'missing') needs.push({ kind: 'paper', step: 3, paperId: paper.paperId, name: paper.name });
  if (pagesUnfiled(visit).length > 0) needs.push({ kind: 'unfiled', step: 3 });
  if (visit.sheets.some(({ kind }) => kind === 'refused')) needs.push({ kind: 'refused-sheet', step: 3 });
  if (pagesOutside(visit).length > 0) needs.push({ kind: 'outside', step: 3 });
  if (visit.scan.kind === 'scanning') needs.push({ kind: 'scan', step: 3 });
  const underWay = Object.entries(intents).some(([key, { state }]) => state === 'pending' && (['person', 'procedure', 'scan'].includes(key) || isIntakeKey(key)));
  const unsaved = Object.keys(ui.counts);
  if (unsaved.some((paperId) => intents[`paper:${paperId}`]?.state === 'failed')) needs.push({ kind: 'unsaved', step: 3 });
  else if (underWay || unsaved.length > 0) needs.push({ kind: 'saving', step: 3 });
  if (fee.kind === 'waits') needs.push({ kind: 'fee-wait', step: 4 });
  else if (fee.kind === 'known' && isFeeOpen(fee.fee)) needs.push({ kind: 'fee', step: 4 });
  return needs;
}

/** One need told from the others: the paper, or its kind. */
export function needKey(need: Need): string {
  return need.kind === 'paper' ? `paper:${need.paperId}` : need.kind;
}
