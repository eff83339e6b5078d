// How far a paper or a result is digitised, in the numbers that the one-stop systems of provinces exchange, and what of a dossier counts for index 766.

/**
 * 0 not digitised, 1 digitised here, 2 used again, 3 used again out of the result of another dossier: the states that production systems keep for each paper (TrangThaiSoHoa), kind 0 for components and 1
 * for results; decree 107/2021/NĐ-CP asks for digitisation and for use again. Whether it is signed stands beside it: circular 01/2023/TT-VPCP asks for the digital signature of whoever digitises.
 */
export type DigitisationState = 0 | 1 | 2 | 3;

/** What is known of one paper of the checklist. */
export interface PaperFacts {
  /** Pages or files that prove it here. */
  readonly files: number;
  /** Out of what it was taken again; null if it was handed in anew. A paper of an earlier dossier, or the result of one. */
  readonly reusedFrom: 'paper' | 'result' | null;
}

/** A paper that is merely named as held elsewhere, without a file, is not digitised here. */
export function stateOfPaper({ files, reusedFrom }: PaperFacts): DigitisationState {
  if (files === 0) return 0;
  if (reusedFrom === null) return 1;
  return reusedFrom === 'result' ? 3 : 2;
}

/** A result is made for its dossier: it is there as a file or not. */
export function stateOfResult(files: number): 0 | 1 {
  return files === 0 ? 0 : 1;
}

export interface DigitisedDossier {
  /** States of the papers that were handed in or used again; those that nobody brought are not among them. */
  readonly papers: readonly DigitisationState[];
  readonly result: 0 | 1;
}

/** What row 4.2 of the index asks of a dossier: each paper has a file, and the result has one. A dossier without papers has nothing wanting. */
export function countsOf({ papers, result }: DigitisedDossier): { readonly hasPapersScanned: boolean; readonly hasResultFile: boolean; readonly reusesPapers: boolean } {
  return { hasPapersScanned: papers.every((state) => state !== 0), hasResultFile: result === 1, reusesPapers: papers.some((state) => state >= 2) };
}
