// The lag between what is here and what the city has.

import type { ReactNode } from 'react';
import type { HeadToday } from '../../../../shared/contract/head.ts';
import { Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

export function CityCard({ today: { city }, now }: { readonly today: HeadToday; readonly now: number }): ReactNode {
  const { t, moment, number } = useTexts();
  const { isConfigured, waitingDossiers, waitingEvents, deadLetters, oldestAt, offlineSince } = city;
  if (!isConfigured) return <Notice tone="info" heard="none">{t('head.city.none')}</Notice>;
  const waits = waitingEvents === 0 ? t('head.city.all') : t('head.city.waiting', { dossiers: number(waitingDossiers), events: number(waitingEvents), time: oldestAt === null ? '–' : moment(oldestAt, now) });
  return (
    <Notice tone={deadLetters > 0 ? 'danger' : offlineSince !== null ? 'warning' : waitingEvents > 0 ? 'info' : 'success'} heard="none" title={t('head.city.title')}>
      {waits}
      {offlineSince !== null && ` ${t('head.city.offline', { time: moment(offlineSince, now) })}`}
      {deadLetters > 0 && ` ${t('head.city.dead-letters', { count: number(deadLetters) })}`}
    </Notice>
  );
}
