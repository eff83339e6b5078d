// Striking a paper opinion slip that was entered wrongly: why, and what of it goes on.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { OpinionSlip } from '../../../../shared/contract/opinion.ts';
import { createIntents } from '../../../client/intents.ts';
import { ReasonField } from '../../../parts/care/reason-field.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useKeptWords } from '../../../parts/staff/kept-words.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

/** Place of this intent in the table of intents. */
const KEY = 'strike';

export function StrikeDialog({ slip: { opinionId, petitionCode }, onClose, onStruck }: { readonly slip: OpinionSlip; onClose(): void; onStruck(): void }): ReactNode {
  const { client, newRequestId } = useServices();
  const { t } = useTexts();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const intent = useStore(intents.store)[KEY];
  const [reason, setReason] = useKeptWords(`strike ${opinionId}`);
  const strike = (): void =>
    void intents.run(KEY, 'opinion.strike', { opinionId, reason: reason.trim() }, () => {
      onStruck();
      onClose();
    });
  return (
    <FormDialog title={t('feedback.slip.strike-title')} leave={t('counter.dialog.back')} confirm={t('feedback.slip.strike')} icon="trash" danger isReady={reason.trim() !== ''} intent={intent} onClose={onClose} onConfirm={strike}>
      <p>{t('feedback.slip.strike-explain')}</p>
      {petitionCode !== '' && <Notice tone="info" heard="none">{t('feedback.slip.strike-petition', { code: petitionCode })}</Notice>}
      <ReasonField label={t('feedback.slip.strike-reason')} hint={t('feedback.slip.strike-hint')} value={reason} isFirst onChange={setReason} />
    </FormDialog>
  );
}
