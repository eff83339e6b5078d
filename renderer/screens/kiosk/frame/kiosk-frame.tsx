// The kiosk's frame: whose machine this is and what time it is above, the way back and the ways to read below.

import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { Point, Status } from '../../../../shared/contract/point.ts';
import type { Remembered } from '../../../client/remembered.ts';
import { HostBadges } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { Clock } from '../../../parts/clock.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { useNow } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { Ways } from '../kiosk-store.ts';
import { HelpWords } from './help-words.tsx';
import type { Help } from './help-words.tsx';
import { useMoreBelow } from './use-more-below.ts';
import { WaysBar } from './ways-bar.tsx';
import './more-below.css';

export interface KioskFrameProps {
  readonly point: Point;
  readonly status: Remembered<Status>;
  readonly isHome: boolean;
  readonly ways: Ways;
  readonly onWays: (ways: Ways) => void;
  readonly help: Help;
  /** Null where going back would undo something that has happened. */
  readonly onBack: (() => void) | null;
  readonly onHome: () => void;
  /** The bar of a team that helps, or nothing. */
  readonly above: ReactNode;
  /** Opens the helpers' sign-on; null where there is none to open. */
  readonly onHelpers: (() => void) | null;
  /** Changes with the place: the page is then read from its beginning. */
  readonly placeKey: string;
  readonly children: ReactNode;
}

export function KioskFrame({ point, status, isHome, ways, onWays, help, onBack, onHome, above, onHelpers, placeKey, children }: KioskFrameProps): ReactNode {
  const { t } = useTexts();
  const body = useRef<HTMLElement>(null);
  const isMore = useMoreBelow(body);
  useEffect(() => {
    body.current?.scrollTo({ top: 0 });
    if (document.activeElement === null || !body.current?.contains(document.activeElement)) body.current?.focus({ preventScroll: true });
  }, [placeKey]);
  return (
    <div className="kiosk">
      <header className="kiosk-head">
        <div className="kiosk-unit">
          <Icon name="door" />
          <div>
            <p className="kiosk-unit-name">{point.unit.name}</p>
            <p className="kiosk-unit-parent">{point.unit.parent}</p>
          </div>
        </div>
        <Clock withDate />
        <HostBadges point={point} />
        {(ways.isSeated || ways.isSpoken) && <HelpWords {...help} isSpoken={ways.isSpoken} />}
      </header>
      <div className="kiosk-middle">
        <main className="kiosk-body" ref={body} tabIndex={isMore ? 0 : -1}>
          {above}
          <Unreachable status={status} />
          {children}
        </main>
        {isMore && (
          <button type="button" className="kiosk-more-below" onClick={() => body.current?.scrollBy({ top: body.current.clientHeight * 0.8, behavior: 'smooth' })}>
            <Icon name="chevron" />
            <span>{t('kiosk.more-below')}</span>
          </button>
        )}
      </div>
      <footer className="kiosk-foot">
        <nav className="kiosk-nav">
          {onBack !== null && (
            <Button size="touch" icon="back" onPress={onBack}>
              {t('common.back')}
            </Button>
          )}
          {!isHome && (
            <Button size="touch" icon="home" onPress={onHome}>
              {t('common.home')}
            </Button>
          )}
          {onHelpers !== null && (
            <Button size="touch" kind="quiet" icon="people" onPress={onHelpers}>
              {t('kiosk.helper.open')}
            </Button>
          )}
          <OfflineLine status={status} />
        </nav>
        <WaysBar ways={ways} onWays={onWays} />
      </footer>
    </div>
  );
}

/** Small and calm: without the city the kiosk does all that it does. */
function OfflineLine({ status }: { readonly status: Remembered<Status> }): ReactNode {
  const texts = useTexts();
  const now = useNow(30_000);
  if (status.kind !== 'known' || status.value.sync.kind !== 'offline') return <span className="kiosk-offline" />;
  const since = status.value.sync.offlineSince;
  return (
    <output className="kiosk-offline">
      <Icon name="cloud-off" />
      <span>{since === null ? texts.t('kiosk.offline-short') : texts.t('kiosk.offline', { time: texts.moment(since, now) })}</span>
    </output>
  );
}

/** The station itself is away: nothing can be taken until it is back, and the person is told at once. */
function Unreachable({ status }: { readonly status: Remembered<Status> }): ReactNode {
  const { t } = useTexts();
  const failure = status.kind === 'loading' ? null : status.failure;
  if (failure?.code !== 'station.unreachable') return null;
  return (
    <Notice tone="warning" title={t('kiosk.unreachable.title')}>
      {t('kiosk.unreachable.more')}
    </Notice>
  );
}
