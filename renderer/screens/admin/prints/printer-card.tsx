// The ticket printer itself: how it is, how much of its roll is used, and the two things that only a person at the printer can say.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Failure } from '../../../../shared/contract/command.ts';
import type { PrinterView } from '../../../../shared/contract/printer.ts';
import { failureOf, localFailure } from '../../../client/call-failed.ts';
import { remember } from '../../../client/remembered.ts';
import { Badge } from '../../../parts/badge.tsx';
import type { Tone } from '../../../parts/badge.tsx';
import { Button } from '../../../parts/button.tsx';
import { FailureNotice, FailureWords } from '../../../parts/notice.tsx';
import { useMemory, useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

const TONES: Readonly<Record<PrinterView['state']['kind'], Tone>> = { 'not-configured': 'neutral', absent: 'warning', ready: 'success', busy: 'info', trouble: 'danger' };
/** Errors that a printer may go on showing after a hand has ended them. */
const CLEARABLE: readonly string[] = ['printer.cutter', 'printer.error'];

export function PrinterCard({ now }: { readonly now: number }): ReactNode {
  const { t, moment } = useTexts();
  const { client, newRequestId } = useServices();
  const [answer, memory] = useMemory((services) => remember(services.client, { read: () => services.client.call('printer.read', {}), again: ['devices.changed', 'print.changed'], now: services.now }));
  const [busy, setBusy] = useState<'roll' | 'clear' | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  if (answer.kind !== 'known') return null;
  const { state, roll } = answer.value;

  function run(what: 'roll' | 'clear', work: () => Promise<unknown>): void {
    setBusy(what);
    setFailure(null);
    work()
      .then(() => memory.refresh(), (thrown: unknown) => setFailure(failureOf(thrown)))
      .finally(() => setBusy(null));
  }

  return (
    <section className="card" aria-label={t('admin.printer.heading')}>
      <h2>{t('admin.printer.heading')}</h2>
      <p>
        <Badge tone={state.kind === 'ready' && state.code !== null ? 'warning' : TONES[state.kind]}>{t(`admin.device.kind.${state.kind}`)}</Badge>{' '}
        {state.code !== null && <FailureWords failure={localFailure(state.code)} />}
      </p>
      <p className="digits">
        {roll.perRoll === null ? t('admin.printer.papers', { count: roll.papers }) : t('admin.printer.papers-of', { count: roll.papers, of: roll.perRoll })}{' '}
        <span className="quiet">{roll.begunAt === null ? t('admin.printer.roll-unknown') : t('admin.printer.roll-since', { time: moment(roll.begunAt, now) })}</span>
      </p>
      <div className="table-buttons">
        <Button icon="check" busy={busy === 'roll'} onPress={() => run('roll', async () => await client.call('printer.new-roll', { requestId: newRequestId() }))}>
          {t('admin.printer.new-roll')}
        </Button>
        {state.code !== null && CLEARABLE.includes(state.code) && (
          <Button icon="repeat" busy={busy === 'clear'} onPress={() => run('clear', async () => await client.call('printer.clear-error', {}))}>
            {t('admin.printer.clear-error')}
          </Button>
        )}
      </div>
      {failure !== null && <FailureNotice failure={failure} />}
    </section>
  );
}
