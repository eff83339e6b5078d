// Saving what can still be read of a damaged store: where no copy helps, and told for as long as it takes.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Recovery } from '../../../shared/contract/recovery.ts';
import { localFailure } from '../../client/call-failed.ts';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/notice.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';

interface SalvageStepProps {
  readonly salvage: Recovery['salvage'];
  readonly mayBegin: boolean;
  readonly busy: boolean;
  readonly disabled: boolean;
  readonly onBegin: () => void;
}

export function SalvageStep({ salvage, mayBegin, busy, disabled, onBegin }: SalvageStepProps): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  // As for a copy: one touch chooses, the second does it.
  const [isChosen, setIsChosen] = useState(false);
  return (
    <>
      <p>{t('recovery.salvage.body')}</p>
      {salvage.since !== null && <p role="status">{t('recovery.salvage.running', { at: texts.time(salvage.since) })}</p>}
      {mayBegin ? (
        <Button kind={isChosen ? 'danger' : 'plain'} busy={busy || salvage.since !== null} disabled={disabled} onPress={() => (isChosen ? onBegin() : setIsChosen(true))}>
          {t(isChosen ? 'recovery.salvage.confirm' : 'recovery.salvage.act')}
        </Button>
      ) : (
        <p className="recovery-quiet">{t('recovery.salvage.admin-only')}</p>
      )}
      {salvage.refused !== null && <FailureNotice failure={localFailure(salvage.refused)} />}
    </>
  );
}
