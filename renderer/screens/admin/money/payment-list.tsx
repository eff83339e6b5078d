// Payments one by one, each with its owner and what may be done with it: confirm what was seen, cancel what never came, give back what was taken.

import type { ReactNode } from 'react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { CounterId } from '../../../../shared/base/ids.ts';
import type { PaymentView } from '../../../../shared/contract/payment.ts';
import { createIntents } from '../../../client/intents.ts';
import { Button } from '../../../parts/button.tsx';
import { ReversePayment } from '../../../parts/money/reverse-payment.tsx';
import { useServices } from '../../../parts/services.tsx';
import { IntentNotice } from '../../../parts/money/intent-notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

/** Who acts at the administration, and the drawers that money may be taken out of. */
export interface MoneyDesk {
  readonly officerName: string;
  readonly drawers: readonly (CounterId | null)[];
}

interface PaymentListProps {
  readonly title: string;
  readonly payments: readonly PaymentView[];
  readonly empty: string;
  readonly desk: MoneyDesk;
  readonly tone?: 'warning';
  /** Opened by hand: there may be many. */
  readonly isFolded?: boolean;
}

export function PaymentList({ title, payments, empty, desk, tone, isFolded = false }: PaymentListProps): ReactNode {
  const list = payments.length === 0 ? empty !== '' && <p className="quiet-line">{empty}</p> : (
    <ul className="money-list" data-tone={tone}>
      {payments.map((payment) => (
        <OnePayment key={payment.paymentId} payment={payment} desk={desk} />
      ))}
    </ul>
  );
  if (isFolded) {
    return (
      <details className="money-fold">
        <summary>{title}</summary>
        {list}
      </details>
    );
  }
  return (
    <>
      <h3>{title}</h3>
      {list}
    </>
  );
}

function OnePayment({ payment, desk: { officerName: name, drawers } }: { readonly payment: PaymentView; readonly desk: MoneyDesk }): ReactNode {
  const { t, number, moment } = useTexts();
  const services = useServices();
  const [intents] = useState(() => createIntents(services.client, services.newRequestId));
  const [reversing, setReversing] = useState(false);
  const intent = useStore(intents.store)['payment'];
  const busy = intent?.state === 'pending';
  const officerName = name.trim();
  const { paymentId, amount, label, method, state, receipt, counterId, officerName: asker, billNumber, bank, at, reversed } = payment;
  const owner = counterId === null ? t('money.admin') : t('money.owner', { counter: counterId, officer: asker });
  return (
    <li>
      <div className="money-line">
        <span className="money-line-words">
          <strong>{label === '' ? t('money.no-label') : label}</strong>
          <span>{t(`money.method.${method}`)}</span>
          {receipt !== null && <span className="digits">{t('money.receipt', { number: String(receipt.number).padStart(7, '0') })}</span>}
          {billNumber !== null && <span className="digits">{billNumber}</span>}
          {bank !== null && <span>{t(bank.isCitys ? 'money.bank-city' : 'money.bank-too', { reference: bank.reference })}</span>}
          <span className="quiet-line">{t('money.since', { time: moment(at, services.now()), owner })}</span>
          {reversed !== null && <span className="money-reversed">{t('money.given-back', { officer: reversed.officerName === '' ? t('money.admin') : reversed.officerName, note: reversed.note })}</span>}
        </span>
        <strong className="digits">{t('fee.dong', { amount: number(amount) })}</strong>
        {state === 'pending' && (
          <>
            <Button busy={busy} disabled={officerName === ''} onPress={() => void intents.run('payment', 'payment.confirm', { paymentId, seen: amount, officerName })}>
              {t('fee.drawer.seen')}
            </Button>
            <Button kind="quiet" busy={busy} disabled={officerName === ''} onPress={() => void intents.run('payment', 'payment.reverse', { paymentId, why: 'not-received', note: '', officerName })}>
              {t('fee.drawer.not-come')}
            </Button>
          </>
        )}
        {(state === 'confirmed' || state === 'reconciled') && !reversing && (
          <Button kind="quiet" disabled={officerName === ''} onPress={() => setReversing(true)}>
            {t('fee.reverse')}
          </Button>
        )}
      </div>
      {reversing && state !== 'reversed' && <ReversePayment payment={payment} drawers={drawers} busy={busy} onLeave={() => setReversing(false)} onReverse={(said) => void intents.run('payment', 'payment.reverse', { paymentId, ...said, officerName }, () => setReversing(false))} />}
      <IntentNotice intent={intent} />
    </li>
  );
}
