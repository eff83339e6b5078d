// Back to the catalogue before: what that means, and why it is done.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { CatalogueView } from '../../../../shared/contract/catalogue.ts';
import { createIntents } from '../../../client/intents.ts';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useKeptWords } from '../../../parts/staff/kept-words.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { originWords } from './origin-words.ts';

const SHORTEST_REASON = 3;

export function GoBackDialog({ view: { since, before, held }, onClose, onDone }: { readonly view: CatalogueView; onClose(): void; onDone(view: CatalogueView): void }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const { client, newRequestId } = useServices();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const intent = useStore(intents.store)['go-back'];
  const [reason, setReason] = useKeptWords('go-back');
  if (before === null) return null;
  return (
    <FormDialog
      title={t('catalogue.back.title')}
      leave={t('catalogue.back.leave')}
      confirm={t('catalogue.back.confirm')}
      icon="back"
      isReady={reason.trim().length >= SHORTEST_REASON}
      intent={intent}
      onClose={onClose}
      onConfirm={() => void intents.run('go-back', 'catalogue.go-back', { since, reason }, onDone)}
    >
      <p>{t('catalogue.back.explain', { before: originWords(before, texts), held: originWords(held, texts) })}</p>
      <p>{t('catalogue.back.once')}</p>
      <TextField label={t('catalogue.back.reason')} hint={t('catalogue.back.hint')} value={reason} maxLength={300} autoFocus onChange={setReason} />
    </FormDialog>
  );
}
