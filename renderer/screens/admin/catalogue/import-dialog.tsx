// A catalogue out of a file: chosen, looked at by the station, and used once somebody has seen what it changes.

import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { CatalogueOffered, CatalogueView } from '../../../../shared/contract/catalogue.ts';
import { MOST_PIECES } from '../../../../shared/contract/catalogue.ts';
import type { Failure } from '../../../../shared/contract/command.ts';
import { failureOf, localFailure } from '../../../client/call-failed.ts';
import { createIntents } from '../../../client/intents.ts';
import { Button } from '../../../parts/button.tsx';
import { ChangeRows, countOfChanges } from '../../../parts/catalogue/change-list.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { FaultPlace } from './fault-place.tsx';
import { originWords } from './origin-words.ts';
import { LARGEST_FILE, piecesOf } from './packed-file.ts';

type Reading = { readonly kind: 'none' } | { readonly kind: 'sending' } | { readonly kind: 'failed'; readonly failure: Failure } | { readonly kind: 'there'; readonly fileId: string; readonly offered: Extract<CatalogueOffered, { readonly isThere: true }> };

export function ImportDialog({ onClose, onDone }: { onClose(): void; onDone(view: CatalogueView): void }): ReactNode {
  const texts = useTexts();
  const { t, number } = texts;
  const { client, newRequestId } = useServices();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const intent = useStore(intents.store)['take'];
  const [reading, setReading] = useState<Reading>({ kind: 'none' });
  const picker = useRef<HTMLInputElement>(null);

  const send = async (file: File): Promise<Reading> => {
    if (file.size > LARGEST_FILE) return { kind: 'failed', failure: localFailure('catalogue.too-large') };
    const fileId: string = newRequestId();
    const pieces = await piecesOf(file);
    if (pieces.length > MOST_PIECES) return { kind: 'failed', failure: localFailure('catalogue.too-large') };
    for (const [piece, base64] of pieces.entries()) {
      const offered = await client.call('catalogue.offer', { fileId, piece, pieces: pieces.length, base64 });
      if (offered.isThere) return { kind: 'there', fileId, offered };
    }
    return { kind: 'failed', failure: localFailure('catalogue.not-whole') };
  };
  const choose = (file: File | undefined): void => {
    if (file === undefined) return;
    setReading({ kind: 'sending' });
    intents.forget(() => true);
    send(file).then(setReading, (thrown: unknown) => setReading({ kind: 'failed', failure: failureOf(thrown) }));
  };
  const left = reading.kind === 'there' ? countOfChanges(reading.offered) - reading.offered.changes.length : 0;
  return (
    <FormDialog
      wide
      title={t('catalogue.import.title')}
      leave={t('catalogue.back.leave')}
      confirm={t('catalogue.import.take')}
      icon="check"
      isReady={reading.kind === 'there'}
      intent={intent}
      onClose={onClose}
      onConfirm={() => void (reading.kind === 'there' && intents.run('take', 'catalogue.take', { fileId: reading.fileId }, onDone))}
    >
      <p>{t('catalogue.import.explain')}</p>
      <p>
        <input ref={picker} hidden type="file" accept=".json,.gz,application/json,application/gzip" onChange={({ target }) => { choose(target.files?.[0]); target.value = ''; }} />
        <Button icon="folder" busy={reading.kind === 'sending'} onPress={() => picker.current?.click()}>
          {t('catalogue.import.choose')}
        </Button>
      </p>
      {reading.kind === 'sending' && <Loading>{t('catalogue.import.reading')}</Loading>}
      {reading.kind === 'failed' && (
        <>
          <FailureNotice failure={reading.failure} />
          <FaultPlace where={reading.failure.params['where']} fault={reading.failure.params['fault']} />
        </>
      )}
      {reading.kind === 'there' && (
        <>
          <p className="catalogue-origin">{originWords(reading.offered.held, texts)}</p>
          <p>{t('catalogue.counts', { procedures: number(reading.offered.held.procedures), titles: number(reading.offered.held.titles) })}</p>
          <div className="catalogue-offered" role="region" tabIndex={0} aria-label={t('catalogue.changes')}>
            <ChangeRows counts={reading.offered.counts} changes={reading.offered.changes} />
            {left > 0 && <p className="quiet">{t('catalogue.import.left', { count: number(left) })}</p>}
          </div>
        </>
      )}
    </FormDialog>
  );
}
