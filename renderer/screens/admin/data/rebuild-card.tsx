// Makes what the windows show anew out of the log, after a person has said so, and says what was different.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CommandOutput } from '../../../../shared/contract/commands.ts';
import type { Intent } from '../../../client/intents.ts';
import { Button } from '../../../parts/button.tsx';
import { sentenceOf } from '../../../parts/care/words-for.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

export function RebuildCard({ rebuilt, intent, onRebuild }: { readonly rebuilt: CommandOutput<'store.rebuild'> | null; readonly intent: Intent | undefined; onRebuild(): void }): ReactNode {
  const { t } = useTexts();
  const [isAsking, setIsAsking] = useState(false);
  const busy = intent?.state === 'pending';
  return (
    <section className="card" aria-label={t('care.store.rebuild')}>
      <h2>{t('care.store.rebuild')}</h2>
      <p>{t('care.store.rebuild-explain')}</p>
      {rebuilt !== null && <Result rebuilt={rebuilt} />}
      {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
      <p className="data-act">
        <Button icon="repeat" busy={busy} onPress={() => setIsAsking(true)}>
          {t(busy ? 'care.store.rebuilding' : 'care.store.rebuild-act')}
        </Button>
      </p>
      {isAsking && (
        <Dialog
          title={t('care.store.rebuild-ask')}
          onClose={() => setIsAsking(false)}
          actions={
            <>
              <Button keycap="Esc" onPress={() => setIsAsking(false)}>
                {t('care.later')}
              </Button>
              <Button
                kind="primary"
                icon="repeat"
                onPress={() => {
                  setIsAsking(false);
                  onRebuild();
                }}
              >
                {t('care.store.rebuild-act')}
              </Button>
            </>
          }
        >
          <p>{t('care.store.rebuild-ask-explain')}</p>
        </Dialog>
      )}
    </section>
  );
}

function Result({ rebuilt }: { readonly rebuilt: CommandOutput<'store.rebuild'> }): ReactNode {
  const texts = useTexts();
  const { t, number } = texts;
  const differed = rebuilt.tables.filter((table) => table.differed > 0);
  if (differed.length === 0) return <Notice tone="success">{t('care.store.rebuilt-same', { events: number(rebuilt.events) })}</Notice>;
  const parts = differed.map(({ table, differed: count }) => `${sentenceOf(`care.table.${table}`, texts) ?? table}: ${number(count)}`).join('; ');
  return <Notice tone="warning">{t('care.store.rebuilt-differed', { events: number(rebuilt.events), parts })}</Notice>;
}
