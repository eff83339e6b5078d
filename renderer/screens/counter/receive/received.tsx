// The opened dossier: its code, its due date, and what became of the receipt.

import type { ReactNode } from 'react';
import type { Dossier } from '../../../../shared/contract/dossier.ts';
import { localFailure } from '../../../client/call-failed.ts';
import { Button } from '../../../parts/button.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { FailureNotice, FailureWords, Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';
import { CityStateLine } from '../side/city-state.tsx';

interface ReceivedProps {
  readonly dossier: Dossier | null;
  readonly model: CounterModel;
  readonly act: CounterActions;
}

export function Received({ dossier, model, act }: ReceivedProps): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  if (dossier === null) return <Loading />;
  const { officialCode, provisionalCode, dueAt } = dossier;
  return (
    <div className="received">
      <div className="received-facts">
        <div>
          <p className="received-label">{t('counter.receive.code')}</p>
          <p className="received-code digits">{officialCode ?? provisionalCode}</p>
          <p className="quiet-line">{officialCode === null ? t('counter.receive.provisional') : t('counter.receive.was-provisional', { code: provisionalCode })}</p>
        </div>
        <div>
          <p className="received-label">{t('counter.receive.due')}</p>
          <p className="received-due digits">{dueAt === null ? t('counter.receive.no-due') : t('common.due-at', { time: texts.time(dueAt), date: texts.date(dueAt) })}</p>
        </div>
      </div>
      <p className="received-procedure">{dossier.procedureName}</p>
      <CityStateLine dossier={dossier} now={model.now} />
      <ReceiptPrint dossier={dossier} model={model} act={act} />
      <Button
        kind="quiet"
        icon="paper"
        onPress={() => {
          act.dossier.open(dossier.dossierId);
          act.dossier.show('forms');
        }}
      >
        {t('counter.receive.forms')}
      </Button>
      <p className="received-then">{t('counter.receive.then')}</p>
    </div>
  );
}

function ReceiptPrint({ dossier, model, act }: ReceivedProps & { readonly dossier: Dossier }): ReactNode {
  const { t } = useTexts();
  const { receipt } = dossier;
  const asked = model.intents['receipt'];
  const decided = receipt === null ? undefined : model.intents[`print:${receipt.printJobId}`];
  const failure = asked?.failure ?? decided?.failure ?? null;
  const refused = failure !== null && <FailureNotice failure={failure} />;
  const busy = asked?.state === 'pending' || decided?.state === 'pending';
  if (receipt === null) {
    const key = asked?.state === 'failed' ? 'retry' : 'print';
    return (
      <>
        {refused}
        <Notice
          tone={asked?.state === 'pending' ? 'info' : 'warning'}
          icon="printer"
          action={
            <Button busy={busy} onPress={() => (key === 'retry' ? act.retry('receipt') : act.printReceipt(dossier))}>
              {t('counter.receive.print-first')}
            </Button>
          }
        >
          {t(asked?.state === 'pending' ? 'counter.receive.print.waiting' : 'counter.receive.print.none')}
        </Notice>
      </>
    );
  }
  switch (receipt.state) {
    case 'queued':
    case 'printing':
      return (
        <Notice tone="info" icon="printer">
          {t('counter.receive.print.waiting')}
        </Notice>
      );
    case 'printed':
    case 'marked':
      return (
        <>
          {refused}
          <Notice
            tone="success"
            icon="printer"
            action={
              <Button busy={busy} onPress={() => act.printReceipt(dossier)}>
                {t('counter.receive.again')}
              </Button>
            }
          >
            {t(`counter.receive.print.${receipt.state}`)}
          </Notice>
        </>
      );
    case 'failed':
    case 'unknown':
      return (
        <>
          {refused}
          <Notice
            tone={receipt.state === 'failed' ? 'danger' : 'warning'}
            icon="printer-off"
            heard="alert"
            action={
              <div className="print-decision">
                <Button kind="primary" busy={busy} onPress={() => act.retryPrint(receipt.printJobId)}>
                  {t('counter.receive.again')}
                </Button>
                <Button busy={busy} onPress={() => act.markPrint(receipt.printJobId)}>
                  {t('counter.receive.have-paper')}
                </Button>
              </div>
            }
          >
            <p>{t(`counter.receive.print.${receipt.state}`)}</p>
            {receipt.code !== null && (
              <p>
                <FailureWords failure={localFailure(receipt.code)} />
              </p>
            )}
          </Notice>
        </>
      );
  }
}
