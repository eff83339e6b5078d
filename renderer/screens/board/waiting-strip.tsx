// How many wait in each field, along the bottom.

import type { ReactNode } from 'react';
import type { Point } from '../../../shared/contract/point.ts';
import type { QueueOverview } from '../../../shared/contract/queue.ts';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import './waiting-strip.css';

export function WaitingStrip({ fields, point }: { readonly fields: QueueOverview['fields']; readonly point: Point }): ReactNode {
  const texts = useTexts();
  return (
    <section className="board-waiting-strip">
      <h2>{texts.t('board.waiting')}</h2>
      <ul>
        {point.fields.map((field) => {
          const waiting = fields.find((one) => one.field === field.code)?.waiting ?? 0;
          return (
            <li key={field.code} data-empty={waiting === 0}>
              <span className="board-waiting-letter">{field.code}</span>
              <span className="board-waiting-name">{texts.pick(field)}</span>
              <span className="board-waiting-count digits">{texts.number(waiting)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
