// The cases that a procedure's papers tell apart: which there are, and which papers only some of them ask for.

interface CasePaper {
  /** The cases that ask for it; undefined: all of them. */
  readonly cases?: readonly string[] | undefined;
}

/** In the order of the list. */
export function casesOf(papers: readonly CasePaper[]): readonly string[] {
  return [...new Set(papers.flatMap(({ cases }) => cases ?? []))];
}

/** True for a paper that not every one of `all` cases asks for. */
export function isOfSomeCases({ cases }: CasePaper, all: readonly string[]): boolean {
  return cases !== undefined && all.some((name) => !cases.includes(name));
}

/** Its note as somebody reads it who has chosen no case: with the cases that it is for. */
export function noteWithCases(paper: CasePaper & { readonly note: string }, all: readonly string[]): string {
  return isOfSomeCases(paper, all) ? [...(paper.cases ?? []), paper.note].filter((part) => part !== '').join('; ') : paper.note;
}
