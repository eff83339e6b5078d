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

/** As it is compared: with one space between words, without the stops behind them, with every day written as 2/7/2026. */
function plainWords(text: string): string {
  const days = text.normalize('NFC').toLocaleLowerCase('vi').replaceAll(/\s*\/\s*/gu, '/').replaceAll(/(?<!\d)0+(?=\d)/gu, '').replaceAll(/(?<!\d)(\d{1,2})(?:\s+tháng\s+|[./-])(\d{1,2})(?:\s+năm\s+|[./-])(\d{4})(?!\d)/gu, '$1/$2/$3');
  return days.replaceAll(/[.:]*[\s,;()]+|[.:]+$/gu, ' ').trim();
}

/** A number as it is cited behind the word that many write before it. */
function bareNumber(number: string): string {
  return number.normalize('NFC').trim().replace(/^số(?:[\s:.]+|(?=\d)|$)/iu, '').replaceAll(/\s*\/\s*/gu, '/');
}

/** Without what the officer has written into the name already. */
function citation({ name, number, issuedOn }: CaseResult): string {
  const day = issuedOn === null ? null : civilDateOf(issuedOn);
  const parts: readonly (readonly [string, string])[] = [['số', bareNumber(number)], ['ngày', day === null ? '' : `${day.day}/${day.month}/${day.year}`]];
  const said = ` ${plainWords(name)} `;
  return parts.flatMap(([word, cited]) => (cited === '' || said.includes(` ${plainWords(cited)} `) ? [] : [` ${word} ${cited}`])).join('');
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
