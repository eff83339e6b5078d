// A self-test as a table for Excel and for paper: what was tried, what came of it, what the program noticed.

import { csvOf } from '../../../../shared/base/csv.ts';
import type { SelfTest } from '../../../../shared/contract/self-test.ts';
import { countsOf } from '../../self-test/run-state.ts';
import type { Texts } from '../../../parts/texts/use-texts.tsx';
import { windowName } from './window-name.ts';

/** Name and text of the file, in the reader's language. */
export function selfTestFile(run: SelfTest, texts: Texts): { readonly name: string; readonly text: string } {
  const { t, time, date } = texts;
  const at = run.endedAt ?? run.begunAt;
  const moment = (value: number): string => `${time(value)} ${date(value)}`;
  const head = [
    [t('self-test.csv.window'), windowName(run.target, texts)], [t('self-test.csv.at'), moment(at)], [t('self-test.summary.who'), run.who],
    [t('self-test.csv.result'), t('self-test.summary.counts', { ...countsOf(run.results) })], [],
    [t('self-test.csv.step'), t('self-test.csv.result'), t('self-test.csv.noticed'), t('self-test.csv.detail'), t('self-test.csv.at')],
  ];
  const rows = run.results.map(({ step, state, sights, detail, at: notedAt }) => [
    t(`self-test.${step}.title`), t(`self-test.state.${state}`), sights.map((sight) => t(`self-test.sight.${sight}`, { seconds: detail.replace(/\D/gu, '') })).join(' '), detail, moment(notedAt),
  ]);
  return { name: `thu-khoa-man-hinh-${run.target.role}-${date(at).split('/').toReversed().join('-')}.csv`, text: csvOf([...head, ...rows]) };
}
