// A counter's window while a clerk of the post office is signed in: what goes by post, and neither queue nor visit.

import type { ReactNode } from 'react';
import type { CounterId } from '../../../shared/base/ids.ts';
import { HostBadges } from '../../parts/badge.tsx';
import { Clock } from '../../parts/clock.tsx';
import { GuideButton } from '../../parts/guide/guide-button.tsx';
import { PostDesk } from '../../parts/hand/post-desk.tsx';
import { LanguageSwitch } from '../../parts/language-switch.tsx';
import { useNow } from '../../parts/services.tsx';
import { StaffBadge } from '../../parts/staff/staff-badge.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import type { ScreenProps } from '../registry.ts';
import './counter.css';

const REDRAW_MS = 10_000;

export function PostCounter({ point, counterId }: ScreenProps & { readonly counterId: CounterId }): ReactNode {
  const { t } = useTexts();
  const now = useNow(REDRAW_MS);
  return (
    <div className="counter">
      <header className="counter-head">
        <h1 className="counter-title">{t('counter.title', { counter: counterId })}</h1>
        <StaffBadge />
        <p className="counter-unit">{point.unit.shortName}</p>
        <HostBadges point={point} />
        <GuideButton />
        <LanguageSwitch />
        <Clock />
      </header>
      <main className="counter-post">
        <PostDesk now={now} />
      </main>
    </div>
  );
}
