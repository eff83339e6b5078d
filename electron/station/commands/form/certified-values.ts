// What stands on form 01 for certified copies: each kind of copy that was charged with its pages, number and fee, and their sums. Before a fee is said, the papers alone.

import type { FormValues } from '../../../../shared/domain/paper/form.ts';
import type { chargedFee } from '../../store/visit-fees.ts';
import { dongText, dongWords } from './fee-values.ts';

/** A line has the name that its original was given. Where none was given and as many papers were brought as kinds of copies were charged, each has its paper's name; otherwise that of the fee, since nobody said which is which. */
export function certifiedValues(texts: Readonly<Record<string, string>>, brought: readonly { readonly name: string; readonly copies: number }[], fee: ReturnType<typeof chargedFee>): FormValues {
  const lines = (fee?.lines ?? []).filter(({ pages }) => pages !== undefined);
  if (fee === null || lines.length === 0) return { texts, lists: { 'giấy tờ': brought.map(({ name, copies }, index) => ({ tt: String(index + 1), 'tên giấy tờ': name, 'số bản': copies === 0 ? '' : String(copies) })) } };
  const isInOrder = lines.length === brought.length && lines.every(({ original }) => original === undefined);
  return {
    texts: { ...texts, 'tổng số bản': String(lines.reduce((sum, { quantity }) => sum + quantity, 0)), 'tổng lệ phí': dongText(fee.total), 'tổng lệ phí bằng chữ': dongWords(fee.total) },
    lists: {
      'giấy tờ': lines.map(({ name, original, pages, quantity, amount }, index) => ({
        tt: String(index + 1), 'tên giấy tờ': original ?? (isInOrder ? brought[index]?.name : undefined) ?? name, 'số trang': String(pages), 'số bản': String(quantity), 'lệ phí': dongText(amount),
      })),
    },
  };
}
