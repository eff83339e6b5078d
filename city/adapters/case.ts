// A dossier as a portal is told of it, in our own words: what is known of it, and what it looked like after each of its steps. Nothing here knows a portal's words.

import type { BusinessDay, EpochMs } from '../../shared/base/ids.ts';
import { isEnd } from '../../shared/domain/dossier/status.ts';
import type { DossierStatus } from '../../shared/domain/dossier/status.ts';

/** Whose dossier it is. Who stands at the counter is a citizen always; the owner may be a business, a body of the state, or another organisation. */
export type ApplicantKind = 'citizen' | 'business' | 'household-business' | 'state-body' | 'other-organisation';

/** How it was filed. */
export type Channel = 'counter' | 'online' | 'post';

/** A file as the portal holds it. */
export interface CaseFile {
  readonly fileId: string;
  readonly hash: string;
  readonly name: string;
}

/** A result as the counter wrote it down: '' or null where it wrote nothing. */
export interface CaseResult {
  readonly name: string;
  readonly number: string;
  /** The day that stands on it. */
  readonly issuedOn: BusinessDay | null;
}

/** A result that another dossier took again. */
export interface LentResult {
  readonly procedureCode: string;
  /** What the counter called it when it came; none where nobody wrote it. */
  readonly names: readonly string[];
}

/** Papers of one kind that were handed in, and the files that the portal holds of them. */
export interface CasePaper {
  readonly paperId: string;
  readonly name: string;
  readonly originals: number;
  /** Certified copies. */
  readonly certified: number;
  readonly copies: number;
  /** Pages that were scanned of it. */
  readonly pages: number;
  /** Taken again out of an earlier dossier. */
  readonly isReused: boolean;
  /** And that was the result of it: whose, as far as the city knows; null where it does not know the dossier that lent it. */
  readonly lent?: LentResult | null;
  /** The portal's own code for that result, where it has told one. */
  readonly lentCode?: string;
  readonly files: readonly CaseFile[];
}

/** Texts as the city holds them; '' is what it does not hold. */
export interface CaseParty {
  readonly name: string;
  /** Of a person; a business has none. */
  readonly idNumber: string;
  readonly phone: string;
  readonly address: string;
}

/** Who files. */
export interface CaseApplicant extends CaseParty {
  /** Not there where nobody gave one. */
  readonly email?: string;
  /** 'YYYY-MM-DD', a year alone, or ''. */
  readonly birthDate: string;
  readonly issuedOn: string;
}

/** What it costs and whether that was seen; what was let off costs nothing. */
export interface CaseFees {
  readonly lines: readonly { readonly name: string; readonly kind: 'phi' | 'le-phi'; readonly amount: number }[];
  /** Where it is paid: as it is handed in, or when the result is fetched. */
  readonly manner: 'now' | 'later' | 'none';
  /** Null while nobody has seen the money. */
  readonly paidBy: 'cash' | 'transfer' | null;
}

/** What does not change with a step. */
export interface CaseFacts {
  /** The code under which the portal knows it. */
  readonly code: string;
  /** What stands on the citizen's first paper. */
  readonly receiptNumber: string;
  /** The portal's own words for the procedure and its field. */
  readonly procedure: { readonly code: string; readonly title: string; readonly fieldCode: string; readonly fieldName: string; readonly results: readonly { readonly code: string; readonly name: string }[] };
  /** Who decides on it, by the name on its papers; '' where that is the unit that took it in. Kept when it is erased: an authority is nobody. */
  readonly authority: string;
  /** What is asked for, as the counter wrote it; '' once it is erased. */
  readonly subject: string;
  /** Null once the person is erased. */
  readonly applicant: CaseApplicant | null;
  /** Null where the applicant files for himself, and once it is erased. */
  readonly owner: CaseParty | null;
  /** What whose dossier it is, is: also once it is erased, for a kind is no name. */
  readonly ownerKind: ApplicantKind;
  readonly channel: Channel;
  /** Who received it; '' once it is erased. */
  readonly officer: string;
  readonly receivedAt: EpochMs;
  readonly papers: readonly CasePaper[];
  /** Null where nothing was said of it, and once the person is erased. */
  readonly fees: CaseFees | null;
  /** Results that came back, each name once with its newest number and day; none once the person is erased. */
  readonly results: readonly CaseResult[];
  /** Pages of the result that the portal holds. */
  readonly resultFiles: readonly CaseFile[];
}

