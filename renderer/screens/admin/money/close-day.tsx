// Closing a day: what was counted beside what should be there, what is wrong by how much, and the sentence that is needed then.

import type { ReactNode } from 'react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { PayDay } from '../../../../shared/contract/payment-day.ts';
import { supplementNumber } from '../../../../shared/domain/payment/desk-day.ts';
import { createIntents } from '../../../client/intents.ts';
import { Button } from '../../../parts/button.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useStaff } from '../../../parts/staff/staff-context.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { deskDayText } from '../../../parts/money/desk-day-text.ts';
import { IntentNotice } from '../../../parts/money/intent-notice.tsx';
import { useKeptFields, useKeptWords } from '../../../parts/staff/kept-words.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

/** Digits as đồng; null while nothing is typed. */
function amountOf(text: string): number | null {
  const digits = text.replaceAll(/\D/g, '').slice(0, 12);
  return digits === '' ? null : Number(digits);
}

/** The sum of what the officers counted, where each drawer with cash was. */
function countedByOfficers({ drawers }: PayDay): number | null {
  const withCash = drawers.filter(({ counterId, cash, reversedCash }) => counterId !== null && cash + reversedCash > 0);
  return withCash.length === 0 || withCash.some(({ counted }) => counted === null) ? null : withCash.reduce((sum, { counted }) => sum + (counted?.amount ?? 0), 0);
}

export function CloseDay({ day, onChanged }: { readonly day: PayDay; onChanged(day: PayDay): void }): ReactNode {
  const texts = useTexts();
  const { t, number, date, time } = texts;
  const services = useServices();
  const [intents] = useState(() => createIntents(services.client, services.newRequestId));
  const intent = useStore(intents.store)['close'];
  const [sums, setSums] = useKeptFields<'cash' | 'transfers'>(`close-sums ${day.day}`);
  const { cash, transfers = '' } = sums;
  const [explanation, setExplanation] = useKeptWords(`close ${day.day}`);
  const staff = useStaff();
  const [typedName, setTypedName] = useState('');
  const officerName = staff?.session.name ?? typedName;
  if (day.closed !== null) {
    const { at, officerName: by, countedCash, countedTransfers, explanation: why } = day.closed;
    return (
      <Notice tone={day.faults.length === 0 && why === '' ? 'success' : 'warning'} icon="check-circle">
        <p>{t('money.closed', { date: date(at), time: time(at), officer: by })}</p>
        <p>{t('money.closed-counts', { cash: number(countedCash), transfers: number(countedTransfers) })}</p>
        {why !== '' && <p>{t('money.closed-why', { why })}</p>}
        {day.faults.some(({ kind }) => kind === 'closed-differs') && <p>{t('money.closed-differs', { total: number(day.closed.total), now: number(day.total) })}</p>}
      </Notice>
    );
  }
  // Of a supplement in which nothing came there is nothing to close.
  if (supplementNumber(day.day) > 0 && day.payments.length === 0) return <p className="quiet-line">{t('money.supplement-empty')}</p>;
  const expected = { cash: day.cash - day.reversedCash, transfers: day.transfers - day.reversedTransfers };
  const fromOfficers = countedByOfficers(day);
  const cashText = cash ?? (fromOfficers === null ? '' : number(fromOfficers));
  const counted = { cash: amountOf(cashText), transfers: amountOf(transfers) };
  const differs = (found: number | null, wanted: number): string | undefined => (found === null || found === wanted ? undefined : t(found < wanted ? 'money.short' : 'money.over', { amount: number(Math.abs(found - wanted)) }));
  const others = day.faults.filter(({ kind }) => kind !== 'cash-differs' && kind !== 'transfers-differ');
  const isEven = others.length === 0 && counted.cash === expected.cash && counted.transfers === expected.transfers;
  const isReady = counted.cash !== null && counted.transfers !== null && officerName.trim() !== '' && (isEven || explanation.trim() !== '');
  return (
    <form
      className="money-close"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady || counted.cash === null || counted.transfers === null) return;
        void intents.run('close', 'payday.close', { day: day.day, total: day.total, countedCash: counted.cash, countedTransfers: counted.transfers, explanation: isEven ? '' : explanation.trim(), officerName: officerName.trim() }, onChanged);
      }}
    >
      <h3>{t('money.close-title', { day: deskDayText(day.day, texts) })}</h3>
      {day.pending.length > 0 && <p className="quiet-line">{t('money.close-pending', { count: day.pending.length })}</p>}
      <div className="money-close-fields">
        <TextField label={t('money.counted-cash')} value={cashText === '' ? '' : number(amountOf(cashText) ?? 0)} inputMode="numeric" doubt={differs(counted.cash, expected.cash)} hint={t('money.expected', { amount: number(expected.cash) })} onChange={(next) => setSums({ ...sums, cash: next })} />
        <TextField label={t('money.counted-transfers')} value={transfers === '' ? '' : number(amountOf(transfers) ?? 0)} inputMode="numeric" doubt={differs(counted.transfers, expected.transfers)} hint={t('money.expected', { amount: number(expected.transfers) })} onChange={(next) => setSums({ ...sums, transfers: next })} />
        {staff === null && <TextField label={t('money.officer')} value={typedName} maxLength={120} onChange={setTypedName} />}
      </div>
      {others.length > 0 && (
        <ul className="money-faults">
          {others.map(({ kind, what, expected: wanted, found }) => (
            <li key={`${kind} ${what}`}>{t(`money.fault.${kind}`, { what, expected: number(wanted ?? 0), found: number(found ?? 0) })}</li>
          ))}
        </ul>
      )}
      {!isEven && counted.cash !== null && counted.transfers !== null && <TextField label={t('money.explanation')} value={explanation} maxLength={300} hint={t('money.explanation-hint')} onChange={setExplanation} />}
      <div className="fee-row">
        <Button kind="primary" icon="check" submit busy={intent?.state === 'pending'} disabled={!isReady} onPress={() => undefined}>
          {t(isEven || counted.cash === null || counted.transfers === null ? 'money.close' : 'money.close-uneven')}
        </Button>
      </div>
      <p className="quiet-line">{t('money.close-explain')}</p>
      <IntentNotice intent={intent} />
    </form>
  );
}
