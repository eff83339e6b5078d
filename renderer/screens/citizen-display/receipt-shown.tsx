// The received dossier: its code, when to come back, and the QR that looks it up.

import type { ReactNode } from 'react';
import type { Display } from '../../../shared/contract/display.ts';
import { Icon } from '../../parts/icons.tsx';
import { QrPicture } from '../../parts/qr-picture.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import { wordLength } from './word-length.ts';

type ReceiptView = Extract<Display['view'], { kind: 'receipt' }>;

export function ReceiptShown({ view }: { readonly view: ReceiptView }): ReactNode {
  const { t, time, date } = useTexts();
  return (
    <div className="display-receipt">
      <div className="display-receipt-words">
        <p className="display-title display-done">
          <Icon name="check-circle" /> {t('display.receipt.title')}
        </p>
        <p className="display-procedure" data-length={wordLength(view.procedureName)}>
          {view.procedureName}
        </p>
        <p className="display-label">{t('display.receipt.due')}</p>
        {view.dueAt === null ? <p className="display-no-due">{t('display.receipt.no-due')}</p> : <p className="display-due digits">{t('common.due-at', { time: time(view.dueAt), date: date(view.dueAt) })}</p>}
        <p className="display-label">{t('display.receipt.code')}</p>
        <p className="display-code digits">{view.code}</p>
        {!view.official && <p className="display-small">{t('display.receipt.provisional')}</p>}
        {view.printedCode !== null && view.printedCode !== view.code && <p className="display-small">{t('display.receipt.printed-provisional', { code: view.printedCode })}</p>}
        <p className="display-thanks">{t(view.printedCode === null ? 'display.receipt.print-waits' : 'display.receipt.thanks')}</p>
      </div>
      <figure className="display-qr">
        <QrPicture text={view.qrText} label={t('display.receipt.qr-label', { code: view.code })} />
        <figcaption>{t('display.receipt.qr-use')}</figcaption>
      </figure>
    </div>
  );
}
