// Index 766 for the head: our own estimate as far as it reaches, the portal's number beside it, what would move it, and the readings that people entered.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { EpochMs } from '../../../../shared/base/ids.ts';
import { daysOfPeriod, periodAfter, periodOf, type PeriodKind } from '../../../../shared/domain/index766/period.ts';
import { businessDayOf } from '../../../../shared/domain/time/business-day.ts';
import { remember } from '../../../client/remembered.ts';
import { Button } from '../../../parts/button.tsx';
import { useMemory } from '../../../parts/services.tsx';
import { useTexts, type Texts } from '../../../parts/texts/use-texts.tsx';
import { KnownAnswer } from '../known-answer.tsx';
import { IndexGroups } from './index-groups.tsx';
import { IndexMoves } from './index-moves.tsx';
import { IndexTotal } from './index-total.tsx';
import { ReadingForm } from './reading-form.tsx';
import { ReadingTable } from './reading-table.tsx';
import './head.css';
import './index766.css';

const KINDS: readonly PeriodKind[] = ['month', 'quarter', 'year'];
const READ_EVERY_MS = 5 * 60_000;

/** A period as people say it. */
function periodName(period: string, { t }: Pick<Texts, 't'>): string {
  const { kind } = daysOfPeriod(period);
  const year = period.slice(0, 4);
  if (kind === 'year') return t('index.year-of', { year });
  return kind === 'quarter' ? t('index.quarter-of', { quarter: period.slice(6), year }) : t('index.month-of', { month: period.slice(5), year });
}

export function IndexSection({ now }: { readonly now: number }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const today = businessDayOf(now as EpochMs);
  const [period, setPeriod] = useState(() => periodOf('month', today));
  const { kind } = daysOfPeriod(period);
  const next = periodAfter(period, 1);
  return (
    <section className="index766" aria-label={t('index.heading')}>
      <header className="index-head">
        <h2>{t('index.heading')}</h2>
        <div className="index-periods" role="group" aria-label={t('index.period')}>
          {KINDS.map((own) => (
            <Button key={own} pressed={own === kind} onPress={() => setPeriod(periodOf(own, today))}>
              {t(`index.kind.${own}`)}
            </Button>
          ))}
          <Button onPress={() => setPeriod(periodAfter(period, -1))}>
            ‹ {periodName(periodAfter(period, -1), texts)}
          </Button>
          <strong className="index-period">{periodName(period, texts)}</strong>
          <Button disabled={daysOfPeriod(next).from > today} onPress={() => setPeriod(next)}>
            {periodName(next, texts)} ›
          </Button>
        </div>
      </header>
      <Period key={period} period={period} now={now} />
    </section>
  );
}

function Period({ period, now }: { readonly period: string; readonly now: number }): ReactNode {
  const { t } = useTexts();
  const [answer, memory] = useMemory(({ client, now: clock }) => remember(client, { read: () => client.call('index.read', { period }), again: ['index.changed'], everyMs: READ_EVERY_MS, now: clock }));
  return (
    <KnownAnswer answer={answer} now={now} onAgain={memory.refresh}>
      {(view) => (
        <>
          <p className="quiet">{t('index.explain', { station: view.station })}</p>
          <IndexTotal view={view} />
          <div className="head-columns">
            <div className="head-column">
              <section className="card">
                <IndexGroups view={view} />
              </section>
            </div>
            <div className="head-column">
              <section className="card">
                <IndexMoves view={view} />
              </section>
              <section className="card">
                <ReadingForm view={view} now={now} onEntered={memory.refresh} />
                <ReadingTable readings={view.readings} now={now} onStruck={memory.refresh} />
              </section>
            </div>
          </div>
        </>
      )}
    </KnownAnswer>
  );
}
