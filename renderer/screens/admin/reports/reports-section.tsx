// The periodic report in the admin window: a month at a touch or any days, its table with sums, what does not close, and the file to hand on.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { BusinessDay, EpochMs } from '../../../../shared/base/ids.ts';
import type { Report } from '../../../../shared/contract/report.ts';
import { addDays, addMonths, businessDayOf } from '../../../../shared/domain/time/business-day.ts';
import { remember } from '../../../client/remembered.ts';
import { Button } from '../../../parts/button.tsx';
import { EmptyState } from '../../../parts/loading.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { useMemory } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { typedDate } from '../../../parts/typed-date.ts';
import { KnownAnswer } from '../known-answer.tsx';
import { BookCard } from './book-card.tsx';
import { OutsidePapers } from './outside-papers.tsx';
import { rateFaults, rateLines } from './report-rates.ts';
import { ReportTable } from './report-table.tsx';
import { ReportFiles } from './report-files.tsx';
import './reports.css';

interface Period {
  readonly from: BusinessDay;
  readonly to: BusinessDay;
}

/** The months that are asked for: this one as far as it is, and the three before it, the newest first. */
export function monthsBefore(today: BusinessDay): readonly Period[] {
  const first = `${today.slice(0, 7)}-01` as BusinessDay;
  return [0, 1, 2, 3].map((back) => ({ from: addMonths(first, -back), to: addDays(addMonths(first, 1 - back), -1) }));
}

export function ReportsSection({ now, unit }: { readonly now: number; readonly unit: string }): ReactNode {
  const { t } = useTexts();
  const months = monthsBefore(businessDayOf(now as EpochMs));
  const [chosen, setChosen] = useState(0);
  const period = months[chosen];
  return (
    <section className="card reports" aria-label={t('report.heading')}>
      <h2>{t('report.heading')}</h2>
      <p className="quiet">{t('report.explain')}</p>
      <div className="reports-months" role="group" aria-label={t('report.month')}>
        {months.map(({ from }, index) => (
          <Button key={from} pressed={index === chosen} onPress={() => setChosen(index)}>
            {t('report.month-of', { month: `${from.slice(5, 7)}/${from.slice(0, 4)}` })}
          </Button>
        ))}
      </div>
      {period !== undefined && <PeriodReport key={period.from} period={period} now={now} unit={unit} />}
      {period !== undefined && <OutsidePapers key={`outside ${period.from}`} period={period} now={now} />}
    </section>
  );
}

function PeriodReport({ period, now, unit }: { readonly period: Period; readonly now: number; readonly unit: string }): ReactNode {
  const [answer, memory] = useMemory((services) => remember(services.client, { read: () => services.client.call('report.read', period), again: ['dossiers.changed'], now: services.now }));
  return (
    <KnownAnswer answer={answer} now={now} onAgain={memory.refresh}>
      {(report) => (
        <>
          <Made report={report} unit={unit} />
          {report.total.received > report.total.carriedOver && <BookCard from={period.from} to={period.to} unit={unit} />}
        </>
      )}
    </KnownAnswer>
  );
}

function Made({ report, unit }: { readonly report: Report; readonly unit: string }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  if (report.total.received === 0) return <EmptyState icon="folder" title={t('report.empty', { from: typedDate(report.from), to: typedDate(report.to) })} />;
  return (
    <>
      <p className="quiet">{t('report.of-station', { station: report.station })}</p>
      {report.faults.map(({ row, column, expected, found }) => (
        <Notice key={`${row ?? ''} ${column} ${expected}`} tone="danger" heard="none">
          {t('report.fault', { row: row ?? t('report.total'), column: t(`report.column.${column}`), expected, found })}
        </Notice>
      ))}
      {report.unknownEnds > 0 && <Notice tone="warning" heard="none">{t('report.unknown-ends', { count: report.unknownEnds })}</Notice>}
      {rateFaults(report, texts).map((words) => (
        <Notice key={words} tone="danger" heard="none">
          {words}
        </Notice>
      ))}
      <ul className="report-rates">
        {rateLines(report, texts).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <ReportTable report={report} />
      <ReportFiles report={report} unit={unit} />
    </>
  );
}
