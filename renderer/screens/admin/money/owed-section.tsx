// Dossiers that still owe their fee, for whoever answers for the money: it is taken at a counter.

import type { ReactNode } from 'react';
import type { PayDay } from '../../../../shared/contract/payment-day.ts';
import { OwedWords } from '../../../parts/money/owed-words.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

export function OwedSection({ owed }: { readonly owed: PayDay['owed'] }): ReactNode {
  const { t, number } = useTexts();
  if (owed.count === 0) return null;
  return (
    <>
      <h3>{t('money.owed', { count: owed.count, amount: number(owed.amount) })}</h3>
      <p className="quiet-line">{t('money.owed-where')}</p>
      <ul className="money-list">
        {owed.dossiers.map((one) => (
          <li key={one.dossierId}>
            <div className="money-line">
              <OwedWords owed={one} />
            </div>
          </li>
        ))}
      </ul>
      {owed.dossiers.length < owed.count && <p className="quiet-line">{t('money.owed-more', { shown: owed.dossiers.length })}</p>}
    </>
  );
}
