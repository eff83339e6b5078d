// A bar of points: what is certain, what is possible, and a mark where the portal read it.

import type { ReactNode } from 'react';
import { Hatching } from './chart-figure.tsx';
import './chart.css';

const WIDTH = 1000;
const HEIGHT = 40;

export interface RangeGaugeProps {
  readonly low: number;
  readonly high: number;
  readonly max: number;
  /** Null where nothing was read. */
  readonly mark: number | null;
}

export function RangeGauge({ low, high, max, mark }: RangeGaugeProps): ReactNode {
  const across = (points: number): number => (Math.min(points, max) / max) * WIDTH;
  const open = { x: across(low), y: 6, width: Math.max(0, across(high) - across(low)), height: HEIGHT - 12 };
  return (
    <svg className="range-gauge" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect className="chart-empty" x="0" y="6" width={WIDTH} height={HEIGHT - 12} />
      <rect className="chart-ink" data-ink="solid" x="0" y="6" width={across(low)} height={HEIGHT - 12} />
      <rect className="chart-ink" data-ink="hatched" {...open} />
      <Hatching ink="hatched" {...open} step={16} />
      {mark !== null && <rect className="range-gauge-mark" x={Math.min(WIDTH - 6, Math.max(0, across(mark) - 3))} y="0" width="6" height={HEIGHT} />}
    </svg>
  );
}
