// The code that a bank's app reads, large, and beside it what a person compares before paying.

import type { ReactNode } from 'react';
import type { Display } from '../../../shared/contract/display.ts';
import { QrPicture } from '../../parts/qr-picture.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';

type PayView = Extract<Display['view'], { kind: 'pay' }>;

export function PayShown({ view }: { readonly view: PayView }): ReactNode {
  const { t, number } = useTexts();
  const rows = [
    [t('display.pay.holder'), view.holder], [t('display.pay.account'), view.account], [t('display.pay.bank'), view.bankName], [t('display.pay.purpose'), view.purpose],
  ] as const;
  return (
    <div className="display-receipt display-pay">
      <div className="display-receipt-words">
        <p className="display-title">{t('display.pay.title')}</p>
        <p className="display-due digits">{t('display.pay.amount', { amount: number(view.amount) })}</p>
        <dl className="display-pay-rows">
          {rows.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd className="digits">{value}</dd>
            </div>
          ))}
        </dl>
        <p className="display-small">{t('display.pay.hint')}</p>
      </div>
      <figure className="display-qr">
        <QrPicture text={view.qrText} label={t('display.pay.qr-label', { amount: number(view.amount) })} />
        <figcaption>{t('display.pay.scan')}</figcaption>
      </figure>
    </div>
  );
}
