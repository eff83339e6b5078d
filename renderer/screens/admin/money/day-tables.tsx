// The tables of a day at the cash desk: drawers, numbers of receipts, fees.

import type { ReactNode } from 'react';
import type { PayDay } from '../../../../shared/contract/payment-day.ts';
import { Icon } from '../../../parts/icons.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

export function DrawerTable({ day }: { readonly day: PayDay }): ReactNode {
  const { t, number, time } = useTexts();
  if (day.drawers.length === 0) return <p className="quiet-line">{t('money.drawers-none')}</p>;
  return (
    <table className="money-table">
      <caption>{t('money.drawers')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('money.column.drawer')}</th>
          <th scope="col">{t('money.column.payments')}</th>
          <th scope="col">{t('money.column.cash')}</th>
          <th scope="col">{t('money.column.given-back')}</th>
          <th scope="col">{t('money.column.transfers')}</th>
          <th scope="col">{t('money.column.expected')}</th>
          <th scope="col">{t('money.column.counted')}</th>
        </tr>
      </thead>
      <tbody>
        {day.drawers.map(({ counterId, officerNames, payments, cash, transfers, reversedCash, reversedTransfers, expected, counted }) => {
          const difference = counted === null ? 0 : counted.amount - expected;
          return (
            <tr key={counterId ?? 0}>
              <th scope="row">
                {counterId === null ? t('money.admin') : t('money.counter', { counter: counterId })}
                {officerNames.length > 0 && <span className="quiet-line">{officerNames.join(', ')}</span>}
              </th>
              <td className="digits">{payments}</td>
              <td className="digits">{number(cash)}</td>
              <td className="digits">{number(reversedCash)}</td>
              <td className="digits">{number(transfers - reversedTransfers)}</td>
              <td className="digits">{number(expected)}</td>
              <td className="digits" data-differs={difference !== 0}>
                {counted === null ? t('money.not-counted') : number(counted.amount)}
                {counted !== null && <span className="quiet-line">{difference === 0 ? t('money.counted-at', { time: time(counted.at) }) : t(difference < 0 ? 'money.counted-short' : 'money.counted-over', { time: time(counted.at), amount: number(Math.abs(difference)) })}</span>}
                {counted !== null && counted.note !== '' && <span className="quiet-line">{counted.note}</span>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** First to last number of each book, and what became of those between that no payment has. */
export function ReceiptLines({ day }: { readonly day: PayDay }): ReactNode {
  const { t } = useTexts();
  const seven = (number: number): string => String(number).padStart(7, '0');
  return (
    <ul className="money-receipts">
      {day.receipts.map(({ book, first, last, used, reversed, skipped, missing }) => (
        <li key={`${book.symbol} ${book.volume}`}>
          <p>
            <Icon name={missing.length === 0 ? 'check-circle' : 'warning'} /> {t('money.receipts', { symbol: book.symbol, volume: book.volume, first: seven(first), last: seven(last), used, reversed })}
          </p>
          {skipped.map(({ from, to, why }) => (
            <p key={from} className="quiet-line">
              {t(why === 'restored' ? 'money.skipped-restored' : 'money.skipped', { from: seven(from), to: seven(to) })}
            </p>
          ))}
          {missing.length > 0 && <p className="field-remark" data-tone="error">{t('money.missing', { numbers: missing.map(seven).join(', ') })}</p>}
        </li>
      ))}
    </ul>
  );
}

export function FeeTable({ day }: { readonly day: PayDay }): ReactNode {
  const { t, number } = useTexts();
  if (day.byFee.length === 0) return null;
  return (
    <table className="money-table money-fees">
      <caption>{t('money.by-fee')}</caption>
      <tbody>
        {day.byFee.map(({ feeId, name, amount }) => (
          <tr key={feeId}>
            <th scope="row">{name}</th>
            <td className="digits">{number(amount)}</td>
          </tr>
        ))}
        <tr className="money-total">
          <th scope="row">{t('money.total')}</th>
          <td className="digits">{number(day.total)}</td>
        </tr>
      </tbody>
    </table>
  );
}
