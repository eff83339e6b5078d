// Bars by hour: how many came, before a band of how many usually come, with the hour that it is.

import type { ReactNode } from 'react';
import type { Spread } from '../../../shared/domain/queue/forecast.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { niceMax, ticksOf } from './scale.ts';
import './chart.css';

export interface HourBar {
  readonly hour: number;
  /** Null for an hour that has not begun. */
  readonly count: number | null;
  readonly expected: Spread | null;
}

const WIDTH = 10;
const HEIGHT = 100;

export function HourBars({ bars, nowHour }: { readonly bars: readonly HourBar[]; readonly nowHour: number | null }): ReactNode {
  const { t, number } = useTexts();
  const max = niceMax(Math.max(0, ...bars.map(({ count, expected }) => Math.max(count ?? 0, expected?.high ?? 0))));
  const heightOf = (count: number): number => (count / max) * HEIGHT;
  return (
    <div className="hour-bars">
      <div className="hour-bars-scale digits">
        {ticksOf(max).map((tick) => (
          <span key={tick}>{number(tick)}</span>
        ))}
      </div>
      <div className="hour-bars-plot">
        <svg viewBox={`0 0 ${Math.max(1, bars.length) * WIDTH} ${HEIGHT}`} preserveAspectRatio="none" focusable="false">
          {ticksOf(max).map((tick) => (
            <line key={tick} className="chart-line" x1="0" x2={bars.length * WIDTH} y1={HEIGHT - heightOf(tick)} y2={HEIGHT - heightOf(tick)} />
          ))}
          {bars.map(({ hour, count, expected }, index) => (
            <g key={hour}>
              {expected !== null && (
                <>
                  <rect className="chart-ink" data-ink="expected" x={index * WIDTH + 0.6} width={WIDTH - 1.2} y={HEIGHT - heightOf(expected.high)} height={Math.max(1, heightOf(expected.high) - heightOf(expected.low))} />
                  <line className="chart-median" x1={index * WIDTH + 0.6} x2={(index + 1) * WIDTH - 0.6} y1={HEIGHT - heightOf(expected.median)} y2={HEIGHT - heightOf(expected.median)} />
                </>
              )}
              {count !== null && <rect className="chart-ink" data-ink="solid" x={index * WIDTH + 2.6} width={WIDTH - 5.2} y={HEIGHT - heightOf(count)} height={heightOf(count)} />}
            </g>
          ))}
        </svg>
        <div className="hour-bars-columns">
          {bars.map(({ hour, count }) => (
            <div key={hour} className="hour-bars-column">
              {count !== null && count > 0 && (
                <span className="digits" style={{ bottom: `${heightOf(count)}%` }}>
                  {number(count)}
                </span>
              )}
            </div>
          ))}
        </div>
      </div>
      <div className="hour-bars-hours digits">
        {bars.map(({ hour }) => (
          <span key={hour} data-now={hour === nowHour}>
            {t('chart.hour', { hour })}
          </span>
        ))}
      </div>
    </div>
  );
}
