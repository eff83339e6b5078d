// The catalogue of procedures in the admin window: which one holds and since when, what was not taken, what it has otherwise than the one before, and the way back.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CatalogueHeld, CatalogueView } from '../../../../shared/contract/catalogue.ts';
import { remember } from '../../../client/remembered.ts';
import { Button } from '../../../parts/button.tsx';
import { ChangeList } from '../../../parts/catalogue/change-list.tsx';
import { FailureWords, Notice } from '../../../parts/notice.tsx';
import { useMemory } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { KnownAnswer } from '../known-answer.tsx';
import { FaultPlace } from './fault-place.tsx';
import { GoBackDialog } from './go-back-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { originWords } from './origin-words.ts';
import './catalogue-section.css';

export function CatalogueSection({ now }: { readonly now: number }): ReactNode {
  const { t } = useTexts();
  const [open, setOpen] = useState<'go-back' | 'import' | null>(null);
  const [answer, memory] = useMemory(({ client, now: clock }) => remember(client, { read: () => client.call('catalogue.read', { from: 0 }), again: ['catalogue.changed'], now: clock }));
  const done = (view: CatalogueView): void => {
    memory.put(view);
    setOpen(null);
  };
  return (
    <section className="card catalogue" aria-label={t('catalogue.heading')}>
      <h2>{t('catalogue.heading')}</h2>
      <p className="quiet">{t('catalogue.explain')}</p>
      <KnownAnswer answer={answer} now={now} onAgain={memory.refresh}>
        {(view) => (
          <>
            <Troubles view={view} now={now} />
            <div className="catalogue-cards">
              <HeldCard title={t('catalogue.held')} held={view.held} since={view.since} reason={view.reason} now={now} />
              {view.before !== null && <HeldCard title={t('catalogue.before')} held={view.before} since={null} reason="" now={now} />}
            </div>
            <p className="catalogue-acts">
              <Button icon="folder" onPress={() => setOpen('import')}>
                {t('catalogue.import.open')}
              </Button>
              {view.before !== null && (
                <Button icon="back" onPress={() => setOpen('go-back')}>
                  {t('catalogue.back.open')}
                </Button>
              )}
            </p>
            {view.before === null ? (
              <p className="quiet">{t('catalogue.never')}</p>
            ) : (
              <>
                <h3>{t('catalogue.changes')}</h3>
                <ChangeList key={view.since} view={view} />
              </>
            )}
            {open === 'go-back' && <GoBackDialog view={view} onClose={() => setOpen(null)} onDone={done} />}
            {open === 'import' && <ImportDialog onClose={() => setOpen(null)} onDone={done} />}
          </>
        )}
      </KnownAnswer>
    </section>
  );
}

/** What was not taken, and what was lost, with their codes. */
function Troubles({ view: { lost, refused }, now }: { readonly view: CatalogueView; readonly now: number }): ReactNode {
  const { t, moment, number } = useTexts();
  return (
    <>
      {lost !== null && (
        <Notice tone="warning" title={t('catalogue.lost')}>
          <FailureWords failure={{ code: lost, params: {}, traceId: '' }} />
        </Notice>
      )}
      {refused !== null && (
        <Notice tone="warning" title={t(refused.edition === 0 ? 'catalogue.refused.file' : 'catalogue.refused', { edition: number(refused.edition), time: moment(refused.at, now) })}>
          <p>
            <FailureWords failure={{ code: refused.code, params: {}, traceId: '' }} />
          </p>
          <FaultPlace where={refused.where} fault={refused.fault} />
        </Notice>
      )}
    </>
  );
}

function HeldCard({ title, held, since, reason, now }: { readonly title: string; readonly held: CatalogueHeld; readonly since: number | null; readonly reason: string; readonly now: number }): ReactNode {
  const texts = useTexts();
  const { t, number, moment } = texts;
  return (
    <div className="catalogue-held">
      <h3>{title}</h3>
      <p className="catalogue-origin">{originWords(held, texts)}</p>
      <p>{t('catalogue.counts', { procedures: number(held.procedures), titles: number(held.titles) })}</p>
      {since !== null && <p>{t('catalogue.since', { time: moment(since, now) })}</p>}
      {reason !== '' && <p>{t('catalogue.reason', { reason })}</p>}
    </div>
  );
}
