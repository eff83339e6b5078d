// Payments one by one, each with its owner and what may be done with it: confirm what was seen, cancel what never came, give back what was taken.

import type { ReactNode } from 'react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { PaymentView } from '../../../../shared/contract/payment.ts';
import { createIntents } from '../../../client/intents.ts';
import { Button } from '../../../parts/button.tsx';
import { ReversePayment } from '../../../parts/money/reverse-payment.tsx';
import { useServices } from '../../../parts/services.tsx';
import { IntentNotice } from '../../../parts/money/intent-notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

interface PaymentListProps {
  readonly title: string;
  readonly payments: readonly PaymentView[];
  readonly empty: string;
  readonly tone?: 'warning';
  /** Opened by hand: there may be many. */
  readonly isFolded?: boolean;
}

export function PaymentList({ title, payments, empty, tone, isFolded = false }: PaymentListProps): ReactNode {
  const list = payments.length === 0 ? empty !== '' && <p className="quiet-line">{empty}</p> : (
    <ul className="money-list" data-tone={tone}>
      {payments.map((payment) => (
        <OnePayment key={payment.paymentId} payment={payment} />
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

function OnePayment({ payment }: { readonly payment: PaymentView }): ReactNode {
  const { t, number, moment } = useTexts();
  const services = useServices();
  const [intents] = useState(() => createIntents(services.client, services.newRequestId));
  const [reversing, setReversing] = useState(false);
  const intent = useStore(intents.store)['payment'];
  const busy = intent?.state === 'pending';
  const { paymentId, amount, label, method, state, receipt, counterId, officerName, billNumber, at, reversed } = payment;
  const owner = counterId === null ? t('money.admin') : t('money.owner', { counter: counterId, officer: officerName });
  return (
    <li>
      <div className="money-line">
        <span className="money-line-words">
          <strong>{label === '' ? t('money.no-label') : label}</strong>
          <span>{t(`money.method.${method}`)}</span>
          {receipt !== null && <span className="digits">{t('money.receipt', { number: String(receipt.number).padStart(7, '0') })}</span>}
          {billNumber !== null && <span className="digits">{billNumber}</span>}
          <span className="quiet-line">{t('money.since', { time: moment(at, services.now()), owner })}</span>
          {reversed !== null && <span className="money-reversed">{t('money.given-back', { officer: reversed.officerName === '' ? t('money.admin') : reversed.officerName, note: reversed.note })}</span>}
        </span>
        <strong className="digits">{t('fee.dong', { amount: number(amount) })}</strong>
        {state === 'pending' && (
          <>
            <Button busy={busy} onPress={() => void intents.run('payment', 'payment.confirm', { paymentId, seen: amount })}>
              {t('fee.drawer.seen')}
            </Button>
            <Button kind="quiet" busy={busy} onPress={() => void intents.run('payment', 'payment.reverse', { paymentId, why: 'not-received', note: '' })}>
              {t('fee.drawer.not-come')}
            </Button>
          </>
        )}
        {(state === 'confirmed' || state === 'reconciled') && !reversing && (
          <Button kind="quiet" onPress={() => setReversing(true)}>
            {t('fee.reverse')}
          </Button>
        )}
      </div>
      {reversing && state !== 'reversed' && <ReversePayment busy={busy} onLeave={() => setReversing(false)} onReverse={(why, note) => void intents.run('payment', 'payment.reverse', { paymentId, why, note }, () => setReversing(false))} />}
      <IntentNotice intent={intent} />
    </li>
  );
}
