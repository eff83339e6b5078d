// Care of the data: its copies, its past, its numbers, and making what the windows show anew out of the log.

import type { ReactNode } from 'react';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { AdminProps } from '../admin-model.ts';
import { KnownAnswer } from '../known-answer.tsx';
import { BackupList } from './backup-list.tsx';
import { NumberBlocks } from './number-blocks.tsx';
import { RebuildCard } from './rebuild-card.tsx';
import { StorePast } from './store-past.tsx';
import './data.css';

export function DataSection({ model, act }: AdminProps): ReactNode {
  const { t } = useTexts();
  const { now } = model;
  const read = { now, onAgain: () => act.refresh('data') };
  return (
    <div className="data">
      <div className="data-side">
        <section className="card" aria-label={t('care.store.backups')}>
          <h2>{t('care.store.backups')}</h2>
          <KnownAnswer answer={model.backups} {...read}>
            {(backups) => <BackupList backups={backups} now={now} intent={model.intents['backup']} onMake={act.makeBackup} />}
          </KnownAnswer>
        </section>
        <RebuildCard rebuilt={model.rebuilt} intent={model.intents['rebuild']} onRebuild={act.rebuild} />
      </div>
      <div className="data-side">
        <section className="card" aria-label={t('care.store.history')}>
          <h2>{t('care.store.history')}</h2>
          <KnownAnswer answer={model.history} {...read}>{(history) => <StorePast history={history} now={now} />}</KnownAnswer>
        </section>
        <section className="card" aria-label={t('care.store.numbers')}>
          <h2>{t('care.store.numbers')}</h2>
          <KnownAnswer answer={model.numbers} {...read}>{(numbers) => <NumberBlocks {...numbers} now={now} />}</KnownAnswer>
        </section>
      </div>
    </div>
  );
}
