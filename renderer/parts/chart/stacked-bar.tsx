// One bar of a whole in its parts; each part is told by its ink, its hatching and its number.

import type { ReactNode } from 'react';
import { Hatching, Swatch, type ChartInk } from './chart-figure.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import './chart.css';

export interface StackPart {
  readonly ink: ChartInk;
  readonly name: string;
  readonly count: number;
}

const WIDTH = 1000;
const HEIGHT = 40;

export function StackedBar({ parts }: { readonly parts: readonly StackPart[] }): ReactNode {
  const { number } = useTexts();
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const starts = parts.map((_, index) => parts.slice(0, index).reduce((sum, { count }) => sum + count, 0));
  const across = (count: number): number => (total === 0 ? 0 : (count / total) * WIDTH);
  return (
    <div className="stacked-bar">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" focusable="false">
        <rect className="chart-empty" x="0" y="0" width={WIDTH} height={HEIGHT} />
        {parts.map(({ ink, name, count }, index) => {
          const box = { x: across(starts[index] ?? 0), y: 0, width: across(count), height: HEIGHT };
          return (
            <g key={name}>
              <rect className="chart-ink" data-ink={ink} {...box} />
              <Hatching ink={ink} {...box} step={14} />
            </g>
          );
        })}
      </svg>
      <ul className="stacked-bar-parts">
        {parts.map(({ ink, name, count }) => (
          <li key={name}>
            <Swatch ink={ink} />
            <span>{name}</span>
            <strong className="digits">{number(count)}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
