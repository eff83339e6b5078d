// What has come of a payment: pending until somebody has seen the money, paid with its receipt, and the way back.

import type { ReactNode } from 'react';
import { useState } from 'react';
import type { PaymentView } from '../../../../shared/contract/payment.ts';
import { localFailure } from '../../../client/call-failed.ts';
import { Button } from '../../../parts/button.tsx';
import { FailureWords, Notice } from '../../../parts/notice.tsx';
import { IntentNotice } from '../../../parts/money/intent-notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';
import { ReversePayment } from '../../../parts/money/reverse-payment.tsx';

interface PaidProps {
  readonly payment: PaymentView;
  readonly mayReverse: boolean;
  readonly model: CounterModel;
  readonly act: CounterActions;
}

export function PaidPanel(props: PaidProps): ReactNode {
  const { payment, model, act, mayReverse } = props;
  const { t, number } = useTexts();
  const [reversing, setReversing] = useState(false);
  const intent = model.intents[`pay:${payment.paymentId}`];
  const busy = intent?.state === 'pending';
  const isPending = payment.state === 'pending';
  return (
    <>
      <p className="fee-total-label">{t(isPending ? 'fee.waiting-label' : 'fee.paid-label')}</p>
      <p className="fee-total digits">{t('fee.dong', { amount: number(payment.amount) })}</p>
      {isPending ? (
        <>
          <Notice tone="info" icon="clock">
            <p>{t('fee.pending', { bill: payment.billNumber ?? '' })}</p>
            <p>{t('fee.pending-hint')}</p>
          </Notice>
          <Button kind="primary" icon="check" busy={busy} onPress={() => act.fee.confirm(payment.paymentId, payment.amount)}>
            {t('fee.confirm', { amount: number(payment.amount) })}
          </Button>
          <div className="fee-row">
            <Button busy={busy} onPress={() => act.fee.reverse(payment.paymentId, { why: 'replaced', note: '' })}>
              {t('fee.replace')}
            </Button>
            <Button busy={busy} onPress={() => act.fee.reverse(payment.paymentId, { why: 'not-received', note: '' })}>
              {t('fee.cancel')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <Paid {...props} busy={busy} />
          {mayReverse && !reversing && (
            <Button kind="quiet" onPress={() => setReversing(true)}>
              {t('fee.reverse')}
            </Button>
          )}
          {!mayReverse && <p className="quiet-line">{t('fee.reverse-elsewhere')}</p>}
          {reversing && <ReversePayment payment={payment} busy={busy} onReverse={(said) => act.fee.reverse(payment.paymentId, said)} onLeave={() => setReversing(false)} />}
        </>
      )}
      <IntentNotice intent={intent} />
    </>
  );
}

function Paid({ payment, act, busy }: PaidProps & { readonly busy: boolean }): ReactNode {
  const { t, number, time } = useTexts();
  const { receipt, handed, amount, print, confirmed, bank } = payment;
  const state = print?.state;
  const printCode = print?.code ?? null;
  return (
    <>
      <Notice tone="success" icon="check-circle">
        {receipt !== null && <p>{t('fee.receipt', { symbol: receipt.symbol, volume: receipt.volume, number: String(receipt.number).padStart(7, '0') })}</p>}
        {confirmed !== null && bank?.isCitys === true && <p>{t('fee.confirmed-city', { time: time(confirmed.at), reference: bank.reference })}</p>}
        {confirmed !== null && bank?.isCitys !== true && <p>{t('fee.confirmed', { time: time(confirmed.at), officer: confirmed.officerName === '' ? t('fee.admin') : confirmed.officerName })}</p>}
        {bank?.isCitys === false && <p>{t('fee.seen-city', { reference: bank.reference })}</p>}
        {handed !== null && handed > amount && <p>{t('fee.gave-change', { handed: number(handed), change: number(handed - amount) })}</p>}
      </Notice>
      {(state === 'failed' || state === 'unknown') && (
        <Notice tone="warning" icon="printer-off">
          <p>{t(`fee.print.${state}`)}</p>
          {printCode !== null && <FailureWords failure={localFailure(printCode)} />}
        </Notice>
      )}
      <Button icon="printer" busy={busy || state === 'queued' || state === 'printing'} onPress={() => act.fee.printAgain(payment.paymentId)}>
        {t(state === 'queued' || state === 'printing' ? 'fee.printing' : 'fee.print-again')}
      </Button>
    </>
  );
}
