// Who works at which counter now, how many each has served today, and how long one took: to spread the work, not to rank people.

import type { ReactNode } from 'react';
import type { HeadToday } from '../../../../shared/contract/head.ts';
import type { Point } from '../../../../shared/contract/point.ts';
import { Badge } from '../../../parts/badge.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

const MS_PER_MINUTE = 60_000;

export function CounterLoad({ today, point, now }: { readonly today: HeadToday; readonly point: Point; readonly now: number }): ReactNode {
  const { t, number } = useTexts();
  const most = Math.max(1, ...today.counters.map(({ served }) => served));
  return (
    <>
      <h3>{t('head.counters.title')}</h3>
      <table className="table head-table">
        <thead>
          <tr>
            <th scope="col">{t('head.counters.counter')}</th>
            <th scope="col">{t('head.counters.now')}</th>
            <th scope="col">{t('head.counters.served')}</th>
            <th scope="col">{t('head.counters.typical')}</th>
          </tr>
        </thead>
        <tbody>
          {today.counters.map(({ counterId, state, pauseReason, current, served, meanMin, medianMin }) => (
            <tr key={counterId}>
              <th scope="row">
                <span className="digits">{counterId}</span> · {point.counters.find((own) => own.counterId === counterId)?.officerName ?? ''}
              </th>
              <td>
                {state === 'paused' && <Badge tone="warning">{pauseReason === null ? t('head.counters.paused') : t(`counter.pause.reason.${pauseReason}`)}</Badge>}
                {current !== null && <span className="digits">{t('head.counters.serving', { number: current.number, minutes: Math.max(0, Math.floor((now - current.since) / MS_PER_MINUTE)) })}</span>}
                {state === 'open' && current === null && t('head.counters.free')}
              </td>
              <td>
                {number(served)}
                <div className="head-load">
                  <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                    <rect className="chart-empty" width="100" height="10" />
                    <rect className="chart-ink" data-ink="solid" width={(served / most) * 100} height="10" />
                  </svg>
                </div>
              </td>
              <td className="digits">{medianMin === null || meanMin === null ? '–' : t('head.counters.minutes', { median: number(medianMin), mean: number(meanMin) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
