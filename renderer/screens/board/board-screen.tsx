// The hall board: the number being called so that the last row can read it, the counters, the last calls, and who waits.

import type { ReactNode } from 'react';
import type { Point } from '../../../shared/contract/point.ts';
import type { QueueOverview } from '../../../shared/contract/queue.ts';
import { remember } from '../../client/remembered.ts';
import type { Remembered } from '../../client/remembered.ts';
import { HostBadges } from '../../parts/badge.tsx';
import { Clock } from '../../parts/clock.tsx';
import { Icon } from '../../parts/icons.tsx';
import { LanguageSwitch } from '../../parts/language-switch.tsx';
import { Loading } from '../../parts/loading.tsx';
import { FailureWords } from '../../parts/notice.tsx';
import { useMemory, useNow, useServices } from '../../parts/services.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import type { ScreenProps } from '../registry.ts';
import { CounterTable } from './counter-table.tsx';
import { NowPanel } from './now-panel.tsx';
import { RecentCalls } from './recent-calls.tsx';
import { spotlightOf } from './spotlight.ts';
import { BoardVoice, type BoardVoiceProps } from './voice/board-voice.tsx';
import { WaitingStrip } from './waiting-strip.tsx';
import './board.css';

/** Read at least this often: a station that fell silent is found out within this and the time a call may take. */
const EVERY_MS = 10_000;

export interface BoardScreenProps extends ScreenProps {
  /** What tests and pictures put in the place of the machine's loudspeaker. */
  readonly voice?: Pick<BoardVoiceProps, 'makeLoudspeaker'>;
}

export function BoardScreen({ point, voice = {} }: BoardScreenProps): ReactNode {
  const { client } = useServices();
  const [overview] = useMemory(({ now }) => remember(client, { read: () => client.call('queue.overview', {}), again: ['queue.changed', 'ticket.called'], everyMs: EVERY_MS, now, isDatedByAsking: true }));
  return (
    <div className="board">
      <header className="board-head">
        <div className="board-unit">
          <Icon name="door" />
          <div>
            <h1>{point.unit.name}</h1>
            <p>{point.unit.parent}</p>
          </div>
        </div>
        <div className="board-when">
          <BoardVoice overview={overview} {...voice} />
          <HostBadges point={point} />
          <LanguageSwitch />
          <Clock withDate />
        </div>
      </header>
      <BoardBody point={point} overview={overview} />
    </div>
  );
}

function BoardBody({ point, overview }: { readonly point: Point; readonly overview: Remembered<QueueOverview> }): ReactNode {
  const now = useNow(1_000);
  const texts = useTexts();
  const { t } = texts;
  if (overview.kind === 'loading')
    return (
      <main>
        <Loading />
      </main>
    );
  if (overview.kind === 'failed') {
    return (
      <main className="board-nothing">
        <Icon name="cloud-off" />
        <p className="board-nothing-title" role="alert">
          {t('board.unreachable')}
        </p>
        <p>
          <FailureWords failure={overview.failure} />
        </p>
      </main>
    );
  }
  const { calling, recent, counters, fields } = overview.value;
  const isStale = overview.failure !== null;
  // What is not known to be true now is not shouted.
  const spotlight = isStale ? { ...spotlightOf(calling, now), isNew: false, besides: [] } : spotlightOf(calling, now);
  return (
    <main className="board-body" data-stale={isStale}>
      {isStale && (
        <p className="board-stale" role="alert">
          <Icon name="warning" />
          <strong className="digits">{t('board.stale', { time: texts.moment(overview.at, now) })}</strong>
          <span>{t('board.stale-more')}</span>
        </p>
      )}
      <NowPanel spotlight={spotlight} hasCalled={recent.length > 0} />
      <div className="board-side">
        <CounterTable counters={counters} spotlight={spotlight} />
        <RecentCalls recent={recent} />
      </div>
      <WaitingStrip fields={fields} point={point} />
    </main>
  );
}
