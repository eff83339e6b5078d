// The shares of a report in sentences, the same on the screen and in the file: each with what it is a share of, and what this station cannot see said beside it.

import type { Report, ReportShare } from '../../../../shared/contract/report.ts';
import type { Texts } from '../../../parts/texts/use-texts.tsx';
import { pointsText } from '../head/points.ts';

const SHARES = ['online', 'done', 'inTime', 'transfer'] as const;
/** They stand after what is said of the portal's gateway, which speaks of the share before it. */
const MORE_SHARES = ['digitised', 'content'] as const;

/** '91,27%'; a dash where there is nothing to divide by. */
function shareText({ share }: ReportShare, texts: Pick<Texts, 'language'>): string {
  return share === null ? '–' : `${pointsText(share, texts)}%`;
}

/** A sentence for each share. */
export function rateLines({ told }: Report, texts: Texts): readonly string[] {
  const { t, number } = texts;
  const line = (name: (typeof SHARES)[number] | (typeof MORE_SHARES)[number]): string => t(`report.told.${name}`, { part: number(told[name].part), whole: number(told[name].whole), share: shareText(told[name], texts) });
  return [...SHARES.map(line), t('report.told.gateway'), ...MORE_SHARES.map(line)];
}

/** A sentence for each sum that does not close. */
export function rateFaults({ told }: Report, { t, number }: Pick<Texts, 't' | 'number'>): readonly string[] {
  return told.faults.map(({ kind, difference }) => t(`report.told-fault.${kind}`, { difference: number(Math.abs(difference)) }));
}
