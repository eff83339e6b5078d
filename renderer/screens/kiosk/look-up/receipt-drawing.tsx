// Where on the receipt the code and its QR stand, drawn: most people hold the paper in their hand and do not know what to look for.

import type { ReactNode } from 'react';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

export function ReceiptDrawing(): ReactNode {
  const { t } = useTexts();
  return (
    <figure className="kiosk-receipt">
      <svg viewBox="0 0 240 260" aria-hidden="true" focusable="false">
        <path d="M20 8h200v240l-10-8-10 8-10-8-10 8-10-8-10 8-10-8-10 8-10-8-10 8-10-8-10 8-10-8-10 8-10-8-10 8-10-8-10 8-10-8Z" fill="#ffffff" />
        <path d="M66 30h108M48 46h144" stroke="#16282d" strokeWidth="7" />
        <rect x="36" y="66" width="168" height="40" rx="9" fill="#fbf0d9" stroke="#d99a1c" strokeWidth="3" />
        <path d="M50 86h26m8 0h22m8 0h54m8 0h14" stroke="#16282d" strokeWidth="9" />
        <path d="M40 126h150M40 141h120M40 156h136M40 171h90" stroke="#b9c2c3" strokeWidth="5" />
        <g fill="none" stroke="#16282d" strokeWidth="5">
          <path d="M150 182h17v17h-17zM187 182h17v17h-17zM150 219h17v17h-17z" />
          <path d="M175 184v8m0 8v9h8m9-4v8h12M176 220v6m8-8h6v10m8-8v14m-22-2h12" />
        </g>
      </svg>
      <figcaption>{t('kiosk.look-up.where')}</figcaption>
    </figure>
  );
}
