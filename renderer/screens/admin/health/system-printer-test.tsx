// Finds the operating system's printers and prints a test page on one, without a dialog.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Failure } from '../../../../shared/contract/command.ts';
import type { CallOutput } from '../../../../shared/contract/commands.ts';
import { failureOf, localFailure } from '../../../client/call-failed.ts';
import { Button } from '../../../parts/button.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

type Printers = CallOutput<'system-printer.list'>['printers'];
type Outcome = CallOutput<'system-printer.test'>;

export function SystemPrinterTest(): ReactNode {
  const { t } = useTexts();
  const { client, newRequestId } = useServices();
  const [printers, setPrinters] = useState<Printers | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  function run(what: string, work: () => Promise<void>): void {
    setBusy(what);
    setOutcome(null);
    setFailure(null);
    work()
      .catch((thrown: unknown) => setFailure(failureOf(thrown)))
      .finally(() => setBusy(null));
  }
  const find = (): void => run('', async () => setPrinters((await client.call('system-printer.list', {})).printers));
  const print = (printer: string): void => run(printer, async () => setOutcome(await client.call('system-printer.test', { requestId: newRequestId(), printer })));

  return (
    <details className="host-fold">
      <summary>{t('host.print.title')}</summary>
      <p>
        <Button icon="repeat" busy={busy === ''} onPress={find}>
          {t('host.print.list')}
        </Button>
      </p>
      {printers !== null && printers.length === 0 && <p className="quiet">{t('host.print.none')}</p>}
      <ul className="admin-devices">
        {(printers ?? []).map(({ name, label }) => (
          <li key={name}>
            <p className="admin-device">
              <strong>{label}</strong>
              <Button busy={busy === name} disabled={busy !== null} onPress={() => print(name)} label={`${t('host.print.test')}: ${label}`}>
                {t('host.print.test')}
              </Button>
            </p>
          </li>
        ))}
      </ul>
      {outcome !== null && (
        <Notice tone={outcome.outcome === 'printed' ? 'success' : outcome.outcome === 'failed' ? 'danger' : 'warning'}>{t(`host.print.outcome.${outcome.outcome}`)}</Notice>
      )}
      {outcome !== null && outcome.code !== null && <FailureNotice failure={localFailure(outcome.code)} />}
      {failure !== null && <FailureNotice failure={failure} />}
    </details>
  );
}
