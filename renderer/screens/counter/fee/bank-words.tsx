// Money of this counter's payments that the city has seen and that confirmed nothing: why, and who deals with it.

import type { ReactNode } from 'react';
import type { BankWordView } from '../../../../shared/contract/payment-day.ts';
import { localFailure } from '../../../client/call-failed.ts';
import { FailureWords } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

export function BankWords({ words }: { readonly words: readonly BankWordView[] }): ReactNode {
  const { t, number } = useTexts();
  if (words.length === 0) return null;
  return (
    <>
      <h3>{t('fee.drawer.bank', { count: words.length })}</h3>
      <ul className="drawer-pending">
        {words.map(({ paymentId, reference, label, amount, code }) => (
          <li key={`${paymentId} ${reference}`}>
            <span>{t('fee.drawer.bank-of', { label, reference })}</span>
            <strong className="digits">{t('fee.dong', { amount: number(amount) })}</strong>
            <FailureWords failure={localFailure(code)} />
          </li>
        ))}
      </ul>
      <p className="quiet-line">{t('fee.drawer.bank-where')}</p>
    </>
  );
}
