// Where a dossier stands: its codes and dates, and what of it the city has and has not, since when.

import type { ReactNode } from 'react';
import type { DossierDetail } from '../../../shared/contract/dossier-life.ts';
import { localFailure } from '../../client/call-failed.ts';
import { ageWords } from '../care/words-for.ts';
import { FailureWords, Notice } from '../notice.tsx';
import { useTexts } from '../texts/use-texts.tsx';

export function AtCity({ detail, now }: { readonly detail: DossierDetail; readonly now: number }): ReactNode {
  const texts = useTexts();
  const { t, moment } = texts;
  const { dossier, history } = detail;
  const waiting = history.filter(({ isAtCity }) => !isAtCity);
  const oldest = Math.min(...waiting.map(({ at }) => at));
  const rows = [
    [t('care.dossier.code'), dossier.officialCode ?? t('care.dossier.no-code')],
    [t('care.dossier.provisional-code'), dossier.provisionalCode],
    [t('care.dossier.received'), t('care.dossier.received-at', { time: moment(dossier.receivedAt, now), counter: dossier.counterId, number: dossier.ticketNumber })],
    [t('care.field.due-at'), dossier.dueAt === null ? t('admin.dossiers.no-due') : t('common.due-at', { time: texts.time(dossier.dueAt), date: texts.date(dossier.dueAt) })],
    [t('care.dossier.pages'), t('care.dossier.pages-of', { done: dossier.pagesAtCity, total: dossier.pages })],
  ] as const;
  return (
    <section aria-label={t('care.dossier.standing')}>
      <h3>{t('care.dossier.standing')}</h3>
      <dl className="dossier-facts">
        {rows.map(([label, value]) => (
          <div key={label}>
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
      <p>{waiting.length === 0 ? t('care.dossier.all-at-city') : t('care.dossier.not-at-city', { count: waiting.length, age: ageWords(oldest, now, texts) })}</p>
    </section>
  );
}
