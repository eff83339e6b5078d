// The number being called, as large as the wall allows, with the counter to go to.

import type { ReactNode } from 'react';
import { NumberPlate } from '../../parts/number-plate.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import type { Spotlight } from './spotlight.ts';
import './now-panel.css';

export function NowPanel({ spotlight, hasCalled }: { readonly spotlight: Spotlight; readonly hasCalled: boolean }): ReactNode {
  const { t } = useTexts();
  const { main, isNew, besides } = spotlight;
  if (main === null) {
    return (
      <section className="board-now" data-new={false}>
        <p className="board-now-none">{t(hasCalled ? 'board.wait-next' : 'board.none')}</p>
        <p className="board-now-none-more">{t('board.none-more')}</p>
      </section>
    );
  }
  return (
    <section className="board-now" data-new={isNew}>
      <p className="only-heard" aria-live="assertive">
        {isNew && t('board.number-said', { number: main.number, counter: main.counterId })}
      </p>
      <div className={besides.length > 0 ? 'board-now-main board-now-besides-there' : 'board-now-main'} key={`${main.number} ${main.calledAt}`} aria-hidden={isNew}>
        <p className="board-now-title">
          {t(isNew ? 'board.now' : 'board.just-called')}
          {main.calls > 1 && <span className="board-now-again">{t('board.again', { count: main.calls })}</span>}
        </p>
        <NumberPlate number={main.number} className="board-now-number" />
        <p className="board-now-counter">
          <span>{t('board.to-counter')}</span>
          <NumberPlate number={String(main.counterId)} className="board-now-counter-number" />
        </p>
      </div>
      {besides.length > 0 && (
        <ul className="board-now-besides">
          {besides.map((call) => (
            <li key={call.number}>
              <NumberPlate number={call.number} />
              <span>
                {t('board.to-counter')} <NumberPlate number={String(call.counterId)} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
