// Over a screen whose station cannot run: citizens are sent to a counter, an officer sees the code, what is safe, when it is tried again, and a button to try now.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { HostState, Trouble } from '../../../shared/contract/host.ts';
import type { Failure } from '../../../shared/contract/command.ts';
import { failureOf, localFailure } from '../../client/call-failed.ts';
import type { Client } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { FailureNotice, Notice } from '../../parts/notice.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import { isStaff } from './host-state.ts';
import { PublicPause } from './public-pause.tsx';
import { ShellLine } from './shell-line.tsx';
import { Updating } from './updating.tsx';

interface StationTroubleProps {
  readonly client: Client;
  readonly host: HostState;
  readonly trouble: Extract<Trouble, { kind: 'station' }>;
}

export function StationTrouble({ client, host, trouble }: StationTroubleProps): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const [refused, setRefused] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  if (trouble.code === 'update.installing') return <Updating host={host} />;
  if (!isStaff(host)) return <PublicPause host={host} code={trouble.code} />;
  const nextAt = host.station.kind === 'failed' ? host.station.nextAt : null;

  function retry(): void {
    setBusy(true);
    setRefused(null);
    client
      .call('host.retry', {})
      .catch((thrown: unknown) => setRefused(failureOf(thrown)))
      .finally(() => setBusy(false));
  }

  return (
    <main className="host-cover">
      <div className="host-words">
        <h1>{t('host.failed.title')}</h1>
        <Notice tone="success" icon="check-circle" heard="none">
          {t('host.failed.safe')}
        </Notice>
        <FailureNotice tone="danger" title={t('host.failed.why')} failure={localFailure(trouble.code)} />
        <p>{t('host.failed.act')}</p>
        {nextAt !== null && <p className="quiet">{t('host.failed.next', { time: texts.time(nextAt) })}</p>}
        <p>
          <Button kind="primary" size="touch" icon="repeat" busy={busy} onPress={retry}>
            {t('common.try-again')}
          </Button>
        </p>
        {refused !== null && <FailureNotice failure={refused} />}
        <details className="host-detail">
          <summary>{t('host.failed.detail')}</summary>
          <p className="digits">{trouble.detail === '' ? trouble.code : trouble.detail}</p>
        </details>
        <ShellLine host={host} />
      </div>
    </main>
  );
}
