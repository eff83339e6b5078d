// What the citizen at the counter takes home of a procedure: the slip on one of the machine's printers, and the codes to be read off this screen.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { CommandOutput } from '../../../../shared/contract/commands.ts';
import type { CoverPrinter, CoverPrinters } from '../../../../shared/contract/cover.ts';
import type { Print } from '../../../../shared/contract/queue.ts';
import { createIntents } from '../../../client/intents.ts';
import { remember } from '../../../client/remembered.ts';
import { Button } from '../../../parts/button.tsx';
import { focusFirst } from '../../../parts/choices.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { PrinterChoice, usualPrinter } from '../../../parts/forms/printer-choice.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { caseOfPrint } from '../../../parts/print-case.ts';
import { QrPicture } from '../../../parts/qr-picture.tsx';
import { useMemory, useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions } from '../counter-model.ts';
import type { takeHomeOf } from './take-home-of.ts';
import './take-home.css';

type Asked = ReturnType<typeof takeHomeOf>;

export function TakeHomeDialog({ dialog, act }: { readonly dialog: Asked; readonly act: CounterActions }): ReactNode {
  const { t } = useTexts();
  const { code, caseName } = dialog;
  const [printers, memory] = useMemory(({ client, now }) => remember(client, { read: () => client.call('cover.printers', {}), again: [], now }));
  const [codes, codesMemory] = useMemory(({ client, now }) => remember(client, { read: () => client.call('take-home.read', { code, caseName }), again: [], now }));
  const leave = (): void => act.openDialog(null);
  return (
    <Dialog
      wide
      title={t('counter.take-home.title')}
      onClose={leave}
      actions={
        <Button keycap="Esc" ref={focusFirst} onPress={leave}>
          {t('counter.papers.close')}
        </Button>
      }
    >
      <p>
        <strong>{dialog.name}</strong>
        {caseName !== '' && ` – ${caseName}`}
      </p>
      <div className="take-home-columns">
        <div>
          {printers.kind === 'loading' && <Loading />}
          {printers.kind === 'failed' && <FailureNotice failure={printers.failure} tone="warning" action={<Button onPress={memory.refresh}>{t('common.try-again')}</Button>} />}
          {printers.kind === 'known' && <Slip dialog={dialog} printers={printers.value} />}
        </div>
        <div>
          {codes.kind === 'loading' && <Loading />}
          {codes.kind === 'failed' && <FailureNotice failure={codes.failure} tone="warning" action={<Button onPress={codesMemory.refresh}>{t('common.try-again')}</Button>} />}
          {codes.kind === 'known' && <Codes {...codes.value} />}
        </div>
      </div>
    </Dialog>
  );
}

function Slip({ dialog: { code, caseName }, printers }: { readonly dialog: Asked; readonly printers: CoverPrinters }): ReactNode {
  const { t } = useTexts();
  const { client, newRequestId } = useServices();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const intent = useStore(intents.store)['slip'];
  const [printer, setPrinter] = useState<CoverPrinter | null>(() => usualPrinter(printers));
  const [slip, setSlip] = useState<Print | null>(null);
  const failure = intent?.failure ?? null;
  return (
    <>
      <PrinterChoice printers={printers} chosen={printer} onChoose={setPrinter} mayBeNone={false} />
      {printer === null && <Notice tone="warning" heard="none">{t('counter.take-home.no-printer')}</Notice>}
      <Button
        kind="primary"
        icon="printer"
        disabled={printer === null}
        busy={intent?.state === 'pending'}
        onPress={() => printer !== null && void intents.run('slip', 'take-home.print', { code, caseName, printer }, ({ print }) => setSlip(print))}
      >
        {t('counter.take-home.print')}
      </Button>
      {failure !== null && <FailureNotice failure={failure} tone="warning" />}
      {slip !== null && failure === null && <SlipState key={slip.printJobId} first={slip} />}
    </>
  );
}

/** A print that fails stands in the list of prints as well, where it is tried again. */
function SlipState({ first }: { readonly first: Print }): ReactNode {
  const { t } = useTexts();
  const [known] = useMemory(({ client, now }) => remember(client, { read: () => client.call('take-home.printed', { printJobId: first.printJobId }), again: ['print.changed'], now }));
  const state = caseOfPrint(known.kind === 'known' ? known.value : first);
  const isGood = state === 'working' || state === 'done' || state === 'unconfirmed';
  return <Notice tone={isGood ? 'success' : 'warning'}>{t(`counter.take-home.slip.${state}`)}</Notice>;
}

function Codes({ codes, leftOut }: CommandOutput<'take-home.read'>): ReactNode {
  const { t } = useTexts();
  const [place, setPlace] = useState(0);
  const which = { place: place + 1, count: codes.length };
  return (
    <>
      <p>{t('counter.take-home.codes')}</p>
      <div className="take-home-code">
        <QrPicture text={codes[place] ?? ''} label={t('counter.take-home.code', which)} level="L" />
      </div>
      {codes.length > 1 && (
        <div className="take-home-turn">
          <Button icon="back" disabled={place === 0} onPress={() => setPlace(place - 1)}>
            {t('counter.take-home.before')}
          </Button>
          <span className="digits" role="status">
            {t('counter.take-home.code', which)}
          </span>
          <Button icon="forward" disabled={place === codes.length - 1} onPress={() => setPlace(place + 1)}>
            {t('counter.take-home.next')}
          </Button>
        </div>
      )}
      {leftOut > 0 && <Notice tone="warning" heard="none">{t('counter.take-home.left-out', { count: leftOut })}</Notice>}
    </>
  );
}
