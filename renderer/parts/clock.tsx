// The time at the point, with the day when there is room for it.

import type { ReactNode } from 'react';
import { useNow } from './services.tsx';
import { useTexts } from './texts/use-texts.tsx';
import './pieces.css';

export function Clock({ withDate = false }: { readonly withDate?: boolean }): ReactNode {
  const now = useNow(1_000);
  const texts = useTexts();
  return (
    <div className="clock">
      <time className="clock-time">{texts.time(now)}</time>
      {withDate && <span className="clock-date">{texts.longDate(now)}</span>}
    </div>
  );
}
