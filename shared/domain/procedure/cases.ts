// The cases that a procedure's papers tell apart: which there are, and which papers only some of them ask for.

interface CasePaper {
  /** The cases that ask for it; undefined: all of them. */
  readonly cases?: readonly string[] | undefined;
}

/** What an officer chooses where none of the catalogue's cases fits, as it stands on papers: every paper is listed, and those of single cases hold nothing up. */
export const OTHER_CASE = 'Trường hợp khác';

/** In the order of the list; OTHER_CASE is not in it. */
export function casesOf(papers: readonly CasePaper[]): readonly string[] {
  return [...new Set(papers.flatMap(({ cases }) => cases ?? []))].filter((name) => name !== OTHER_CASE);
}

/** True for a paper that not every one of `all` cases asks for. */
export function isOfSomeCases({ cases }: CasePaper, all: readonly string[]): boolean {
  return cases !== undefined && all.some((name) => !cases.includes(name));
}

/** Its note as somebody reads it who has chosen no case: with the cases that it is for. */
export function noteWithCases(paper: CasePaper & { readonly note: string }, all: readonly string[]): string {
  return isOfSomeCases(paper, all) ? [...(paper.cases ?? []), paper.note].filter((part) => part !== '').join('; ') : paper.note;
}
