// Who works at which counter now, and with which number.

import type { ReactNode } from 'react';
import type { HeadToday } from '../../../../shared/contract/head.ts';
import { Badge } from '../../../parts/badge.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

const MS_PER_MINUTE = 60_000;

export function CounterLoad({ today, now }: { readonly today: HeadToday; readonly now: number }): ReactNode {
  const { t } = useTexts();
  return (
    <>
      <h3>{t('head.counters.title')}</h3>
      <table className="table head-table">
        <thead>
          <tr>
            <th scope="col">{t('head.counters.counter')}</th>
            <th scope="col">{t('head.counters.officer')}</th>
            <th scope="col">{t('head.counters.now')}</th>
          </tr>
        </thead>
        <tbody>
          {today.counters.map(({ counterId, state, pauseReason, current, officerName, isSignedIn }) => (
            <tr key={counterId}>
              <th scope="row" className="digits">
                {counterId}
              </th>
              <td>
                {officerName}
                {!isSignedIn && <div className="quiet">{t('head.counters.nobody-in')}</div>}
              </td>
              <td>
                {state === 'paused' && <Badge tone="warning">{pauseReason === null ? t('head.counters.paused') : t(`counter.pause.reason.${pauseReason}`)}</Badge>}
                {current !== null && <span className="digits">{t('head.counters.serving', { number: current.number, minutes: Math.max(0, Math.floor((now - current.since) / MS_PER_MINUTE)) })}</span>}
                {state === 'open' && current === null && t('head.counters.free')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
