// The lists of what is overdue and of what is due today, the longest first; Enter opens a dossier with its acts, the arrows go from one to the next.

import type { KeyboardEvent, ReactNode } from 'react';
import type { DueDossier } from '../../../../shared/contract/head.ts';
import { Button } from '../../../parts/button.tsx';
import { focusFirst } from '../../../parts/choices.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { LagBadge } from '../../../parts/dossier/lag-badge.tsx';
import { EmptyState, Loading } from '../../../parts/loading.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { known } from '../counter-model.ts';
import type { SideProps } from './side-column.tsx';

export function DueDialog({ model, act }: SideProps): ReactNode {
  const { t, number } = useTexts();
  const due = known(model.due);
  return (
    <Dialog
      wide
      title={t('counter.due.title')}
      onClose={() => act.openDialog(null)}
      actions={
        <>
          <Button icon="paper" onPress={() => act.openDialog({ kind: 'turned-away' })}>
            {t('counter.away.list')}
          </Button>
          <Button icon="megaphone" onPress={() => act.openDialog({ kind: 'petition' })}>
            {t('counter.petition.title')}
          </Button>
          <Button keycap="Esc" onPress={() => act.openDialog(null)} {...(due === null || due.overdueCount + due.dueTodayCount === 0 ? { ref: focusFirst } : {})}>
            {t('counter.papers.close')}
          </Button>
        </>
      }
    >
      {model.due.kind === 'loading' && <Loading />}
      {model.due.kind === 'failed' && <FailureNotice failure={model.due.failure} tone="warning" action={<Button onPress={act.openDue}>{t('common.try-again')}</Button>} />}
      {due !== null && (
        <div className="due-lists">
          <h3>{t('counter.due.overdue', { count: number(due.overdueCount) })}</h3>
          {due.overdue.length === 0 ? <EmptyState icon="check-circle" title={t('counter.due.no-overdue')} /> : <Rows rows={due.overdue} count={due.overdueCount} isFirst model={model} act={act} />}
          <h3>{t('counter.due.today', { count: number(due.dueTodayCount) })}</h3>
          {due.dueToday.length === 0 ? <EmptyState icon="check-circle" title={t('counter.due.none-today')} /> : <Rows rows={due.dueToday} count={due.dueTodayCount} isFirst={due.overdue.length === 0} model={model} act={act} />}
        </div>
      )}
    </Dialog>
  );
}

function Rows({ rows, count, isFirst, model, act }: SideProps & { readonly rows: readonly DueDossier[]; readonly count: number; readonly isFirst: boolean }): ReactNode {
  const { t, number } = useTexts();
  return (
    <>
      <ul className="dossiers">
        {rows.map((row, index) => (
          <li key={row.dossierId}>
            <button type="button" className="dossier" {...(isFirst && index === 0 ? { ref: focusFirst } : {})} onKeyDown={moveFocus} onClick={() => act.dossier.open(row.dossierId)}>
              <DueRow row={row} now={model.now} />
            </button>
          </li>
        ))}
      </ul>
      {count > rows.length && <p className="quiet">{t('counter.due.more', { count: number(count - rows.length) })}</p>}
    </>
  );
}

function DueRow({ row: { code, procedureName, counterId, status, dueAt, lateAt, workingDaysLate, lag }, now }: { readonly row: DueDossier; readonly now: number }): ReactNode {
  const { t, number, moment, time, date } = useTexts();
  const late = workingDaysLate === 0 ? t('head.due.hours-late') : t('head.due.days-late', { days: number(workingDaysLate) });
  return (
    <>
      <span className="dossier-head">
        <strong className="digits">{code}</strong>
        <span className="dossier-name">{procedureName}</span>
        <time className="digits">{moment(lateAt, now)}</time>
      </span>
      <span className="dossier-foot">
        <span>
          {t(`common.status.${status}`)} · {t('care.actor.counter', { counter: counterId })}
          {dueAt !== lateAt && ` · ${t('counter.due.new-date', { time: time(dueAt), date: date(dueAt) })}`}
        </span>
        <LagBadge lag={lag} status={status} now={now} isFocusable={false} />
        {lateAt < now && <span className="due-late digits">{late}</span>}
      </span>
    </>
  );
}

/** The rows of both lists are one column for the arrows. */
function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const rows = [...(event.currentTarget.closest('.due-lists')?.querySelectorAll<HTMLElement>('.dossier') ?? [])];
  const place = rows.findIndex((row) => row === event.currentTarget);
  const next = rows[Math.min(rows.length - 1, Math.max(0, place + step))];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
