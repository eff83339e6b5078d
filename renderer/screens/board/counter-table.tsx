// Each counter with the number it serves now.

import type { ReactNode } from 'react';
import type { QueueOverview } from '../../../shared/contract/queue.ts';
import { NumberPlate } from '../../parts/number-plate.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import type { Spotlight } from './spotlight.ts';
import './counter-table.css';

export interface CounterTableProps {
  readonly counters: QueueOverview['counters'];
  readonly spotlight: Spotlight;
}

export function CounterTable({ counters, spotlight }: CounterTableProps): ReactNode {
  const { t } = useTexts();
  const fresh = new Set([...(spotlight.isNew && spotlight.main !== null ? [spotlight.main] : []), ...spotlight.besides].map(({ number }) => number));
  return (
    <table className="board-counter-table" data-many={counters.length > 6}>
      <caption className="only-heard">{t('board.counters')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('board.counter')}</th>
          <th scope="col">{t('board.number')}</th>
        </tr>
      </thead>
      <tbody>
        {counters.map(({ counterId, state, number }) => (
          <tr key={counterId} data-new={number !== null && fresh.has(number)}>
            <th scope="row">
              <NumberPlate number={String(counterId)} />
            </th>
            <td>
              {number !== null ? <NumberPlate number={number} /> : <span className="board-counter-table-state">{t(state === 'paused' ? 'board.paused' : 'board.free')}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
