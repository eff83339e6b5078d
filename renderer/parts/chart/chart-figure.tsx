// The frame of every chart: its name, one sentence that says what is to be seen, what the colours and hatchings mean, and the numbers behind it as a table.

import type { ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.tsx';
import './chart.css';

export interface ChartTable {
  readonly columns: readonly string[];
  /** The first cell of each row names it. */
  readonly rows: readonly (readonly string[])[];
}

/** How a thing is drawn; each differs in more than its colour. */
export type ChartInk = 'solid' | 'expected' | 'hatched' | 'late' | 'reading';

export interface ChartFigureProps {
  readonly title: string;
  /** The chart in one sentence. */
  readonly says?: string;
  readonly legend?: readonly { readonly ink: ChartInk; readonly name: string }[];
  readonly table: ChartTable;
  /** The drawing: not read aloud, since sentence and table say the same. */
  readonly children: ReactNode;
}

export function ChartFigure({ title, says, legend = [], table, children }: ChartFigureProps): ReactNode {
  const { t } = useTexts();
  return (
    <figure className="chart" aria-label={title}>
      <figcaption>
        <h3>{title}</h3>
        {says !== undefined && <p className="chart-says">{says}</p>}
      </figcaption>
      <div className="chart-drawing" aria-hidden="true">
        {children}
        {legend.length > 0 && (
          <ul className="chart-legend">
            {legend.map(({ ink, name }) => (
              <li key={name}>
                <Swatch ink={ink} />
                {name}
              </li>
            ))}
          </ul>
        )}
      </div>
      <details className="chart-numbers">
        <summary>{t('chart.numbers')}</summary>
        <table className="table">
          <thead>
            <tr>
              {table.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(([name = '', ...cells]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {cells.map((cell, index) => (
                  <td key={table.columns[index + 1] ?? index} className="digits">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

/** A small square of the ink. */
export function Swatch({ ink }: { readonly ink: ChartInk }): ReactNode {
  return (
    <svg className="chart-swatch" viewBox="0 0 20 14" aria-hidden="true" focusable="false">
      <rect className="chart-ink" data-ink={ink} x="1" y="1" width="18" height="12" />
      <Hatching ink={ink} x={1} y={1} width={18} height={12} step={6} />
    </svg>
  );
}

export interface HatchingProps {
  readonly ink: ChartInk;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Distance of the lines, in the drawing's own units. */
  readonly step: number;
}

/** Slanting lines over a rectangle, so that it is told apart without colours; none for inks that are plain. */
export function Hatching({ ink, x, y, width, height, step }: HatchingProps): ReactNode {
  if (ink !== 'hatched' && ink !== 'late') return null;
  const lines: string[] = [];
  for (let at = step / 2; at < width + height; at += step) {
    const [fromX, fromY] = at <= width ? [x + at, y] : [x + width, y + at - width];
    const [toX, toY] = at <= height ? [x, y + at] : [x + at - height, y + height];
    lines.push(`M${fromX} ${fromY}L${toX} ${toY}`);
  }
  return <path className="chart-hatching" data-ink={ink} d={lines.join('')} />;
}
