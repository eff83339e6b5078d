// The head's day: what waits, who works, what is overdue, what to expect. Read by itself every half minute.

import type { ReactNode } from 'react';
import type { DossierId } from '../../../../shared/base/ids.ts';
import type { HeadForecast, HeadToday } from '../../../../shared/contract/head.ts';
import type { Point } from '../../../../shared/contract/point.ts';
import { remember } from '../../../client/remembered.ts';
import type { Remembered } from '../../../client/remembered.ts';
import { Notice } from '../../../parts/notice.tsx';
import { useMemory } from '../../../parts/services.tsx';
import { useTexts, type Texts } from '../../../parts/texts/use-texts.tsx';
import { KnownAnswer } from '../known-answer.tsx';
import { CityCard } from './city-card.tsx';
import { CounterLoad } from './counter-load.tsx';
import { DueList } from './due-list.tsx';
import { FieldsWaiting } from './fields-waiting.tsx';
import { ForecastCard } from './forecast-card.tsx';
import { HoursCard } from './hours-card.tsx';
import { StaffLoad } from './staff-load.tsx';
import { WorkCard } from './work-card.tsx';
import './head.css';

const READ_EVERY_MS = 30_000;
const FORECAST_EVERY_MS = 30 * 60_000;

export interface TodayProps {
  readonly point: Point;
  readonly now: number;
  onOpen(dossierId: DossierId): void;
}

export function TodaySection({ point, now, onOpen }: TodayProps): ReactNode {
  const [today, todayMemory] = useMemory(({ client, now: clock }) => remember(client, { read: () => client.call('head.today', {}), again: ['queue.changed', 'dossiers.changed', 'sync.changed', 'holidays.changed', 'feedback.changed'], everyMs: READ_EVERY_MS, now: clock }));
  const [forecast, forecastMemory] = useMemory(({ client, now: clock }) => remember(client, { read: () => client.call('head.forecast', {}), again: ['holidays.changed'], everyMs: FORECAST_EVERY_MS, now: clock }));
  return (
    <KnownAnswer answer={today} now={now} onAgain={todayMemory.refresh}>
      {(known) => <Day today={known} forecast={forecast} onForecastAgain={forecastMemory.refresh} point={point} now={now} onOpen={onOpen} />}
    </KnownAnswer>
  );
}

interface DayProps extends TodayProps {
  readonly today: HeadToday;
  readonly forecast: Remembered<HeadForecast>;
  onForecastAgain(): void;
}

function Day({ today, forecast, onForecastAgain, point, now, onOpen }: DayProps): ReactNode {
  const { t, longDate } = useTexts();
  return (
    <div className="head-day">
      <header className="head-day-title">
        <h2>{longDate(today.asOf)}</h2>
        <p className="quiet">{t('head.of-station', { station: today.station })}</p>
      </header>
      {!today.isWorkingDay && <Notice tone="info" heard="none">{t('head.day-off')}</Notice>}
      <KeyFigures today={today} />
      <div className="head-columns">
        <div className="head-column">
          <section className="card">
            <FieldsWaiting today={today} fields={point.fields} />
          </section>
          <section className="card">
            <HoursCard today={today} forecast={forecast} />
          </section>
          <section className="card">
            <ForecastCard today={today} forecast={forecast} onAgain={onForecastAgain} />
          </section>
        </div>
        <div className="head-column">
          <section className="card">
            <CounterLoad today={today} now={now} />
            <StaffLoad today={today} />
          </section>
          <section className="card">
            <WorkCard today={today} />
            <CityCard today={today} now={now} />
          </section>
          <section className="card">
            <DueList today={today} now={now} onOpen={onOpen} />
          </section>
        </div>
      </div>
    </div>
  );
}

/** What is asked first, in figures that are read from across the room. */
function KeyFigures({ today: { tickets, fields, dossiers, petitions } }: { readonly today: HeadToday }): ReactNode {
  const { t, number } = useTexts();
  const longest = Math.max(-1, ...fields.map(({ longestWaitMin }) => longestWaitMin ?? -1));
  const figures = [
    { name: t('head.figure.waiting'), value: number(tickets.waiting), more: longest < 0 ? t('head.figure.nobody') : t('head.figure.longest', { minutes: longest }), isBad: longest >= LONG_WAIT_MIN },
    { name: t('head.figure.served'), value: number(tickets.served), more: t('head.figure.of-taken', { taken: number(tickets.taken), missed: number(tickets.missed) }), isBad: false },
    { name: t('head.figure.received'), value: number(dossiers.received), more: t('head.figure.returned', { returned: number(dossiers.returned) }), isBad: false },
    { name: t('head.figure.due'), value: number(dossiers.dueToday), more: t('head.figure.due-next', { count: number(dossiers.dueNext) }), isBad: false },
    { name: t('head.figure.overdue'), value: number(dossiers.overdue), more: dossiers.overdue === 0 ? t('head.figure.none-late') : t('head.figure.see-list'), isBad: dossiers.overdue > 0 },
    { name: t('head.figure.petitions'), value: number(petitions.late), more: petitionsText(petitions, t, number), isBad: petitions.late > 0 },
  ];
  return (
    <dl className="head-figures">
      {figures.map(({ name, value, more, isBad }) => (
        <div key={name} data-bad={isBad}>
          <dt>{name}</dt>
          <dd className="digits">{value}</dd>
          <dd className="head-figure-more">{more}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What is nearest to be done of complaints: answers that are owed soon, then those that nobody has. */
function petitionsText({ running, dueSoon, unowned }: HeadToday['petitions'], t: Texts['t'], number: Texts['number']): string {
  if (dueSoon > 0) return t('head.figure.petitions-soon', { count: number(dueSoon) });
  return unowned > 0 ? t('head.figure.petitions-unowned', { count: number(unowned) }) : t('head.figure.petitions-running', { count: number(running) });
}

/** From here on a wait is shown as one that wants somebody. */
const LONG_WAIT_MIN = 30;
