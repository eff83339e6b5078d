// The papers that people were sent away with, the newest first or by the number of a ticket; each can be printed again.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { CommandOutput } from '../../../../shared/contract/commands.ts';
import type { CoverPrinter } from '../../../../shared/contract/cover.ts';
import type { TurnedAway } from '../../../../shared/contract/turn-away.ts';
import { createIntents } from '../../../client/intents.ts';
import { remember } from '../../../client/remembered.ts';
import { Button } from '../../../parts/button.tsx';
import { focusFirst } from '../../../parts/choices.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { PrinterChoice, usualPrinter } from '../../../parts/forms/printer-choice.tsx';
import { EmptyState, Loading } from '../../../parts/loading.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useMemory, useServices } from '../../../parts/services.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { SideProps } from '../side/side-column.tsx';
import './turn-away.css';

type Listed = CommandOutput<'turn-away.list'>;

export function TurnedAwayDialog({ model, act }: Pick<SideProps, 'model' | 'act'>): ReactNode {
  const { t } = useTexts();
  const [number, setNumber] = useState('');
  return (
    <Dialog
      wide
      title={t('counter.away.list-title')}
      onClose={() => act.openDialog(null)}
      actions={
        <Button keycap="Esc" onPress={() => act.openDialog(null)}>
          {t('counter.papers.close')}
        </Button>
      }
    >
      <TextField ref={focusFirst} label={t('counter.away.find')} hint={t('counter.away.find-hint')} placeholder="A025" value={number} maxLength={8} onChange={setNumber} />
      <Found key={number.trim()} number={number.trim()} now={model.now} />
    </Dialog>
  );
}

function Found({ number, now }: { readonly number: string; readonly now: number }): ReactNode {
  const { t } = useTexts();
  const [answer, memory] = useMemory(({ client, now: at }) => remember(client, { read: () => client.call('turn-away.list', { number }), again: ['print.changed'], now: at }));
  if (answer.kind === 'loading') return <Loading />;
  if (answer.kind === 'failed') return <FailureNotice failure={answer.failure} tone="warning" action={<Button onPress={memory.refresh}>{t('common.try-again')}</Button>} />;
  if (answer.value.turnedAway.length === 0) return <EmptyState icon="paper" title={t('counter.away.none')} />;
  return <Rows listed={answer.value} now={now} onPrinted={memory.refresh} />;
}

function Rows({ listed: { turnedAway, printers }, now, onPrinted }: { readonly listed: Listed; readonly now: number; onPrinted(): void }): ReactNode {
  const texts = useTexts();
  const { t, moment } = texts;
  const { client, newRequestId } = useServices();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const table = useStore(intents.store);
  const [printer, setPrinter] = useState<CoverPrinter | null>(() => usualPrinter(printers));
  const printed = ({ print, isPrintable }: TurnedAway): string => t(!isPrintable ? 'counter.away.gone' : `counter.away.print.${print?.state ?? 'none'}`);
  return (
    <>
      <PrinterChoice printers={printers} chosen={printer} onChoose={setPrinter} mayBeNone={false} />
      <table className="table away-list">
        <thead>
          <tr>
            <th scope="col">{t('counter.away.number')}</th>
            <th scope="col">{t('counter.away.what')}</th>
            <th scope="col">{t('counter.away.paper')}</th>
          </tr>
        </thead>
        <tbody>
          {turnedAway.map((row) => {
            const intent = table[row.visitId];
            const act = t(row.print === null ? 'form.print' : 'counter.away.again');
            return (
              <tr key={row.visitId}>
                <td className="digits">
                  <strong>{row.number}</strong>
                  <p className="quiet">{moment(row.at, now)}</p>
                </td>
                <td>
                  {t(`counter.away.form.${row.form}`)} · {row.procedureName}
                  <p className="quiet">{row.reason}</p>
                  {row.papers.length > 0 && <p className="quiet">{row.papers.join('; ')}</p>}
                </td>
                <td>
                  <p>{printed(row)}</p>
                  <Button icon="printer" disabled={printer === null || !row.isPrintable} busy={intent?.state === 'pending'} label={t('counter.away.print-of', { act, number: row.number })} onPress={() => printer !== null && void intents.run(row.visitId, 'turn-away.print', { visitId: row.visitId, printer }, onPrinted)}>
                    {act}
                  </Button>
                  {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
