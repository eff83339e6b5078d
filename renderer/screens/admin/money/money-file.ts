// A day at the cash desk as a file of spreadsheets: sums by counter and fee, then each payment, with numbers as numbers.

import writeExcelFile from 'write-excel-file/browser';
import type { SheetData } from 'write-excel-file/browser';
import type { PayDay } from '../../../../shared/contract/payment-day.ts';
import { deskDayText } from '../../../parts/money/desk-day-text.ts';
import type { Texts } from '../../../parts/texts/use-texts.tsx';

const WIDTHS = [30, 22, 16, 16, 16, 16, 16];

/** Rows of the sheet. */
export function moneySheet(day: PayDay, unit: string, texts: Texts): SheetData {
  const { t } = texts;
  const head = (value: string): SheetData[number][number] => ({ value, fontWeight: 'bold', wrap: true, align: 'center', borderStyle: 'thin' });
  const text = (value: string): SheetData[number][number] => ({ value, borderStyle: 'thin', wrap: true });
  const sum = (value: number, fontWeight?: 'bold'): SheetData[number][number] => ({ value, type: Number, format: '#,##0', borderStyle: 'thin', ...(fontWeight === undefined ? {} : { fontWeight }) });
  const seven = (value: number): string => String(value).padStart(7, '0');
  return [
    [{ value: t('money.file-title', { day: deskDayText(day.day, texts) }), fontWeight: 'bold', fontSize: 14 }],
    [{ value: t('money.file-unit', { unit, station: day.station }) }],
    [],
    [head(t('money.column.drawer')), head(t('money.column.officer')), head(t('money.column.cash')), head(t('money.column.given-back')), head(t('money.column.transfers')), head(t('money.column.expected')), head(t('money.column.counted'))],
    ...day.drawers.map(({ counterId, officerNames, cash, reversedCash, transfers, reversedTransfers, expected, counted }): SheetData[number] => [
      text(counterId === null ? t('money.admin') : t('money.counter', { counter: counterId })), text(officerNames.join(', ')), sum(cash), sum(reversedCash), sum(transfers - reversedTransfers), sum(expected),
      counted === null ? text(t('money.not-counted')) : sum(counted.amount),
    ]),
    [text(t('money.total')), text(''), sum(day.cash, 'bold'), sum(day.reversedCash, 'bold'), sum(day.transfers - day.reversedTransfers, 'bold'), sum(day.cash - day.reversedCash, 'bold'), day.closed === null ? text('') : sum(day.closed.countedCash, 'bold')],
    [],
    ...day.byFee.map(({ name, amount }): SheetData[number] => [text(name), text(''), sum(amount)]),
    [],
    ...day.receipts.map(({ book, first, last, used, reversed }): SheetData[number] => [{ value: t('money.receipts', { symbol: book.symbol, volume: book.volume, first: seven(first), last: seven(last), used, reversed }) }]),
    ...(day.closed === null || day.closed.explanation === '' ? [] : [[{ value: t('money.closed-why', { why: day.closed.explanation }) }]]),
    [],
    [head(t('money.column.label')), head(t('money.column.receipt')), head(t('money.column.amount')), head(t('money.column.method')), head(t('money.column.state')), head(t('money.column.officer'))],
    ...day.payments.map(({ label, receipt, amount, method, state, confirmed, bank }): SheetData[number] => [
      text(label), text(receipt === null ? '' : `${receipt.symbol} ${receipt.volume} ${seven(receipt.number)}`), sum(amount), text(t(`money.method.${method}`)), text(t(`money.state.${state}`)), text(bank?.isCitys === true ? t('money.bank-city', { reference: bank.reference }) : (confirmed?.officerName ?? '')),
    ]),
  ];
}

/** Of one day and machine, one name. */
export function moneyFileName({ day, station }: PayDay): string {
  return `thu-phi_${station}_${day}.xlsx`;
}

/** The file itself. */
export async function moneyFile(day: PayDay, unit: string, texts: Texts): Promise<Blob> {
  return await writeExcelFile(moneySheet(day, unit, texts), { sheet: day.day, orientation: 'landscape', columns: WIDTHS.map((width) => ({ width })) }).toBlob();
}
