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
      <section className="now" data-new={false}>
        <p className="now-none">{t(hasCalled ? 'board.wait-next' : 'board.none')}</p>
        <p className="now-none-more">{t('board.none-more')}</p>
      </section>
    );
  }
  return (
    <section className="now" data-new={isNew}>
      <p className="only-heard" aria-live="assertive">
        {isNew && t('board.number-said', { number: main.number, counter: main.counterId })}
      </p>
      <div className="now-main" key={`${main.number} ${main.calledAt}`} aria-hidden={isNew}>
        <p className="now-title">
          {t('board.now')}
          {main.calls > 1 && <span className="now-again">{t('board.again', { count: main.calls })}</span>}
        </p>
        <NumberPlate number={main.number} className="now-number" />
        <p className="now-counter">
          <span>{t('board.to-counter')}</span>
          <NumberPlate number={String(main.counterId)} className="now-counter-number" />
        </p>
      </div>
      {besides.length > 0 && (
        <ul className="now-besides">
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
