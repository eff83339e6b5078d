// The way to the city in a few lines: reached or not, since when, what waits, that work goes on.

import type { ReactNode } from 'react';
import type { SyncState } from '../../../../shared/contract/point.ts';
import { localFailure } from '../../../client/call-failed.ts';
import { Icon } from '../../../parts/icons.tsx';
import { FailureWords } from '../../../parts/notice.tsx';
import { sayOfSync } from '../../../parts/sync-line.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

/** Shorter than the shared line, for a narrow column; a plain lost network needs no second sentence of its own. */
export function CityCard({ sync, now }: { readonly sync: SyncState; readonly now: number }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const said = sayOfSync(texts, sync, now);
  const waits = sync.waitingDossiers > 0 || sync.waitingScans > 0;
  return (
    <div className="city-card" data-tone={said.tone} role="status">
      <Icon name={said.icon} />
      <div>
        <p className="city-card-head">{said.head}</p>
        {waits && <p>{t('counter.side.to-send', { dossiers: sync.waitingDossiers, scans: sync.waitingScans })}</p>}
        {sync.kind === 'offline' && (sync.code === null || sync.code === 'city.unreachable') && <p className="quiet">{t('counter.side.works-on')}</p>}
        {sync.code !== null && sync.code !== 'city.unreachable' && (
          <p className="quiet">
            <FailureWords failure={localFailure(sync.code)} />
          </p>
        )}
        {sync.lastExchangeAt !== null && <p className="quiet">{t('counter.side.last-exchange', { time: texts.moment(sync.lastExchangeAt, now) })}</p>}
        {sync.deadLetters > 0 && <p className="person-doubt">{t('common.sync.dead-letters', { count: sync.deadLetters })}</p>}
      </div>
    </div>
  );
}
