// Dossiers whose day has passed, the longest first, and those of today: what a head asks about by name of the dossier.

import type { ReactNode } from 'react';
import type { DossierId } from '../../../../shared/base/ids.ts';
import type { DueDossier, HeadToday } from '../../../../shared/contract/head.ts';
import { LagCell } from '../../../parts/dossier/lag-cell.tsx';
import { EmptyState } from '../../../parts/loading.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

interface ListProps {
  readonly now: number;
  onOpen(dossierId: DossierId): void;
}

export function DueList({ today, now, onOpen }: ListProps & { readonly today: HeadToday }): ReactNode {
  const { t, number } = useTexts();
  const { overdue, dueToday, dossiers } = today;
  return (
    <>
      <h3>{t('head.due.overdue', { count: number(dossiers.overdue) })}</h3>
      {overdue.length === 0 ? <EmptyState icon="check-circle" title={t('head.due.none')} /> : <Lines rows={overdue} now={now} onOpen={onOpen} />}
      {dossiers.overdue > overdue.length && <p className="quiet">{t('head.due.more', { count: number(dossiers.overdue - overdue.length) })}</p>}
      {dueToday.length > 0 && (
        <>
          <h3>{t('head.due.today', { count: number(dossiers.dueToday) })}</h3>
          <Lines rows={dueToday} now={now} onOpen={onOpen} />
        </>
      )}
    </>
  );
}

function Lines({ rows, now, onOpen }: ListProps & { readonly rows: readonly DueDossier[] }): ReactNode {
  const { t, moment, number, time, date } = useTexts();
  return (
    <table className="table head-table">
      <thead>
        <tr>
          <th scope="col">{t('head.due.dossier')}</th>
          <th scope="col">{t('head.due.counter')}</th>
          <th scope="col">{t('head.due.at')}</th>
          <th scope="col">{t('head.due.late')}</th>
          <th scope="col">{t('hand.city')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ dossierId, code, procedureName, counterId, status, dueAt, lateAt, workingDaysLate, lag }) => (
          <tr key={dossierId}>
            <td>
              <button type="button" className="table-link digits" onClick={() => onOpen(dossierId)}>
                {code}
              </button>
              <p className="quiet">
                {procedureName} · {t(`common.status.${status}`)}
                {dueAt !== lateAt && ` · ${t('counter.due.new-date', { time: time(dueAt), date: date(dueAt) })}`}
              </p>
            </td>
            <td className="digits">{counterId}</td>
            <td className="digits">{moment(lateAt, now)}</td>
            <td className="digits head-late">{lateAt >= now ? '–' : workingDaysLate === 0 ? t('head.due.hours-late') : t('head.due.days-late', { days: number(workingDaysLate) })}</td>
            <LagCell dossierId={dossierId} code={code} lag={lag} status={status} now={now} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
