// Ratings by day and counter, with who could have said something and the line of totals.

import type { ReactNode } from 'react';
import type { RatingRow } from '../../../../shared/contract/feedback.ts';
import { EmptyState } from '../../../parts/loading.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { typedDate } from '../../../parts/typed-date.ts';

const LEVELS = ['satisfied', 'neutral', 'dissatisfied'] as const;
type Counts = Pick<RatingRow, 'served' | 'byNumber' | (typeof LEVELS)[number]>;

export function RatingTable({ rows }: { readonly rows: readonly RatingRow[] }): ReactNode {
  const { t, number } = useTexts();
  if (rows.length === 0) return <EmptyState icon="face-plain" title={t('feedback.ratings-none')} />;
  const total = rows.reduce<Counts>(
    (sum, row) => ({ served: sum.served + row.served, byNumber: sum.byNumber + row.byNumber, satisfied: sum.satisfied + row.satisfied, neutral: sum.neutral + row.neutral, dissatisfied: sum.dissatisfied + row.dissatisfied }),
    { served: 0, byNumber: 0, satisfied: 0, neutral: 0, dissatisfied: 0 },
  );
  const cells = (counts: Counts): ReactNode => {
    const given = counts.satisfied + counts.neutral + counts.dissatisfied;
    return (
      <>
        <td className="digits">{number(counts.served)}</td>
        <td className="digits">{number(given)}</td>
        {LEVELS.map((level) => (
          <td key={level} className="digits">
            {number(counts[level])}
            {given > 0 && <span className="quiet"> ({number(Math.round((counts[level] * 100) / given))}%)</span>}
          </td>
        ))}
        <td className="digits">{number(counts.byNumber)}</td>
      </>
    );
  };
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('feedback.day')}</th>
          <th scope="col">{t('feedback.counter')}</th>
          <th scope="col">{t('feedback.served')}</th>
          <th scope="col">{t('feedback.given')}</th>
          {LEVELS.map((level) => (
            <th key={level} scope="col">
              {t(`common.rating.${level}`)}
            </th>
          ))}
          <th scope="col">{t('feedback.by-number')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.day} ${row.counterId}`}>
            <td className="digits">{typedDate(row.day)}</td>
            <td className="digits">{row.counterId}</td>
            {cells(row)}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {t('report.total')}
          </th>
          {cells(total)}
        </tr>
      </tfoot>
    </table>
  );
}
