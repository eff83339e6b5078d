// The officer's own drawer: what should lie in it today, what was counted, and whose money nobody has seen yet.

import type { ReactNode } from 'react';
import type { PayDay } from '../../../../shared/contract/payment-day.ts';
import { dateOf, supplementNumber } from '../../../../shared/domain/payment/desk-day.ts';
import { Button } from '../../../parts/button.tsx';
import { focusFirst } from '../../../parts/choices.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { IntentNotice } from '../../../parts/money/intent-notice.tsx';
import { useKeptWords } from '../../../parts/staff/kept-words.tsx';
import { typedDate } from '../../../parts/typed-date.ts';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';
import { known } from '../counter-model.ts';
import { BankWords } from './bank-words.tsx';
import { OwedList } from './owed-list.tsx';
import { wholeOf } from './fee-state.ts';

export function DrawerDialog({ model, act }: { readonly model: CounterModel; readonly act: CounterActions }): ReactNode {
  const { t } = useTexts();
  const day = known(model.drawer);
  const leave = (): void => act.openDialog(null);
  return (
    <Dialog
      title={t('fee.drawer.title')}
      onClose={leave}
      wide
      actions={
        <Button keycap="Esc" onPress={leave}>
          {t('fee.close')}
        </Button>
      }
    >
      {day === null ? model.drawer.kind === 'failed' ? <FailureNotice failure={model.drawer.failure} /> : <Loading /> : <Drawer day={day} model={model} act={act} />}
    </Dialog>
  );
}

function Drawer({ day, model, act }: { readonly day: PayDay; readonly model: CounterModel; readonly act: CounterActions }): ReactNode {
  const { t, number, time } = useTexts();
  const [counted, setCounted] = useKeptWords(`drawer-counted ${day.day}`);
  const [note, setNote] = useKeptWords(`drawer ${day.day}`);
  const drawer = day.drawers[0];
  const expected = drawer?.expected ?? 0;
  const difference = wholeOf(counted) - expected;
  const intent = model.intents['drawer'];
  const last = drawer?.counted ?? null;
  return (
    <div className="fee-columns">
      <div className="fee-lines">
        {supplementNumber(day.day) > 0 && <p className="quiet-line">{t('fee.drawer.supplement', { day: typedDate(dateOf(day.day)) })}</p>}
        <dl className="drawer-sums">
          <Sum name={t('fee.drawer.cash')} amount={day.cash} />
          <Sum name={t('fee.drawer.given-back')} amount={-day.reversedCash} />
          <Sum name={t('fee.drawer.expected')} amount={expected} isTotal />
          <Sum name={t('fee.drawer.transfers')} amount={day.transfers - day.reversedTransfers} />
        </dl>
        {day.receipts.map(({ book, first, last: end, used }) => (
          <p key={`${book.symbol} ${book.volume}`} className="quiet-line">
            {t('fee.drawer.receipts', { symbol: book.symbol, volume: book.volume, first: String(first).padStart(7, '0'), last: String(end).padStart(7, '0'), count: used })}
          </p>
        ))}
        {day.pending.length > 0 && (
          <>
            <h3>{t('fee.drawer.pending', { count: day.pending.length })}</h3>
            <ul className="drawer-pending">
              {day.pending.map((payment) => (
                <li key={payment.paymentId}>
                  <span>{t('fee.drawer.pending-of', { label: payment.label, bill: payment.billNumber ?? '', time: time(payment.at) })}</span>
                  <strong className="digits">{t('fee.dong', { amount: number(payment.amount) })}</strong>
                  <span className="fee-row">
                    <Button busy={model.intents[`pay:${payment.paymentId}`]?.state === 'pending'} onPress={() => act.fee.confirm(payment.paymentId, payment.amount)}>
                      {t('fee.drawer.seen')}
                    </Button>
                    <Button kind="quiet" onPress={() => act.fee.reverse(payment.paymentId, { why: 'not-received', note: '' })}>
                      {t('fee.drawer.not-come')}
                    </Button>
                  </span>
                  <IntentNotice intent={model.intents[`pay:${payment.paymentId}`]} />
                </li>
              ))}
            </ul>
          </>
        )}
        <BankWords words={day.bankWords} />
        <OwedList owed={day.owed} model={model} act={act} />
      </div>
      <form
        className="fee-money"
        onSubmit={(event) => {
          event.preventDefault();
          if (counted !== '') act.fee.count(day.day, wholeOf(counted), note.trim());
        }}
      >
        {last !== null && <Notice tone={last.amount === expected ? 'success' : 'warning'}>{t('fee.drawer.last', { time: time(last.at), amount: number(last.amount), officer: last.officerName })}</Notice>}
        <TextField
          ref={focusFirst} label={t('fee.drawer.counted')} value={counted === '' ? '' : number(wholeOf(counted))} inputMode="numeric" onChange={setCounted}
          doubt={counted !== '' && difference !== 0 ? t(difference < 0 ? 'fee.drawer.short' : 'fee.drawer.over', { amount: number(Math.abs(difference)) }) : undefined}
          hint={counted !== '' && difference === 0 ? t('fee.drawer.even') : undefined}
        />
        <TextField label={t('fee.drawer.note')} value={note} maxLength={200} onChange={setNote} />
        <Button kind="primary" keycap="Enter" submit busy={intent?.state === 'pending'} disabled={counted === ''} onPress={() => undefined}>
          {t('fee.drawer.save')}
        </Button>
        <IntentNotice intent={intent} />
      </form>
    </div>
  );
}

function Sum({ name, amount, isTotal = false }: { readonly name: string; readonly amount: number; readonly isTotal?: boolean }): ReactNode {
  const { number } = useTexts();
  return (
    <div data-total={isTotal}>
      <dt>{name}</dt>
      <dd className="digits">{number(amount)}</dd>
    </div>
  );
}
