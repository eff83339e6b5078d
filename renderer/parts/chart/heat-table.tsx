// A table of weekdays and hours whose cells are the darker the more people come: numbers and shades say the same.

import type { ReactNode } from 'react';
import './chart.css';

export interface HeatRow {
  readonly name: string;
  /** Null where too little is known. */
  readonly cells: readonly (number | null)[];
  /** What stands at the end of the line. */
  readonly end: string;
  readonly isNow: boolean;
}

/** Shades that leave the number readable: dark words up to the fourth, light ones from the fifth. */
const SHADES = 6;

export function HeatTable({ caption, corner, columns, endColumn, rows, unknown }: { readonly caption: string; readonly corner: string; readonly columns: readonly string[]; readonly endColumn: string; readonly rows: readonly HeatRow[]; readonly unknown: string }): ReactNode {
  const max = Math.max(1, ...rows.flatMap(({ cells }) => cells.map((cell) => cell ?? 0)));
  return (
    <table className="heat-table">
      <caption className="only-heard">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{corner}</th>
          {columns.map((column) => (
            <th key={column} scope="col" className="digits">
              {column}
            </th>
          ))}
          <th scope="col">{endColumn}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, cells, end, isNow }) => (
          <tr key={name} data-now={isNow}>
            <th scope="row">{name}</th>
            {cells.every((cell) => cell === null) ? (
              <td colSpan={cells.length} className="heat-unknown">
                {unknown}
              </td>
            ) : (
              cells.map((cell, index) => (
                <td key={columns[index]} className="digits" data-shade={cell === null ? 'none' : Math.ceil((cell / max) * (SHADES - 1))}>
                  {cell ?? ''}
                </td>
              ))
            )}
            <td className="digits heat-end">{end}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
