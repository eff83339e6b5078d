// The last eight calls, for those who looked away.

import type { ReactNode } from 'react';
import { NumberPlate } from '../../parts/number-plate.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import type { CalledNumber } from './board-types.ts';
import './recent-calls.css';

export function RecentCalls({ recent }: { readonly recent: readonly CalledNumber[] }): ReactNode {
  const { t, time } = useTexts();
  return (
    <section className="board-recent">
      <h2>{t('board.recent')}</h2>
      {recent.length === 0 ? (
        <p className="board-recent-none">{t('board.recent-none')}</p>
      ) : (
        <ol>
          {recent.map((call) => (
            <li key={`${call.number} ${call.calledAt}`}>
              <NumberPlate number={call.number} />
              <span>
                {t('board.counter')} {call.counterId} · {time(call.calledAt)}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
