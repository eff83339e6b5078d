// Dossiers that still owe their fee, for whoever answers for the money: it is taken at a counter, or let off here with a reason.

import type { ReactNode } from 'react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Owed } from '../../../../shared/contract/payment.ts';
import type { PayDay } from '../../../../shared/contract/payment-day.ts';
import { createIntents } from '../../../client/intents.ts';
import { Button } from '../../../parts/button.tsx';
import { IntentNotice } from '../../../parts/money/intent-notice.tsx';
import { OwedWords } from '../../../parts/money/owed-words.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useKeptWords } from '../../../parts/staff/kept-words.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

export function OwedSection({ owed, officerName }: { readonly owed: PayDay['owed']; readonly officerName: string }): ReactNode {
  const { t, number } = useTexts();
  if (owed.count === 0) return null;
  return (
    <>
      <h3>{t('money.owed', { count: owed.count, amount: number(owed.amount) })}</h3>
      <p className="quiet-line">{t('money.owed-where')}</p>
      <ul className="money-list">
        {owed.dossiers.map((one) => (
          <OneOwed key={one.dossierId} owed={one} officerName={officerName} />
        ))}
      </ul>
      {owed.dossiers.length < owed.count && <p className="quiet-line">{t('money.owed-more', { shown: owed.dossiers.length })}</p>}
    </>
  );
}

function OneOwed({ owed, officerName }: { readonly owed: Owed; readonly officerName: string }): ReactNode {
  const { t, number } = useTexts();
  const services = useServices();
  const [intents] = useState(() => createIntents(services.client, services.newRequestId));
  const [reason, setReason] = useKeptWords(`let-off ${owed.dossierId}`);
  const [isOpened, setOpened] = useState(false);
  const isOpen = isOpened || reason !== '';
  const intent = useStore(intents.store)['let-off'];
  const { dossierId, amount, isAsked } = owed;
  return (
    <li>
      <div className="money-line">
        <OwedWords owed={owed} />
        {!isAsked && !isOpen && (
          <Button kind="quiet" disabled={officerName === ''} onPress={() => setOpened(true)}>
            {t('money.let-off')}
          </Button>
        )}
      </div>
      {!isAsked && isOpen && (
        <div className="reverse-payment">
          <TextField label={t('money.let-off-reason')} value={reason} maxLength={300} hint={t('money.let-off-hint')} onChange={setReason} />
          <div className="fee-row">
            <Button onPress={() => { setReason(''); setOpened(false); }}>{t('money.let-off-leave')}</Button>
            <Button kind="danger" busy={intent?.state === 'pending'} disabled={reason.trim() === ''} onPress={() => void intents.run('let-off', 'fee.let-off', { dossierId, total: amount, reason: reason.trim(), officerName })}>
              {t('money.let-off-now', { amount: number(amount) })}
            </Button>
          </div>
        </div>
      )}
      <IntentNotice intent={intent} />
    </li>
  );
}
