// Dossiers that still owe their fee: whoever comes with the money pays here, without a ticket.

import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Owed } from '../../../../shared/contract/payment.ts';
import type { PayDay } from '../../../../shared/contract/payment-day.ts';
import { Button } from '../../../parts/button.tsx';
import { IntentNotice } from '../../../parts/money/intent-notice.tsx';
import { OwedWords } from '../../../parts/money/owed-words.tsx';
import { useKeptWords } from '../../../parts/staff/kept-words.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';
import { owedKey } from './fee-keys.ts';
import { wholeOf } from './fee-state.ts';

interface OwedProps {
  readonly owed: PayDay['owed'];
  readonly model: CounterModel;
  readonly act: CounterActions;
}

export function OwedList({ owed, model, act }: OwedProps): ReactNode {
  const { t, number } = useTexts();
  const [chosen, setChosen] = useState<string | null>(null);
  if (owed.count === 0) return null;
  return (
    <>
      <h3>{t('money.owed', { count: owed.count, amount: number(owed.amount) })}</h3>
      <ul className="drawer-pending">
        {owed.dossiers.map((one) => (
          <li key={one.dossierId}>
            <OwedWords owed={one} />
            {chosen !== one.dossierId && !one.isAsked && <Button onPress={() => setChosen(one.dossierId)}>{t('fee.owed.take')}</Button>}
            {chosen === one.dossierId && !one.isAsked && <TakeOwed owed={one} model={model} act={act} />}
            <IntentNotice intent={model.intents[owedKey(one.dossierId)]} />
          </li>
        ))}
      </ul>
      {owed.dossiers.length < owed.count && <p className="quiet-line">{t('money.owed-more', { shown: owed.dossiers.length })}</p>}
    </>
  );
}

function TakeOwed({ owed: { dossierId, amount }, model, act }: { readonly owed: Owed } & Omit<OwedProps, 'owed'>): ReactNode {
  const { t, number } = useTexts();
  const [handed, setHanded] = useKeptWords(`owed ${dossierId}`);
  const given = handed === '' ? amount : wholeOf(handed);
  const busy = model.intents[owedKey(dossierId)]?.state === 'pending';
  return (
    <span className="fee-row">
      <TextField
        label={t('fee.handed')} value={handed === '' ? '' : number(given)} inputMode="numeric" placeholder={number(amount)} onChange={setHanded}
        error={given < amount ? t('fee.short', { amount: number(amount - given) }) : undefined} hint={given > amount ? t('fee.change', { amount: number(given - amount) }) : t('fee.handed-hint')}
      />
      <Button kind="primary" icon="coin" busy={busy} disabled={given < amount} onPress={() => act.fee.takeOwed(dossierId, amount, { method: 'cash', handed: given })}>
        {t('fee.cash')}
      </Button>
      <Button busy={busy} onPress={() => act.fee.takeOwed(dossierId, amount, { method: 'transfer' })}>
        {t('fee.show-code')}
      </Button>
    </span>
  );
}
