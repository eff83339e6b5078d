// Tries at once to send what the city has not got of one dossier, from its row in a list; what comes of it shows in the row's badge.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { DossierId } from '../../../shared/base/ids.ts';
import type { Failure } from '../../../shared/contract/command.ts';
import { failureOf } from '../../client/call-failed.ts';
import { Button } from '../button.tsx';
import { FailureNotice } from '../notice.tsx';
import { useServices } from '../services.tsx';
import { useTexts } from '../texts/use-texts.tsx';

export function SendAgain({ dossierId, code }: { readonly dossierId: DossierId; readonly code: string }): ReactNode {
  const { t } = useTexts();
  const { client } = useServices();
  const [state, setState] = useState<'none' | 'asked' | { readonly failure: Failure }>('none');
  const send = async (): Promise<void> => {
    setState('asked');
    try {
      await client.call('dossier.send-again', { dossierId });
      setState('none');
    } catch (thrown) {
      setState({ failure: failureOf(thrown) });
    }
  };
  return (
    <>
      <Button kind="quiet" icon="repeat" label={`${t('care.lag.send')} ${code}`} busy={state === 'asked'} onPress={() => void send()}>
        {t('care.lag.again')}
      </Button>
      {typeof state === 'object' && <FailureNotice failure={state.failure} />}
    </>
  );
}
