// The data just read from the card, masked, for the citizen to check.

import type { ReactNode } from 'react';
import type { Display } from '../../../shared/contract/display.ts';
import { NumberPlate } from '../../parts/number-plate.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import { wordLength } from './word-length.ts';

type ConfirmView = Extract<Display['view'], { kind: 'confirm' }>;

export function ConfirmData({ view }: { readonly view: ConfirmView }): ReactNode {
  const { t } = useTexts();
  const rows = [
    [t('display.confirm.id'), view.idMasked],
    ...(view.birthYear === '' ? [] : [[t('display.confirm.birth-year'), view.birthYear] as const]),
    ...(view.procedureName === null ? [] : [[t('display.confirm.procedure'), view.procedureName] as const]),
  ] as const;
  return (
    <div className="display-confirm">
      <div className="display-confirm-head">
        <p className="display-title">{t('display.confirm.title')}</p>
        <NumberPlate number={view.number} className="display-number-small" />
      </div>
      <div className="display-person">
        <p className="display-name" data-length={wordLength(view.fullName)}>
          {view.fullName}
        </p>
        <dl>
          {rows.map(([label, value]) => (
            <div key={label} data-length={wordLength(value)}>
              <dt>{label}</dt>
              <dd className="digits">{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <p className="display-hint">{t('display.confirm.hint')}</p>
      <p className="display-small">{t('display.confirm.masked')}</p>
    </div>
  );
}
