// The four steps of a visit: which one is open and which are done.

import type { Visit } from '../../../../shared/contract/visit.ts';
import type { CounterUi, StepNumber } from '../counter-ui.ts';
import { paperLines } from '../papers/paper-state.ts';

/** What the officer agrees to when they say that a person is right; changes with every word of it. */
export function personKey(visit: Visit): string {
  return JSON.stringify([visit.visitId, visit.person]);
}

/** What `agreed` holds once a person came whom nobody has looked at yet. */
export const NOBODY = '';

/** True when a card has put another person in the place of the one whom the officer had agreed to. */
export function isReplaced(visit: Visit, ui: Pick<CounterUi, 'agreed'>): boolean {
  return visit.personSource === 'card' && visit.person !== null && ui.agreed !== null && ui.agreed !== NOBODY && !isAgreed(visit, ui);
}

/** True when the person is there and the officer has looked at them: said so, or gone on to the next step already. */
export function isAgreed(visit: Visit, ui: Pick<CounterUi, 'agreed'>): boolean {
  if (visit.person === null) return false;
  return ui.agreed === null ? visit.procedure !== null : ui.agreed === personKey(visit);
}

/** True until a procedure is chosen, and its case where the catalogue tells several apart. */
export function wantsProcedure({ procedure, cases, intake }: Pick<Visit, 'procedure' | 'cases' | 'intake'>): boolean {
  return procedure === null || (cases.length > 0 && intake.caseName === '');
}

/** The step that is open: the one opened by hand, else the first that is not done. */
export function openStep(visit: Visit, ui: Pick<CounterUi, 'agreed' | 'step' | 'editing'>): StepNumber {
  if (visit.state !== 'open') return 4;
  if (ui.step !== null) return ui.step;
  if (ui.editing !== null || !isAgreed(visit, ui)) return 1;
  return wantsProcedure(visit) ? 2 : 3;
}

/** Steps that need no more work. */
export function doneSteps(visit: Visit, ui: Pick<CounterUi, 'agreed' | 'counts' | 'editing'>): ReadonlySet<StepNumber> {
  const done = new Set<StepNumber>();
  if (isAgreed(visit, ui) && ui.editing === null) done.add(1);
  if (!wantsProcedure(visit)) done.add(2);
  if (visit.procedure !== null && paperLines(visit, ui.counts).every(({ state }) => state !== 'missing')) done.add(3);
  if (visit.state === 'dossier-opened') done.add(4);
  return done;
}