/** One thing that happened, oldest first; the first is how the portal is to hear of the dossier. */
export interface CaseStep {
  readonly status: DossierStatus;
  readonly isVoided: boolean;
  readonly at: EpochMs;
  readonly dueAt: EpochMs | null;
  /** The reason that was given; '' where none was. */
  readonly note: string;
  /** Of a step that asks for papers: their last day, where the point said one. */
  readonly supplementBy?: BusinessDay;
}

/** Papers that were asked for, and what became of that. */
export interface Supplement {
  readonly number: number;
  readonly askedAt: EpochMs;
  readonly request: string;
  /** The last day for them; null where nobody said one. */
  readonly by: BusinessDay | null;
  readonly dueBefore: EpochMs | null;
  readonly answer: { readonly at: EpochMs; readonly note: string; readonly dueAfter: EpochMs | null } | null;
}

/** A dossier after a step. */
export interface PortalCase extends CaseFacts {
  /** As a portal counts: one that was given up is 8, stopped, unless it had ended before. */
  readonly status: DossierStatus;
  readonly dueAt: EpochMs | null;
  /** When work on it ended: done, refused or stopped. */
  readonly endedAt: EpochMs | null;
  readonly refusedAt: EpochMs | null;
  readonly returnedAt: EpochMs | null;
  readonly supplements: readonly Supplement[];
  readonly step: CaseStep;
  /** True for the step with which the portal first hears of it. */
  readonly isFirst: boolean;
}

const WORK_ENDED: readonly DossierStatus[] = [3, 8, 9, 10];

/** Whose dossier it is: ChuHoSo of both dialects. Null once it is erased. */
export function ownerOf({ applicant, owner }: Pick<CaseFacts, 'applicant' | 'owner'>): CaseParty | null {
  return applicant === null ? null : (owner ?? applicant);
}

/** The status under which a portal counts a step. */
export function portalStatus({ status, isVoided }: Pick<CaseStep, 'status' | 'isVoided'>): DossierStatus {
  return isVoided && !isEnd(status) ? 8 : status;
}

/** What was asked for and answered. A refusal is no answer. */
function supplementsOf(steps: readonly CaseStep[]): readonly Supplement[] {
  const supplements: Supplement[] = [];
  let before: CaseStep | null = null;
  for (const step of steps) {
    const [from, to] = [before === null ? null : portalStatus(before), portalStatus(step)];
    if (to === 5 && from !== 5) supplements.push({ number: supplements.length + 1, askedAt: step.at, request: step.note, by: step.supplementBy ?? null, dueBefore: before === null ? step.dueAt : before.dueAt, answer: null });
    const open = supplements.at(-1);
    if (from === 5 && to === 4 && open !== undefined) supplements[supplements.length - 1] = { ...open, answer: { at: step.at, note: step.note, dueAfter: step.dueAt } };
    before = step;
  }
  return supplements;
}

/** How a dossier stands after the last of `steps`; there is at least one. */
export function caseAfter(facts: CaseFacts, steps: readonly [CaseStep, ...CaseStep[]]): PortalCase {
  const step = steps[steps.length - 1] ?? steps[0];
  let endedAt: EpochMs | null = null;
  for (const each of steps) endedAt = WORK_ENDED.includes(portalStatus(each)) ? (endedAt ?? each.at) : null;
  const status = portalStatus(step);
  const entered = steps.findLast((each, place) => portalStatus(each) === status && (place === 0 || portalStatus(steps[place - 1] ?? each) !== status));
  const since = entered?.at ?? step.at;
  return {
    ...facts, status, dueAt: step.dueAt, endedAt, refusedAt: status === 3 ? since : null, returnedAt: status === 10 ? since : null, supplements: supplementsOf(steps), step, isFirst: steps.length === 1,
  };
}
