// Whom the youth teams helped: by day and team, a column for each kind. Numbers and nobody's name.

import type { ReactNode } from 'react';
import type { HelpKind, HelpRow } from '../../../../shared/contract/feedback.ts';
import { EmptyState } from '../../../parts/loading.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { typedDate } from '../../../parts/typed-date.ts';

const KINDS: readonly HelpKind[] = ['take-number', 'look-up', 'online', 'device', 'papers', 'other'];

export function HelpTable({ rows }: { readonly rows: readonly HelpRow[] }): ReactNode {
  const { t, number } = useTexts();
  if (rows.length === 0) return <EmptyState icon="people" title={t('feedback.helped-none')} />;
  const lines = [...Map.groupBy(rows, ({ day, team }) => `${day} ${team}`)];
  const cells = (counted: readonly HelpRow[]): ReactNode => {
    const of = (kind: HelpKind): number => counted.reduce((sum, row) => (row.kind === kind ? sum + row.count : sum), 0);
    return (
      <>
        {KINDS.map((kind) => (
          <td key={kind} className="digits">
            {number(of(kind))}
          </td>
        ))}
        <td className="digits">{number(counted.reduce((sum, { count }) => sum + count, 0))}</td>
      </>
    );
  };
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('feedback.day')}</th>
          <th scope="col">{t('feedback.team')}</th>
          {KINDS.map((kind) => (
            <th key={kind} scope="col">
              {t(`common.help.${kind}`)}
            </th>
          ))}
          <th scope="col">{t('report.total')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(([key, counted]) => (
          <tr key={key}>
            <td className="digits">{typedDate(counted[0]?.day ?? '')}</td>
            <td>{counted[0]?.team}</td>
            {cells(counted)}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {t('report.total')}
          </th>
          {cells(rows)}
        </tr>
      </tfoot>
    </table>
  );
}
