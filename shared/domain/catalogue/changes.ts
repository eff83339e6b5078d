// What a new catalogue changes for whoever works with it: which procedures came, which ended, and of each other one what an officer tells a citizen differently. Pure.

import type { ProcedureCode } from '../../base/ids.ts';

/** What is compared of a procedure. */
export interface ComparedProcedure {
  readonly code: ProcedureCode;
  readonly name: string;
  readonly feeText: string;
  readonly timeLimit: { readonly text: string };
  readonly result: string;
  readonly papers: readonly { readonly paperId: string; readonly name: string; readonly originals: number; readonly copies: number; readonly required: boolean; readonly cases?: readonly string[] | undefined }[];
}

/** One thing that is told differently; `before` is '' where there was nothing, `after` where there is nothing any more. */
export interface CatalogueDifference {
  readonly what: 'name' | 'fee' | 'time' | 'result' | 'paper-added' | 'paper-gone' | 'paper';
  readonly before: string;
  readonly after: string;
}

/** A procedure that is not as it was. */
export interface ProcedureChange {
  readonly code: ProcedureCode;
  readonly name: string;
  readonly kind: 'new' | 'ended' | 'changed';
  /** Empty for what is new or has ended. */
  readonly differences: readonly CatalogueDifference[];
}

/** What `after` has otherwise than `before`: the changed first, since people know the old way by heart, then what ended, then what is new; each in its catalogue's order. */
export function catalogueChanges(before: readonly ComparedProcedure[], after: readonly ComparedProcedure[]): readonly ProcedureChange[] {
  const was = new Map(before.map((procedure) => [procedure.code, procedure]));
  const is = new Set(after.map(({ code }) => code));
  const changed = after.flatMap((procedure): readonly ProcedureChange[] => {
    const old = was.get(procedure.code);
    const differences = old === undefined ? [] : differencesOf(old, procedure);
    return differences.length === 0 ? [] : [{ code: procedure.code, name: procedure.name, kind: 'changed', differences }];
  });
  const ended = before.filter(({ code }) => !is.has(code)).map(({ code, name }): ProcedureChange => ({ code, name, kind: 'ended', differences: [] }));
  const added = after.filter(({ code }) => !was.has(code)).map(({ code, name }): ProcedureChange => ({ code, name, kind: 'new', differences: [] }));
  return [...changed, ...ended, ...added];
}

function differencesOf(before: ComparedProcedure, after: ComparedProcedure): readonly CatalogueDifference[] {
  const told = (what: CatalogueDifference['what'], old: string, now: string): readonly CatalogueDifference[] => (old === now ? [] : [{ what, before: old, after: now }]);
  const papersBefore = new Map(before.papers.map((paper) => [paper.paperId, paper]));
  const papersAfter = new Set(after.papers.map(({ paperId }) => paperId));
  return [
    ...told('fee', before.feeText, after.feeText),
    ...told('time', before.timeLimit.text, after.timeLimit.text),
    ...after.papers.flatMap((paper): readonly CatalogueDifference[] => {
      const old = papersBefore.get(paper.paperId);
      return old === undefined ? [{ what: 'paper-added', before: '', after: paperWords(paper) }] : told('paper', paperWords(old), paperWords(paper));
    }),
    ...before.papers.filter(({ paperId }) => !papersAfter.has(paperId)).map((paper): CatalogueDifference => ({ what: 'paper-gone', before: paperWords(paper), after: '' })),
    ...told('name', before.name, after.name),
    ...told('result', before.result, after.result),
  ];
}

/** A paper as it stands on a checklist. The words are those of the catalogue, which is Vietnamese whoever reads it. */
function paperWords({ name, originals, copies, required, cases }: ComparedProcedure['papers'][number]): string {
  const counts = [originals === 0 ? '' : `${originals} bản chính`, copies === 0 ? '' : `${copies} bản sao`].filter((count) => count !== '').join(', ');
  const about = [counts, required ? 'bắt buộc' : '', ...(cases ?? [])].filter((part) => part !== '').join('; ');
  return about === '' ? name : `${name} (${about})`;
}
