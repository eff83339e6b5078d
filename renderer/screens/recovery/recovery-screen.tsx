// What every window shows while the station's store does not open: citizens are asked for patience, staff see what to do, step by step.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Failure } from '../../../shared/contract/command.ts';
import { failureOf } from '../../client/call-failed.ts';
import { remember } from '../../client/remembered.ts';
import { Loading } from '../../parts/loading.tsx';
import { FailureNotice } from '../../parts/notice.tsx';
import { useMemory, useServices } from '../../parts/services.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import type { ScreenProps } from '../registry.ts';
import { PatienceView } from './patience-view.tsx';
import { RecoveryView } from './recovery-view.tsx';
import type { RecoveryActions, RecoveryStep } from './recovery-view.tsx';

export function RecoveryScreen({ point }: ScreenProps): ReactNode {
  const { role } = point.caller;
  return role === 'admin' || role === 'counter' ? <StaffRecovery point={point} /> : <PatienceView point={point} />;
}

function StaffRecovery({ point }: ScreenProps): ReactNode {
  const { t } = useTexts();
  const { client } = useServices();
  const [recovery, memory] = useMemory((services) => remember(services.client, { read: () => services.client.call('recovery.read', {}), again: ['point.changed'], now: services.now }));
  const [busy, setBusy] = useState<RecoveryStep | null>(null);
  const [refused, setRefused] = useState<{ readonly step: RecoveryStep; readonly failure: Failure } | null>(null);

  const run = (step: RecoveryStep, work: () => Promise<unknown>): void => {
    setBusy(step);
    setRefused(null);
    work()
      .catch((thrown: unknown) => setRefused({ step, failure: failureOf(thrown) }))
      .finally(() => {
        setBusy(null);
        memory.refresh();
      });
  };
  const act: RecoveryActions = {
    retry: () => run('retry', () => client.call('recovery.retry', {})),
    passphrase: (passphrase) => run('passphrase', () => client.call('recovery.passphrase', { passphrase })),
    key: (text) => run('key', () => client.call('recovery.key', { text })),
    restore: (name) => run('restore', () => client.call('recovery.restore', { name })),
    salvage: () => run('salvage', () => client.call('recovery.salvage', {})),
  };

  if (recovery.kind === 'loading') return <Loading />;
  if (recovery.kind === 'failed') {
    return (
      <main className="boot">
        <FailureNotice tone="warning" title={t('common.boot.title')} failure={recovery.failure} />
      </main>
    );
  }
  return <RecoveryView point={point} recovery={recovery.value} busy={busy} refused={refused} act={act} />;
}
