// The version that was found: how far it is here, what is new in it, when it is put in place, and what a person may decide.

import type { ReactNode } from 'react';
import { must } from '../../../../shared/base/must.ts';
import type { UpdateState } from '../../../../shared/contract/update.ts';
import { Button } from '../../../parts/button.tsx';
import { sizeWords } from '../../../parts/care/words-for.ts';
import { Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { AdminActions, AdminModel } from '../admin-model.ts';

export interface FoundCardProps {
  readonly updates: UpdateState;
  readonly now: number;
  readonly asked: AdminModel['updateAsk']['asked'];
  readonly act: Pick<AdminActions, 'installUpdate' | 'postponeUpdate'>;
}

export function FoundCard({ updates, now, asked, act }: FoundCardProps): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const { found } = updates;
  return (
    <section className="card" aria-label={t('admin.updates.found')}>
      <h2>{t('admin.updates.found')}</h2>
      {found === null ? (
        <p>{t('admin.updates.found-none')}</p>
      ) : (
        <>
          <p className="updates-version digits">{t('admin.updates.found-from', { version: found.version, source: t(`admin.updates.source.${found.source}`), size: sizeWords(found.bytes, texts) })}</p>
          <Progress found={found} />
          {found.notes[texts.language] !== '' && (
            <>
              <h3>{t('admin.updates.notes')}</h3>
              <p className="updates-notes">{found.notes[texts.language]}</p>
            </>
          )}
          <When updates={updates} now={now} />
          {found.state !== 'refused' && found.state !== 'installing' && (
            <p className="updates-acts">
              <Button kind="primary" icon="check" busy={asked === 'install'} disabled={updates.intent === 'asked'} onPress={() => act.installUpdate(found.bundleId)}>{t('admin.updates.install')}</Button>
              <Button icon="clock" busy={asked === 'postpone'} disabled={updates.intent === 'postponed'} onPress={() => act.postponeUpdate(found.bundleId)}>{t('admin.updates.postpone')}</Button>
            </p>
          )}
        </>
      )}
    </section>
  );
}

function Progress({ found }: { readonly found: NonNullable<UpdateState['found']> }): ReactNode {
  const { t } = useTexts();
  const percent = Math.floor((100 * found.received) / found.bytes);
  const said = t(`admin.updates.state.${found.state}`, { percent });
  return (
    <>
      {(found.state === 'loading' || found.state === 'stopped') && <progress className="updates-bar" max={100} value={percent} aria-label={said} />}
      {found.code === null ? <p>{said}</p> : <Notice tone={found.state === 'refused' ? 'danger' : 'warning'} heard="none" title={said}>{t(`error.${found.code}`)}</Notice>}
    </>
  );
}

/** Said only while something is to come. */
function When({ updates: { found, intent, nextAt, blockers }, now }: Pick<FoundCardProps, 'updates' | 'now'>): ReactNode {
  const { t, moment } = useTexts();
  const state = must(found, 'the card shows it').state;
  if (state === 'refused' || state === 'installing') return null;
  const waits = state === 'ready' && intent !== 'none' && blockers.length > 0;
  return (
    <>
      <p>{t(`admin.updates.when.${intent}`, { time: nextAt === null ? '' : moment(nextAt, now) })}</p>
      {waits && <p className="quiet">{t('admin.updates.waits', { what: blockers.map((blocker) => t(`admin.updates.blocker.${blocker}`)).join(', ') })}</p>}
    </>
  );
}
