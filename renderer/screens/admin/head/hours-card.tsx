// People of today by the hour, before what usually comes on this weekday.

import type { ReactNode } from 'react';
import type { HeadForecast, HeadToday } from '../../../../shared/contract/head.ts';
import { localTimeOf, weekdayOf } from '../../../../shared/domain/time/business-day.ts';
import type { Remembered } from '../../../client/remembered.ts';
import { ChartFigure } from '../../../parts/chart/chart-figure.tsx';
import { HourBars, type HourBar } from '../../../parts/chart/hour-bars.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

/** Every hour of which anything is known, in a row; hours after now are to come. */
export function barsOf(today: HeadToday, forecast: HeadForecast | null): readonly HourBar[] {
  const usual = forecast?.weekdays.find(({ weekday }) => weekday === weekdayOf(today.day))?.hours ?? [];
  const nowHour = localTimeOf(today.asOf).hour;
  const hours = [...usual.map(({ hour }) => hour), ...today.hours.map(({ hour }) => hour)];
  if (hours.length === 0) return [];
  const first = Math.min(...hours);
  return Array.from({ length: Math.max(...hours) - first + 1 }, (_, index): HourBar => {
    const hour = first + index;
    return { hour, count: hour > nowHour ? null : (today.hours.find((own) => own.hour === hour)?.taken ?? 0), expected: usual.find((own) => own.hour === hour)?.taken ?? null };
  });
}

export function HoursCard({ today, forecast: read }: { readonly today: HeadToday; readonly forecast: Remembered<HeadForecast> }): ReactNode {
  const { t, number } = useTexts();
  const forecast = read.kind === 'known' ? read.value : null;
  const bars = barsOf(today, forecast);
  const usual = forecast?.weekdays.find(({ weekday }) => weekday === weekdayOf(today.day)) ?? null;
  const nowHour = localTimeOf(today.asOf).hour;
  const still = bars.filter(({ hour, expected }) => hour > nowHour && expected !== null).reduce((sum, { expected }) => sum + (expected?.median ?? 0), 0);
  const says = forecast === null ? t(read.kind === 'failed' ? 'head.hours.unread' : 'head.hours.reading', { taken: number(today.tickets.taken) }) : usual === null || usual.total === null ? t('head.hours.unknown', { days: usual?.days ?? 0, least: forecast.leastDays }) : t('head.hours.says', { taken: number(today.tickets.taken), usual: number(usual.total.median), still: number(still) });
  return (
    <ChartFigure
      title={t('head.hours.title')}
      says={says}
      legend={[{ ink: 'solid', name: t('head.hours.taken') }, ...(usual === null || usual.total === null ? [] : [{ ink: 'expected' as const, name: t('head.hours.usual') }])]}
      table={{
        columns: [t('head.hours.hour'), t('head.hours.taken'), t('head.hours.median'), t('head.hours.spread')],
        rows: bars.map(({ hour, count, expected }) => [t('chart.hour', { hour }), count === null ? '–' : number(count), expected === null ? '–' : number(expected.median), expected === null ? '–' : `${number(expected.low)}–${number(expected.high)}`]),
      }}
    >
      <HourBars bars={bars} nowHour={nowHour} />
    </ChartFigure>
  );
}
