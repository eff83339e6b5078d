// The thirteen columns of form II.06a under their three heads, with the line of totals.

import type { ReactNode } from 'react';
import type { Report } from '../../../../shared/contract/report.ts';
import { TABLE_COLUMNS } from '../../../../shared/domain/report/dossier-table.ts';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

/** How many columns stand under each head. */
const HEADS = [['received', 4], ['done', 4], ['open', 3]] as const;

export function ReportTable({ report }: { readonly report: Report }): ReactNode {
  const { t, number } = useTexts();
  const cells = (counts: Report['total']): ReactNode => TABLE_COLUMNS.map((column) => (
    <td key={column} className="digits" data-late={(column === 'doneLate' || column === 'openLate') && counts[column] > 0}>
      {number(counts[column])}
    </td>
  ));
  return (
    <table className="table report-table">
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>{t('report.number')}</th>
          <th scope="col" rowSpan={2}>{t('report.sector')}</th>
          {HEADS.map(([head, columns]) => (
            <th key={head} scope="colgroup" colSpan={columns}>
              {t(`report.head.${head}`)}
            </th>
          ))}
        </tr>
        <tr>
          {TABLE_COLUMNS.map((column) => (
            <th key={column} scope="col">
              {t(`report.short.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {report.rows.map(({ sector, counts }, index) => (
          <tr key={sector}>
            <td className="digits">{index + 1}</td>
            <th scope="row">{sector}</th>
            {cells(counts)}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {t('report.total')}
          </th>
          {cells(report.total)}
        </tr>
      </tfoot>
    </table>
  );
}
