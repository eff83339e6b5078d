// What each officer has done today, by who was signed in: to spread the work, not to rank people.

import type { ReactNode } from 'react';
import type { HeadToday } from '../../../../shared/contract/head.ts';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

type Row = HeadToday['staff'][number];
const SUMS = ['visits', 'opened', 'returned'] as const;

export function StaffLoad({ today: { staff } }: { readonly today: HeadToday }): ReactNode {
  const { t, number } = useTexts();
  const most = Math.max(1, ...staff.map(({ visits }) => visits));
  const whose = ({ name, known, counters }: Row): string => {
    const at = counters.length === 0 ? t('head.staff.in-admin') : t('head.staff.at', { counters: counters.join(', ') });
    if (known === 'signed-in') return at;
    return t(name === '' ? 'head.staff.nobody-known' : 'head.staff.nobody-in', { at });
  };
  return (
    <>
      <h3>{t('head.staff.title')}</h3>
      <p className="quiet">{t('head.staff.explain')}</p>
      {staff.length === 0 && <p>{t('head.staff.none')}</p>}
      {staff.length > 0 && (
        <table className="table head-table">
          <thead>
            <tr>
              <th scope="col">{t('head.staff.officer')}</th>
              <th scope="col">{t('head.staff.visits')}</th>
              <th scope="col">{t('head.staff.opened')}</th>
              <th scope="col">{t('head.staff.returned')}</th>
              <th scope="col">{t('head.staff.typical')}</th>
            </tr>
          </thead>
          <tbody>
            {staff.map((row) => (
              <tr key={`${row.known} ${row.name} ${row.counters.join(' ')}`}>
                <th scope="row">
                  {row.name === '' ? t('head.staff.unnamed') : row.name}
                  <div className="quiet">{whose(row)}</div>
                </th>
                <td className="digits">
                  {number(row.visits)}
                  <div className="head-load">
                    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                      <rect className="chart-empty" width="100" height="10" />
                      <rect className="chart-ink" data-ink="solid" width={(row.visits / most) * 100} height="10" />
                    </svg>
                  </div>
                </td>
                <td className="digits">{number(row.opened)}</td>
                <td className="digits">{number(row.returned)}</td>
                <td className="digits">{row.medianMin === null || row.meanMin === null ? '–' : t('head.staff.minutes', { median: number(row.medianMin), mean: number(row.meanMin) })}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('report.total')}</th>
              {SUMS.map((sum) => (
                <td key={sum} className="digits">
                  {number(staff.reduce((total, row) => total + row[sum], 0))}
                </td>
              ))}
              <td className="digits">–</td>
            </tr>
          </tfoot>
        </table>
      )}
    </>
  );
}
