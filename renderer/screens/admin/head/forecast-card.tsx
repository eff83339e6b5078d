// What a week is like: people by weekday and hour, so that counters are open when they come.

import type { ReactNode } from 'react';
import type { HeadForecast, HeadToday } from '../../../../shared/contract/head.ts';
import { weekdayOf } from '../../../../shared/domain/time/business-day.ts';
import { HeatTable } from '../../../parts/chart/heat-table.tsx';
import type { Remembered } from '../../../client/remembered.ts';
import { Button } from '../../../parts/button.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { TextKey } from '../../../parts/texts/texts.ts';

/** Monday is 1; the texts begin with Sunday as 0. */
function weekdayKey(weekday: HeadForecast['weekdays'][number]['weekday']): TextKey {
  return `common.weekday.${(weekday % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6}`;
}

export interface ForecastCardProps {
  readonly today: HeadToday;
  readonly forecast: Remembered<HeadForecast>;
  onAgain(): void;
}

export function ForecastCard({ today, forecast, onAgain }: ForecastCardProps): ReactNode {
  const { t } = useTexts();
  return (
    <>
      <h3>{t('head.forecast.title')}</h3>
      {forecast.kind === 'loading' ? <Loading /> : forecast.failure !== null && <FailureNotice tone="warning" failure={forecast.failure} title={t('admin.failed')} action={<Button onPress={onAgain}>{t('admin.try-again')}</Button>} />}
      {forecast.kind === 'known' && <Forecast today={today} forecast={forecast.value} />}
    </>
  );
}

function Forecast({ today, forecast }: { readonly today: HeadToday; readonly forecast: HeadForecast }): ReactNode {
  const { t, number } = useTexts();
  const { weekdays, busiest, weeks, leastDays } = forecast;
  return (
    <>
      <p>{busiest === null ? t('head.forecast.unknown', { least: leastDays }) : t('head.forecast.busiest', { weekday: t(weekdayKey(busiest.weekday)), hour: busiest.hour, next: busiest.hour + 1, people: number(busiest.median) })}</p>
      <HeatTable
        caption={t('head.forecast.title')}
        corner={t('head.forecast.weekday')}
        columns={(weekdays[0]?.hours ?? []).map(({ hour }) => t('chart.hour', { hour }))}
        endColumn={t('head.forecast.day')}
        unknown={t('head.forecast.too-few')}
        rows={weekdays.map(({ weekday, hours, total, share, days }) => ({
          name: t(weekdayKey(weekday)), isNow: weekday === weekdayOf(today.day), cells: hours.map(({ taken }) => taken?.median ?? null),
          end: total === null ? t('head.forecast.days', { days, least: leastDays }) : share === null ? number(total.median) : t('head.forecast.share', { people: number(total.median), share }),
        }))}
      />
      <p className="quiet">{t('head.forecast.basis', { weeks, least: leastDays })}</p>
    </>
  );
}
