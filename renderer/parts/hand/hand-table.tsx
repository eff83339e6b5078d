// A list of the desk as a table: the cells that all of them share, and behind them those of the list.

import type { ReactNode } from 'react';
import type { HandLine } from '../../../shared/contract/handover.ts';
import type { TextKey } from '../texts/texts.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { HandCells, HandHead } from './hand-cells.tsx';

interface HandTableProps<Line extends HandLine> {
  readonly lines: readonly Line[];
  readonly now: number;
  /** Headings of the list's own columns. */
  readonly heads: readonly TextKey[];
  /** The list's own cells of a line. */
  readonly children: (line: Line) => ReactNode;
}

export function HandTable<Line extends HandLine>({ lines, now, heads, children }: HandTableProps<Line>): ReactNode {
  const { t } = useTexts();
  return (
    <table className="table">
      <thead>
        <tr>
          <HandHead>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(head)}
              </th>
            ))}
          </HandHead>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.dossierId}>
            <HandCells line={line} now={now} />
            {children(line)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
