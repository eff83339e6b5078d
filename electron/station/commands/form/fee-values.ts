// What stands on the receipt of a payment for a page. Number, book and money are the payment's own; the payer is the dossier's person, on the paper alone.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import { must } from '../../../../shared/base/must.ts';
import { amountInWords } from '../../../../shared/domain/fee/amount-in-words.ts';
import type { FormValues } from '../../../../shared/domain/paper/form.ts';
import { momentText } from '../../../../shared/domain/paper/form-words.ts';
import { type PaymentRow, signerOf } from '../../store/payments.ts';
import type { CommandContext } from '../context.ts';
import { pointValues } from './point-values.ts';

/** `dossier` are the fields of the dossier that a receipt names too. Only for a payment that has its number. */
export function feeValues(context: CommandContext, payment: PaymentRow, at: EpochMs, dossier: Readonly<Record<string, string>>): FormValues {
  const { words } = context.forms;
  const sumOf = (kind: PaymentRow['lines'][number]['kind']): number => payment.lines.reduce((sum, line) => sum + (line.kind === kind ? line.amount : 0), 0);
  return {
    texts: {
      ...dossier,
      ...pointValues(context, at, { officerName: signerOf(payment), counter: '' }),
      'ký hiệu': payment.symbol ?? '', 'quyển': payment.volume ?? '', 'số biên lai': String(must(payment.number, 'only what has a number is printed')).padStart(7, '0'),
      'thu lúc': momentText(words, payment.confirmedAt ?? payment.at), 'hình thức thanh toán': words[`paper.fee.method-${payment.method}`],
      'phí': dongText(sumOf('phi')), 'lệ phí': dongText(sumOf('le-phi')), 'tổng tiền': dongText(payment.amount), 'tổng tiền bằng chữ': dongWords(payment.amount),
      'hủy': payment.reversedDay === null ? '' : words['paper.fee.reversed'],
    },
    lists: { 'khoản thu': payment.lines.map((line, index) => ({ tt: String(index + 1), 'tên khoản': line.name, 'số lượng': `${line.quantity} ${line.unit}`.trim(), 'đơn giá': dongText(line.unitAmount), 'thành tiền': dongText(line.amount) })) },
  };
}

/** 'Chín mươi sáu nghìn đồng' */
export function dongWords(amount: number): string {
  const words = must(amountInWords(amount), 'amounts are whole and not negative');
  return `${words.charAt(0).toLocaleUpperCase('vi')}${words.slice(1)}`;
}

/** '96.000' */
export function dongText(amount: number): string {
  return String(amount).replaceAll(/\B(?=(?:\d{3})+$)/gu, '.');
}
