// The outbox: the way to the city, what waits for it, and what it returned.

import type { ReactNode } from 'react';
import type { Outbox } from '../../../../shared/contract/admin.ts';
import type { SyncState } from '../../../../shared/contract/point.ts';
import { Button } from '../../../parts/button.tsx';
import { LettersCard } from '../../../parts/care/letters-card.tsx';
import { NoticesCard } from '../../../parts/care/notices-card.tsx';
import { allLetters, allNotices } from '../../../parts/care/care-core.ts';
import { FailureNotice } from '../../../parts/notice.tsx';
import { SyncLine } from '../../../parts/sync-line.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { AdminProps } from '../admin-model.ts';
import { WaitingEvents, WaitingScans } from './outbox-tables.tsx';
import { CityRestored } from './city-restored.tsx';

export function OutboxSection({ outbox, model, act }: AdminProps & { readonly outbox: Outbox }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const { sync } = outbox;
  return (
    <div className="outbox">
      <section className="card outbox-sync" aria-label={t('admin.sync.heading')}>
        <SyncLine sync={sync} now={model.now} />
        <div className="outbox-now">
          {sync.nextAttemptAt !== null && (
            <span className="quiet">
              {t('admin.sync.next-attempt')}: <span className="digits">{texts.moment(sync.nextAttemptAt, model.now)}</span>
            </span>
          )}
          <Button kind="primary" icon="upload" busy={model.syncNow.asked} disabled={sync.kind === 'unconfigured'} onPress={act.syncNow}>
            {t(model.syncNow.asked ? 'admin.sync.trying' : 'admin.sync.now')}
          </Button>
        </div>
      </section>
      {model.syncNow.failure !== null && <FailureNotice failure={model.syncNow.failure} />}
      <Counts sync={sync} />
      <CityRestored outbox={outbox} model={model} act={act} />
      <LettersCard letters={allLetters(model.care)} model={model.care} act={act.care} />
      <NoticesCard notices={allNotices(model.care)} model={model.care} act={act.care} />
      <div className="outbox-lists">
        <WaitingEvents outbox={outbox} now={model.now} />
        <WaitingScans outbox={outbox} now={model.now} />
      </div>
    </div>
  );
}

function Counts({ sync }: { readonly sync: SyncState }): ReactNode {
  const { t, number } = useTexts();
  const counts = [
    { name: t('admin.sync.waiting-events'), count: sync.waitingEvents, isBad: false },
    { name: t('admin.sync.waiting-dossiers'), count: sync.waitingDossiers, isBad: false },
    { name: t('admin.sync.waiting-scans'), count: sync.waitingScans, isBad: false },
    { name: t('admin.sync.dead-letters'), count: sync.deadLetters, isBad: sync.deadLetters > 0 },
    ...(sync.heldLetters > 0 ? [{ name: t('admin.sync.held-letters'), count: sync.heldLetters, isBad: false }] : []),
    ...(sync.keptLetters > 0 ? [{ name: t('admin.sync.kept-letters'), count: sync.keptLetters, isBad: false }] : []),
  ];
  return (
    <dl className="counts">
      {counts.map(({ name, count, isBad }) => (
        <div key={name} data-bad={isBad}>
          <dt>{name}</dt>
          <dd className="digits">{number(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
