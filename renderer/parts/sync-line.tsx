// One line on how things stand with the city: reached or not, since when, what waits, and what will happen.

import type { ReactNode } from 'react';
import type { SyncState } from '../../shared/contract/point.ts';
import { Icon } from './icons.tsx';
import type { IconName } from './icons.tsx';
import { FailureWords } from './notice.tsx';
import { localFailure } from '../client/call-failed.ts';
import { useTexts } from './texts/use-texts.tsx';
import type { Texts } from './texts/use-texts.tsx';
import { sentenceOf } from './care/words-for.ts';
import './pieces.css';

interface Said {
  readonly tone: 'success' | 'info' | 'warning' | 'danger';
  readonly icon: IconName;
  readonly head: string;
  /** Quieter second line; '' for none. */
  readonly more: string;
}

function waitingWords({ t, number }: Texts, sync: SyncState): string {
  if (sync.waitingEvents === 0 && sync.waitingScans === 0) return t('common.sync.nothing-waits');
  return t('common.sync.waiting', { dossiers: number(sync.waitingDossiers), scans: number(sync.waitingScans), events: number(sync.waitingEvents) });
}

/** What stands in the way in a few words, where it is more than a lost network; null where it is not. */
function hindranceWords(texts: Texts, { kind, code }: SyncState): string | null {
  return code === null || kind === 'unconfigured' ? null : sentenceOf(`care.sync.${code}`, texts);
}

/** What the line says; pure, so that other windows may say it in their own shape. */
export function sayOfSync(texts: Texts, sync: SyncState, now: number): Said {
  const { t } = texts;
  const last = sync.lastExchangeAt === null ? t('common.sync.never') : t('common.sync.last', { time: texts.moment(sync.lastExchangeAt, now) });
  const waiting = waitingWords(texts, sync);
  const hindrance = hindranceWords(texts, sync);
  switch (sync.kind) {
    case 'unconfigured':
      return { tone: 'warning', icon: 'cloud-off', head: t('common.sync.unconfigured'), more: waiting };
    case 'starting':
      return { tone: 'info', icon: 'cloud', head: t('common.sync.starting'), more: waiting };
    case 'syncing':
      return { tone: sync.code === null ? 'info' : 'warning', icon: 'upload', head: hindrance ?? t('common.sync.syncing'), more: `${waiting} ${last}` };
    case 'idle':
      return sync.code === null ? { tone: 'success', icon: 'cloud', head: t('common.sync.idle'), more: last } : { tone: 'warning', icon: 'cloud', head: hindrance ?? t('common.sync.refused'), more: `${waiting} ${last}` };
    case 'offline':
      return {
        tone: 'warning',
        icon: 'cloud-off',
        head: hindrance ?? (sync.offlineSince === null ? t('common.sync.offline') : t('common.sync.offline-since', { time: texts.moment(sync.offlineSince, now) })),
        // Whatever else stands in the way says itself what sets it right.
        more: `${waiting} ${hindrance === null ? t('common.sync.will-send') : sync.offlineSince === null ? '' : t('care.sync.since', { time: texts.moment(sync.offlineSince, now) })} ${last}`,
      };
    case 'refused':
      return { tone: 'danger', icon: 'cloud-off', head: hindrance ?? t('common.sync.refused'), more: `${waiting} ${last}` };
  }
}

/** For staff; a citizen's window says less. */
export function SyncLine({ sync, now }: { readonly sync: SyncState; readonly now: number }): ReactNode {
  const texts = useTexts();
  const said = sayOfSync(texts, sync, now);
  return (
    <output className="sync-line" data-tone={said.tone}>
      <Icon name={said.icon} />
      <div>
        <p>{said.head}</p>
        <p className="sync-line-more">{said.more}</p>
        {sync.code !== null && (
          <p className="sync-line-more">
            <FailureWords failure={localFailure(sync.code)} />
          </p>
        )}
        {sync.deadLetters > 0 && <p>{texts.t('common.sync.dead-letters', { count: sync.deadLetters })}</p>}
      </div>
    </output>
  );
}
