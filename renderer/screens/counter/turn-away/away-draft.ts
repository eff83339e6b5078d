// Sending somebody away while it is being typed: which form, why, and the papers that are asked for, out of the words that the station keeps.

import type { CommandOutput } from '../../../../shared/contract/commands.ts';
import type { TurnAwayForm } from '../../../../shared/contract/turn-away.ts';

type Papers = CommandOutput<'visit.offer-turn-away'>['papers'];

export interface AwayDraft {
  readonly form: TurnAwayForm;
  readonly reason: string;
  readonly paperIds: readonly string[];
}

/** Until somebody ticks otherwise, the papers that are missing are asked for. */
export function awayDraft(typed: Readonly<Record<string, string>>, papers: Papers): AwayDraft {
  // Another list, as after another procedure was chosen, has other marks.
  const marks = typed['papers']?.length === papers.length ? typed['papers'] : undefined;
  const paperIds = papers.filter(({ isMissing }, place) => (marks === undefined ? isMissing : marks.charAt(place) === '1')).map(({ paperId }) => paperId);
  return { form: typed['form'] === 'refusal' ? 'refusal' : 'supplement', reason: typed['reason'] ?? '', paperIds };
}

/** A mark for each paper in the order of the list: short, whatever the papers are called. */
export function typedPapers(papers: Papers, paperIds: readonly string[]): string {
  return papers.map(({ paperId }) => (paperIds.includes(paperId) ? '1' : '0')).join('');
}
