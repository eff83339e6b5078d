// Money that the city has seen and that confirmed nothing, for whoever leads the point: whose payment it was, why, and what was done about it.

import type { ReactNode } from 'react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { BankWordView } from '../../../../shared/contract/payment-day.ts';
import { localFailure } from '../../../client/call-failed.ts';
import { createIntents } from '../../../client/intents.ts';
import { Button } from '../../../parts/button.tsx';
import { IntentNotice } from '../../../parts/money/intent-notice.tsx';
import { FailureWords } from '../../../parts/notice.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useKeptForm } from '../../../parts/staff/kept-words.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

export function BankWordList({ words, officerName }: { readonly words: readonly BankWordView[]; readonly officerName: string }): ReactNode {
  const { t } = useTexts();
  if (words.length === 0) return null;
  return (
    <>
      <h3>{t('money.bank', { count: words.length })}</h3>
      <p className="quiet-line">{t('money.bank-explain')}</p>
      <ul className="money-list" data-tone="warning">
        {words.map((word) => (
          <OneWord key={`${word.paymentId} ${word.reference}`} word={word} officerName={officerName} />
        ))}
      </ul>
    </>
  );
}

function OneWord({ word, officerName }: { readonly word: BankWordView; readonly officerName: string }): ReactNode {
  const { t, number, moment } = useTexts();
  const services = useServices();
  const [intents] = useState(() => createIntents(services.client, services.newRequestId));
  const intent = useStore(intents.store)['settle'];
  const { paymentId, reference, amount, label, paidAt, counterId, officerName: asker, code, maySettle } = word;
  /** Of all the words on one payment, by the bank's number. */
  const [notes, setNotes] = useKeptForm('bank-note', paymentId);
  const note = notes[reference] ?? null;
  const others = Object.entries(notes).filter(([other]) => other !== reference);
  const setNote = (next: string): void => setNotes(Object.fromEntries([...others, [reference, next]]));
  const leave = (): void => setNotes(others.length === 0 ? null : Object.fromEntries(others));
  return (
    <li>
      <div className="money-line">
        <span className="money-line-words">
          <strong>{label === '' ? t('money.no-label') : label}</strong>
          <span className="digits">{t('money.bank-of', { reference, time: moment(paidAt, services.now()) })}</span>
          {counterId !== null && <span className="quiet-line">{t('money.owner', { counter: counterId, officer: asker })}</span>}
          <FailureWords failure={localFailure(code)} />
        </span>
        <strong className="digits">{t('fee.dong', { amount: number(amount) })}</strong>
        {maySettle && note === null && (
          <Button disabled={officerName === ''} onPress={() => setNote('')}>
            {t('money.bank-settle')}
          </Button>
        )}
      </div>
      {maySettle && note !== null && (
        <div className="reverse-payment">
          <TextField label={t('money.bank-note')} value={note} maxLength={200} hint={t('money.bank-note-hint')} onChange={setNote} />
          <div className="fee-row">
            <Button onPress={leave}>{t('money.bank-leave')}</Button>
            <Button kind="primary" busy={intent?.state === 'pending'} disabled={note.trim() === ''} onPress={() => void intents.run('settle', 'payment.settle-bank', { paymentId, reference, note: note.trim(), officerName }, leave)}>
              {t('money.bank-settle')}
            </Button>
          </div>
        </div>
      )}
      <IntentNotice intent={intent} />
    </li>
  );
}
