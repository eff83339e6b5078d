// The cash desk in the admin window: a day's drawers, receipts and pending money, what does not come out even, and its closing.

import type { ReactNode } from 'react';
import { useState } from 'react';
import type { BusinessDay, DeskDay } from '../../../../shared/base/ids.ts';
import type { PayDay } from '../../../../shared/contract/payment-day.ts';
import { dateOf } from '../../../../shared/domain/payment/desk-day.ts';
import { remember } from '../../../client/remembered.ts';
import { Button } from '../../../parts/button.tsx';
import { downloadFile } from '../../../parts/download.ts';
import { deskDayText } from '../../../parts/money/desk-day-text.ts';
import { useMemory } from '../../../parts/services.tsx';
import { useStaff } from '../../../parts/staff/staff-context.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { parseTypedDate, typedDate } from '../../../parts/typed-date.ts';
import { KnownAnswer } from '../known-answer.tsx';
import { BankWordList } from './bank-word-list.tsx';
import { CloseDay } from './close-day.tsx';
import { DrawerTable, FeeTable, ReceiptLines } from './day-tables.tsx';
import { moneyFile, moneyFileName } from './money-file.ts';
import { OwedSection } from './owed-section.tsx';
import { PaymentList } from './payment-list.tsx';
import './money.css';

/** What somebody counted for the whole point; null takes what should be there. */
export interface Counted {
  readonly cash: number | null;
  readonly transfers: number | null;
}

export function MoneySection({ now, unit }: { readonly now: number; readonly unit: string }): ReactNode {
  const { t } = useTexts();
  const [day, setDay] = useState<DeskDay | null>(null);
  return (
    <section className="card money" aria-label={t('money.heading')}>
      <h2>{t('money.heading')}</h2>
      <p className="quiet">{t('money.explain')}</p>
      <DayOf key={day ?? 'open'} day={day} now={now} unit={unit} onDay={setDay} />
    </section>
  );
}

function DayOf({ day, now, unit, onDay }: { readonly day: DeskDay | null; readonly now: number; readonly unit: string; onDay(day: DeskDay): void }): ReactNode {
  const [answer, memory] = useMemory((services) => remember<PayDay>(services.client, { read: () => services.client.call('payday.read', { day, countedCash: null, countedTransfers: null }), again: ['payments.changed', 'print.changed'], now: services.now }));
  return (
    <KnownAnswer answer={answer} now={now} onAgain={memory.refresh}>
      {(known) => <Day day={known} unit={unit} onDay={onDay} onChanged={memory.put} />}
    </KnownAnswer>
  );
}

/** Any day that somebody types; what is no date says so, and the day stays. */
function OtherDay({ day, onDay }: { readonly day: BusinessDay; onDay(day: BusinessDay): void }): ReactNode {
  const { t } = useTexts();
  const [typed, setTyped] = useState('');
  const found = parseTypedDate(typed);
  return (
    <form
      className="money-date"
      onSubmit={(event) => {
        event.preventDefault();
        if (found !== null && found !== '') onDay(found as BusinessDay);
      }}
    >
      <TextField label={t('money.other-day')} value={typed} placeholder={typedDate(day)} error={found === null && typed.length >= 8 ? t('money.no-date') : undefined} onChange={setTyped} />
      <Button submit disabled={found === null || found === ''} onPress={() => undefined}>
        {t('money.show-day')}
      </Button>
    </form>
  );
}

/** One day as it is known; drawn by itself for pictures. */
export function Day({ day, unit, onDay, onChanged }: { readonly day: PayDay; readonly unit: string; onDay(day: DeskDay): void; onChanged(day: PayDay): void }): ReactNode {
  const texts = useTexts();
  const { t, number } = texts;
  const staff = useStaff();
  const [typedName, setTypedName] = useState('');
  const officerName = staff?.session.name ?? typedName;
  const counters = [...day.drawers.map(({ counterId }) => counterId), ...[...day.payments, ...day.withoutDossier].map(({ counterId }) => counterId)].filter((counterId) => counterId !== null);
  const desk = { officerName, drawers: [...[...new Set(counters)].sort((one, other) => one - other), null] };
  const others = [...new Set([...day.openDays, ...day.sameDate, day.openDay, day.day])].sort();
  return (
    <>
      <div className="money-days" role="group" aria-label={t('money.days')}>
        {others.map((each) => (
          <Button key={each} pressed={each === day.day} onPress={() => onDay(each)}>
            {t(each === day.openDay ? 'money.open-day' : day.openDays.includes(each) ? 'money.unclosed-day' : 'money.closed-day', { day: deskDayText(each, texts) })}
          </Button>
        ))}
        <OtherDay key={day.day} day={dateOf(day.day)} onDay={onDay} />
      </div>
      <dl className="money-sums">
        {([['money.cash', day.cash - day.reversedCash], ['money.transfers', day.transfers - day.reversedTransfers], ['money.reversed', day.reversedCash + day.reversedTransfers], ['money.total', day.total]] as const).map(([key, amount]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd className="digits">{number(amount)}</dd>
          </div>
        ))}
      </dl>
      {day.sameDate.length > 1 && <p className="quiet-line">{t('money.date-total', { day: typedDate(dateOf(day.day)), amount: number(day.dateTotal) })}</p>}
      <DrawerTable day={day} />
      <ReceiptLines day={day} />
      <FeeTable day={day} />
      {staff === null && <TextField label={t('money.person')} value={typedName} maxLength={120} hint={t('money.person-hint')} onChange={setTypedName} />}
      <PaymentList desk={desk} title={t('money.pending', { count: day.pending.length })} payments={day.pending} empty={t('money.pending-none')} />
      <BankWordList words={day.bankWords} officerName={officerName.trim()} />
      {day.withoutDossier.length > 0 && <PaymentList desk={desk} title={t('money.without-dossier', { count: day.withoutDossier.length })} payments={day.withoutDossier} empty="" tone="warning" />}
      <OwedSection owed={day.owed} officerName={officerName.trim()} />
      <PaymentList desk={desk} title={t('money.payments', { count: day.payments.length })} payments={day.payments} empty={t('money.payments-none')} isFolded />
      <div className="fee-row">
        <Button icon="paper" onPress={() => void moneyFile(day, unit, texts).then((file) => downloadFile(moneyFileName(day), file))}>
          {t('money.save')}
        </Button>
      </div>
      <CloseDay key={day.day} day={day} onChanged={onChanged} />
    </>
  );
}
