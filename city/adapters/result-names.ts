// What results are called at a portal. Pure. Neither dialect has a member for the number of a result or its day: they stand in its name, as officials cite a paper.

import { civilDateOf } from '../../shared/domain/time/business-day.ts';
import type { CaseResult, PortalCase } from './case.ts';
import { shortened } from './words.ts';

/** How long TenGiayTo of a result is at most: the longest abstract that the counter takes. */
export const RESULT_NAME_LENGTH = 300;

export interface ResultName {
  /** As the counter wrote it, or as the portal or the catalogue calls what comes out of the procedure where it wrote none. */
  readonly plain: string;
  /** As the portal is told. */
  readonly told: string;
}

/** Without what the officer has written into the name already. */
function citation({ name, number, issuedOn }: CaseResult): string {
  const day = issuedOn === null ? null : civilDateOf(issuedOn);
  const parts: readonly (readonly [string, string])[] = [['số', number], ['ngày', day === null ? '' : `${day.day}/${day.month}/${day.year}`]];
  const said = new Set(name.split(/[\s,;()]+/u));
  return parts.flatMap(([word, cited]) => (cited === '' || said.has(cited) ? [] : [` ${word} ${cited}`])).join('');
}

/** One for each result; those of which nobody wrote anything have none. `isCited`: with number and day. */
export function resultNames({ results, procedure }: Pick<PortalCase, 'results' | 'procedure'>, isCited: boolean): readonly ResultName[] {
  return results.flatMap((result) => {
    const cited = isCited ? citation(result) : '';
    if (result.name === '' && cited === '') return [];
    const [only, ...others] = procedure.results;
    const plain = [result.name, others.length === 0 ? (only?.name ?? '') : '', procedure.title].find((name) => name !== '') ?? '';
    return [{ plain, told: `${shortened(plain, RESULT_NAME_LENGTH - cited.length)}${cited}` }];
  });
}
