// One paper of the list as it stands: what is asked, what is there, whether it is enough.

import { must } from '../../../../shared/base/must.ts';
import type { Reused } from '../../../../shared/contract/intake.ts';
import type { Paper } from '../../../../shared/contract/procedure.ts';
import type { ShownPage, Visit } from '../../../../shared/contract/visit.ts';
import type { Counts, CounterUi } from '../counter-ui.ts';

export interface PaperLine {
  readonly paper: Paper;
  /** As the officer has set them, confirmed or not. */
  readonly counts: Counts;
  /** False while the counts on the screen are not the station's yet. */
  readonly saved: boolean;
  readonly pages: readonly ShownPage[];
  /** Out of what of an earlier dossier it was taken again. */
  readonly reused: Reused | null;
  /** 'short' is there, but in fewer copies than the list asks for: the officer decides. 'missing' stands in the way of the dossier. */
  readonly state: 'enough' | 'short' | 'missing' | 'optional';
}

/** In the hand or scanned: the station's own rule for a paper that was brought. */
function isThere(counts: Counts, pages: readonly ShownPage[]): boolean {
  return counts.originals + counts.certified + counts.copies > 0 || pages.length > 0;
}

function stateOf(paper: Paper, counts: Counts, pages: readonly ShownPage[]): PaperLine['state'] {
  if (!isThere(counts, pages)) return paper.required ? 'missing' : 'optional';
  return counts.originals >= paper.originals && counts.certified + counts.copies >= paper.copies ? 'enough' : 'short';
}

/** The lines of the checklist in the order of the official list. */
export function paperLines(visit: Visit, unsaved: Readonly<Record<string, Counts>>): readonly PaperLine[] {
  return (visit.procedure?.papers ?? []).map((paper) => {
    const checked = visit.papers.find(({ paperId }) => paperId === paper.paperId) ?? { originals: 0, certified: 0, copies: 0, reused: null, pages: [] };
    const draft = Object.hasOwn(unsaved, paper.paperId) ? must(unsaved[paper.paperId], 'an own key has a value') : null;
    const counts = draft ?? { originals: checked.originals, certified: checked.certified, copies: checked.copies };
    return { paper, counts, saved: draft === null, pages: checked.pages, reused: checked.reused, state: stateOf(paper, counts, checked.pages) };
  });
}

/** The paper that the keys are for: the one that was touched last, as long as the list has it, else the first. */
export function focusedPaper({ procedure }: Pick<Visit, 'procedure'>, { focusedPaper: touched }: Pick<CounterUi, 'focusedPaper'>): string | null {
  const asked = procedure?.papers ?? [];
  return (asked.find(({ paperId }) => paperId === touched) ?? asked[0])?.paperId ?? null;
}

/** The paper of pages that belong to none yet. */
const UNFILED = '';

/** Pages that lay behind a cover sheet that says nothing here: they stand in the way until somebody moves or removes them. */
export function pagesUnfiled(visit: Visit): readonly { readonly paperId: string; readonly page: ShownPage }[] {
  return visit.papers.filter(({ paperId }) => paperId === UNFILED).flatMap(({ paperId, pages }) => pages.map((page) => ({ paperId, page })));
}

/** Pages that prove no paper of the list, because the procedure has changed under them: they must be seen, and removed by hand. */
export function pagesOutside(visit: Visit): readonly { readonly paperId: string; readonly page: ShownPage }[] {
  const asked = new Set(visit.procedure?.papers.map(({ paperId }) => paperId));
  return visit.papers.filter(({ paperId }) => paperId !== UNFILED && !asked.has(paperId)).flatMap(({ paperId, pages }) => pages.map((page) => ({ paperId, page })));
}

/** What the list asks for, as counts; one original where it names no number. */
export function askedCounts(paper: Paper): Counts {
  return paper.originals === 0 && paper.copies === 0 ? { originals: 1, certified: 0, copies: 0 } : { originals: paper.originals, certified: 0, copies: paper.copies };
}
