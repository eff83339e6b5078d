// Begins and ends training on this machine, after a question that says what happens.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Training } from '../../../../shared/contract/training.ts';
import { remember } from '../../../client/remembered.ts';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { useMemory, useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { KnownAnswer } from '../known-answer.tsx';
import { useAsk } from '../setup/use-ask.ts';
import './training.css';

type Act = 'begin' | 'end' | 'afresh';

export function TrainingSection({ now }: { readonly now: number }): ReactNode {
  const [answer, memory] = useMemory((services) => remember(services.client, { read: () => services.client.call('training.read', {}), again: ['queue.changed', 'point.changed'], now: services.now }));
  return (
    <KnownAnswer answer={answer} now={now} onAgain={memory.refresh}>
      {(training) => <Card training={training} />}
    </KnownAnswer>
  );
}

function Card({ training: { isTraining, canSwitch, waiting } }: { readonly training: Training }): ReactNode {
  const { t } = useTexts();
  const { client } = useServices();
  const [asked, setAsked] = useState<Act | null>(null);
  const [isSwitching, setSwitching] = useState(false);
  const ask = useAsk();
  const confirm = (act: Act): void => {
    setAsked(null);
    ask.run(async () => {
      await client.call(`training.${act}`, {});
      setSwitching(true);
    });
  };
  return (
    <section className="card training" aria-label={t('admin.training.title')}>
      <h2>{t('admin.training.title')}</h2>
      <p>{t('admin.training.what')}</p>
      <Notice tone={isTraining ? 'warning' : 'info'} heard="none">
        {t(isTraining ? 'admin.training.on' : 'admin.training.off')} {waiting > 0 && t('admin.training.waiting', { count: waiting })}
      </Notice>
      {!canSwitch && <p>{t('admin.training.only')}</p>}
      <p className="training-acts">
        {canSwitch && (
          <Button kind={isTraining ? 'primary' : 'plain'} busy={ask.isBusy} onPress={() => setAsked(isTraining ? 'end' : 'begin')}>
            {t(isTraining ? 'admin.training.end' : 'admin.training.begin')}
          </Button>
        )}
        {isTraining && (
          <Button icon="repeat" busy={ask.isBusy} onPress={() => setAsked('afresh')}>
            {t('admin.training.afresh')}
          </Button>
        )}
      </p>
      {isSwitching && <Notice tone="info">{t('admin.training.switching')}</Notice>}
      {ask.failure !== null && <FailureNotice failure={ask.failure} />}
      {asked !== null && (
        <Dialog
          title={t(`admin.training.${asked}-title`)}
          onClose={() => setAsked(null)}
          actions={
            <>
              <Button keycap="Esc" onPress={() => setAsked(null)}>
                {t('admin.training.cancel')}
              </Button>
              <Button kind={asked === 'afresh' ? 'danger' : 'primary'} onPress={() => confirm(asked)}>
                {t(`admin.training.${asked}`)}
              </Button>
            </>
          }
        >
          <p>{t(`admin.training.${asked}-body`)}</p>
          {asked === 'begin' && waiting > 0 && <p>{t('admin.training.waiting', { count: waiting })}</p>}
        </Dialog>
      )}
    </section>
  );
}
