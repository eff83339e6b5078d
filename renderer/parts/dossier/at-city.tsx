// Where a dossier stands: its codes and dates, and what of it the city has and has not, since when.

import type { ReactNode } from 'react';
import type { EpochMs } from '../../../shared/base/ids.ts';
import type { DossierDetail } from '../../../shared/contract/dossier-life.ts';
import { localFailure } from '../../client/call-failed.ts';
import { FailureWords, Notice } from '../notice.tsx';
import { isSupplementPast } from '../../../shared/domain/due-date/supplement-day.ts';
import { useTexts } from '../texts/use-texts.tsx';
import type { Texts } from '../texts/use-texts.tsx';
import { typedDate } from '../typed-date.ts';
import { CityLag } from './city-lag.tsx';

/** The date that holds, with the one that was promised first where it has moved. */
function dueWords({ dossier: { dueAt }, promisedAt }: DossierDetail, { t, time, date }: Texts): string {
  const said = (at: EpochMs): string => t('common.due-at', { time: time(at), date: date(at) });
  const now = dueAt === null ? t('admin.dossiers.no-due') : said(dueAt);
  return promisedAt === null || promisedAt === dueAt ? now : t('care.dossier.due-was', { now, before: said(promisedAt) });
}

/** Until when the papers may be brought that it waits for. */
function untilWords({ supplementBy }: DossierDetail, now: number, { t }: Texts): string {
  if (supplementBy === null) return t('care.dossier.supplement-until-none');
  return t(isSupplementPast(supplementBy, now as EpochMs) ? 'care.dossier.supplement-until-past' : 'care.dossier.supplement-until', { day: typedDate(supplementBy) });
}

export function AtCity({ detail, now }: { readonly detail: DossierDetail; readonly now: number }): ReactNode {
  const texts = useTexts();
  const { t, moment, time, date } = texts;
  const { dossier } = detail;
  const rows = [
    [t('care.dossier.code'), dossier.officialCode ?? t('care.dossier.no-code')],
    [t('care.dossier.provisional-code'), dossier.provisionalCode],
    [t('care.dossier.received'), t('care.dossier.received-at', { time: moment(dossier.receivedAt, now), counter: dossier.counterId, number: dossier.ticketNumber })],
    [t('care.field.due-at'), dueWords(detail, texts)],
    ...detail.newDates.map(({ at, dueAt, reason }) => [t('care.new-date.line'), t('care.new-date.said', { time: time(dueAt), date: date(dueAt), at: moment(at, now), reason })] as const),
    ...(detail.waits.length === 0 ? [] : [[t('care.dossier.supplements'), t(detail.waits.length > 1 ? 'care.dossier.supplements-late' : 'care.dossier.supplements-count', { count: detail.waits.length })] as const]),
    ...(dossier.status === 5 ? [[t('care.dossier.supplement-by'), untilWords(detail, now, texts)] as const] : []),
    [t('care.dossier.pages'), t('care.dossier.pages-of', { done: dossier.pagesAtCity, total: dossier.pages })],
  ] as const;
  return (
    <section aria-label={t('care.dossier.standing')}>
      <h3>{t('care.dossier.standing')}</h3>
      <dl className="dossier-facts">
        {rows.map(([label, value]) => (
          <div key={`${label} ${value}`}>
            <dt>{label}</dt>
            <dd className="digits">{value}</dd>
          </div>
        ))}
      </dl>
      {dossier.cityState === 'refused' && <Notice tone="danger" heard="none">{t('care.dossier.refused')}</Notice>}
      {dossier.cityCode !== null && dossier.cityCode !== 'city.refused' && (
        <Notice tone="warning" heard="none">
          <FailureWords failure={localFailure(dossier.cityCode)} />
        </Notice>
      )}
      <CityLag dossierId={dossier.dossierId} now={now} />
    </section>
  );
}
