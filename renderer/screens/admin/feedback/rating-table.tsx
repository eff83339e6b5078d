// Ratings by day and counter, officer, field or counter, with who could have said something, what of it stood on paper, and the line of totals.

import type { ReactNode } from 'react';
import { RATING_LEVELS, saidOf, satisfiedShare, type LevelCounts, type RatingFold, type RatingRow } from '../../../../shared/domain/feedback/rating-table.ts';
import { EmptyState } from '../../../parts/loading.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { typedDate } from '../../../parts/typed-date.ts';

type Counts = Pick<RatingRow, 'served' | 'levels' | 'paper' | 'byNumber' | 'own'>;
const NO_LEVELS: LevelCounts = { 'very-satisfied': 0, satisfied: 0, neutral: 0, dissatisfied: 0 };

function added(one: LevelCounts, other: LevelCounts): LevelCounts {
  return { 'very-satisfied': one['very-satisfied'] + other['very-satisfied'], satisfied: one.satisfied + other.satisfied, neutral: one.neutral + other.neutral, dissatisfied: one.dissatisfied + other.dissatisfied };
}

export function RatingTable({ rows, by }: { readonly rows: readonly RatingRow[]; readonly by: RatingFold }): ReactNode {
  const { t } = useTexts();
  if (rows.length === 0) return <EmptyState icon="face-plain" title={t('feedback.ratings-none')} />;
  const total = rows.reduce<Counts>(
    (sum, row) => ({ served: sum.served + row.served, byNumber: sum.byNumber + row.byNumber, own: sum.own + row.own, levels: added(sum.levels, row.levels), paper: added(sum.paper, row.paper) }),
    { served: 0, byNumber: 0, own: 0, levels: NO_LEVELS, paper: NO_LEVELS },
  );
  // What was asked for before is a column only where somebody said it.
  const levels = RATING_LEVELS.filter((level) => level !== 'neutral' || total.levels.neutral > 0);
  const cells = (counts: Counts): ReactNode => <Cells counts={counts} levels={levels} hasOwn={by === 'officer'} />;
  return (
    <div className="feedback-wide">
      <table className="table">
        <thead>
          <tr>
            {by === 'day' && <th scope="col">{t('feedback.day')}</th>}
            <th scope="col">{t(by === 'officer' ? 'feedback.officer' : by === 'field' ? 'feedback.field' : 'feedback.counter')}</th>
            <th scope="col">{t('feedback.served')}</th>
            <th scope="col">{t('feedback.given')}</th>
            {levels.map((level) => (
              <th key={level} scope="col">
                {t(`common.rating.${level}`)}
              </th>
            ))}
            <th scope="col">{t('feedback.satisfied-share')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.day} ${row.counterId} ${row.name} ${row.known}`}>
              {by === 'day' && <td className="digits">{typedDate(row.day ?? '')}</td>}
              <Whose row={row} by={by} />
              {cells(row)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={by === 'day' ? 2 : 1}>
              {t('report.total')}
            </th>
            {cells(total)}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Whose({ row: { counterId, name, known }, by }: { readonly row: RatingRow; readonly by: RatingFold }): ReactNode {
  const { t } = useTexts();
  if (known === 'unknown') return <td>{t('feedback.unknown')}</td>;
  if (by === 'day' || by === 'counter') return <td className="digits">{counterId}</td>;
  return (
    <td>
      {name}
      {known === 'settings' && <div className="quiet">{t('feedback.nobody-in')}</div>}
    </td>
  );
}

function Cells({ counts: { served, levels, paper, byNumber, own }, levels: shown, hasOwn }: { readonly counts: Counts; readonly levels: readonly (keyof LevelCounts)[]; readonly hasOwn: boolean }): ReactNode {
  const { t, number } = useTexts();
  const [said, share] = [saidOf(levels), satisfiedShare(levels)];
  return (
    <>
      <td className="digits">{number(served)}</td>
      <td className="digits">
        {number(said)}
        {saidOf(paper) > 0 && <div className="quiet">{t('feedback.of-paper', { count: number(saidOf(paper)) })}</div>}
        {hasOwn && own > 0 && <div className="quiet">{t('feedback.of-own', { count: number(own) })}</div>}
        {byNumber > 0 && <div className="quiet">{t('feedback.of-number', { count: number(byNumber) })}</div>}
      </td>
      {shown.map((level) => (
        <td key={level} className="digits">
          {number(levels[level])}
          {said > 0 && <span className="quiet"> ({number(Math.round((levels[level] * 100) / said))}%)</span>}
          {paper[level] > 0 && <div className="quiet">{t('feedback.of-paper', { count: number(paper[level]) })}</div>}
        </td>
      ))}
      <td className="digits">{share === null ? '–' : `${number(share)}%`}</td>
    </>
  );
}
