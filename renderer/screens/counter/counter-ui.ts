// What a counter window remembers by itself: the open dialog, the open step, what is half typed. Nothing of it is the truth.

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { ProcedureCode, VisitId } from '../../../shared/base/ids.ts';
import type { Failure } from '../../../shared/contract/command.ts';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import type { Earlier, Typing } from '../../../shared/contract/intake.ts';
import type { CheckedPaper, Person } from '../../../shared/contract/visit.ts';
import type { HandTab } from '../../parts/hand/hand-desk.tsx';
import type { FeeEdit, FeeWork } from './fee/fee-actions.ts';
import type { PersonDraft } from './person/person-draft.ts';
import type { Obstacle } from './desk/why-not.ts';

export type StepNumber = 1 | 2 | 3 | 4;

/** The dialog that stands in front; one at a time. */
export type CounterDialog =
  | { readonly kind: 'hold' }
  | { readonly kind: 'priority' }
  | { readonly kind: 'transfer' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'guide' }
  | { readonly kind: 'care' }
  /** `searched`: it was found by this text, and whoever leaves it is back at the search. */
  | { readonly kind: 'dossier'; readonly searched?: string }
  | { readonly kind: 'find'; readonly text: string }
  | { readonly kind: 'covers' }
  | { readonly kind: 'fee' }
  | { readonly kind: 'drawer' }
  | { readonly kind: 'due' }
  | { readonly kind: 'catalogue' }
  | { readonly kind: 'turn-away' }
  | { readonly kind: 'turned-away' }
  | { readonly kind: 'petition' }
  /** The slip about a procedure and its codes; `caseName` as in the intake. */
  | { readonly kind: 'take-home'; readonly code: ProcedureCode; readonly name: string; readonly caseName: string }
  | { readonly kind: 'behalf' | 'delivery' | 'outside' | 'earlier' }
  | { readonly kind: 'hand'; readonly tab: HandTab }
  | { readonly kind: 'abandon'; readonly action: 'finish' | 'skip' }
  | { readonly kind: 'page'; readonly paperId: string; readonly pageId: string; readonly asking: boolean };

/** Counts of one paper that the officer has set and the station has not confirmed yet. */
export type Counts = Pick<CheckedPaper, 'originals' | 'certified' | 'copies'>;

/** A look into the person's earlier dossiers; both null while it is under way. */
export interface EarlierLook {
  readonly purpose: 'reuse-details' | 'reuse-papers';
  readonly found: Earlier | null;
  readonly failure: Failure | null;
}

/** A person being typed or corrected; `base` is what the station had when the typing began. */
export interface Editing {
  readonly draft: PersonDraft;
  readonly base: Person | null;
}

export interface CounterUi {
  readonly dialog: CounterDialog | null;
  readonly list: 'waiting' | 'held' | 'missed';
  /** Why the last key did nothing, for the line below the buttons. */
  readonly obstacle: Obstacle | null;
  /** The step that the officer has opened by hand; null follows the work. */
  readonly step: StepNumber | null;
  readonly editing: Editing | null;
  /** The person as the officer has agreed to ('' when somebody is to be agreed to first); a later change asks again. */
  readonly agreed: string | null;
  readonly phone: string | null;
  /** Words in fields of other forms that are not saved, by field. The station keeps them too, and those of the person. */
  readonly typing: Typing;
  /** Null until the officer has said what for. */
  readonly earlier: EarlierLook | null;
  /** The moment of the card refusal that was known when the typing began: it is not shown beside the form any more. */
  readonly refusalSeen: number | null;
  /** The first thing that was missing when F12 was pressed; said until it is there. */
  readonly missingSaid: string | null;
  readonly changingProcedure: boolean;
  readonly focusedPaper: string | null;
  /** The fee as it was typed and the station has not confirmed yet; null while both agree. */
  readonly feeEdit: FeeEdit | null;
  /** What was pressed while the fee is still being saved, and whose it is. */
  readonly feeWaits: { readonly visitId: VisitId; readonly work: FeeWork } | null;
  /** Money or a fee of the visit before was not booked, since another person stands here; said until the officer has read it. */
  readonly feeDropped: boolean;
  readonly counts: Readonly<Record<string, Counts>>;
  /** What the reader refused while nobody was at the counter. */
  readonly looseRefusal: { readonly code: ErrorCode; readonly at: number } | null;
  /** What the reader did that the officer has to know whatever is open: it typed a code as a keyboard, or read what could not be used since a dialog was in front, and why. */
  readonly readerNote: 'keyboard-mode' | ErrorCode | null;
  /** 'sync.now' has been asked and not answered. */
  readonly syncAsked: boolean;
}

const ofVisit = {
  step: null, editing: null, agreed: null, phone: null, typing: {}, earlier: null, refusalSeen: null, missingSaid: null, changingProcedure: false, focusedPaper: null, feeEdit: null, feeWaits: null, counts: {}, looseRefusal: null,
} as const satisfies Partial<CounterUi>;

export const freshUi: CounterUi = { dialog: null, list: 'waiting', obstacle: null, readerNote: null, syncAsked: false, feeDropped: false, ...ofVisit };

export function createCounterUi(): StoreApi<CounterUi> {
  return createStore<CounterUi>(() => freshUi);
}

/** Another person stands at the counter: what was half done for the one before is gone. */
export function forgetVisit(ui: StoreApi<CounterUi>): void {
  const { feeWaits, feeDropped } = ui.getState();
  ui.setState({ ...ofVisit, dialog: null, obstacle: null, feeDropped: feeDropped || (feeWaits !== null && feeWaits.work.kind !== 'close') });
}
