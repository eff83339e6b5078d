// The lines of a fee: how many, what for one, who pays nothing and by which paper. A line that cannot stand says why below the field it is about.

import type { ReactNode } from 'react';
import type { FeeView } from '../../../../shared/contract/payment.ts';
import { billOf, type FeeBill, type FeeOrder, type FeeTariff } from '../../../../shared/domain/fee/fee.ts';
import { firstOrder } from '../../../../shared/domain/fee/suggested-fees.ts';
import { Button } from '../../../parts/button.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { FeeLineFields } from './fee-line-fields.tsx';

export interface FeeLinesProps {
  readonly fee: FeeView;
  readonly orders: readonly FeeOrder[];
  readonly bill: FeeBill;
  readonly isLocked: boolean;
  onChange(orders: readonly FeeOrder[]): void;
}

export function FeeLines({ fee, orders, bill, isLocked, onChange }: FeeLinesProps): ReactNode {
  const { t, number } = useTexts();
  const left = fee.tariff.filter(({ feeId }) => !orders.some((order) => order.feeId === feeId));
  if (isLocked) {
    const lines = fee.payments.find(({ state }) => state !== 'reversed')?.lines ?? [];
    return (
      <ul className="fee-paid-lines">
        {lines.map((line, index) => (
          <li key={index}>
            <span>{t('fee.line', { name: line.name, quantity: line.quantity, unit: line.unit })}</span>
            <strong className="digits">{t('fee.dong', { amount: number(line.amount) })}</strong>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <>
      {orders.map((order, place) => {
        const tariff = fee.tariff.find(({ feeId }) => feeId === order.feeId);
        if (tariff === undefined) return null;
        return (
          <FeeLineFields
            key={`${order.feeId} ${place}`}
            tariff={tariff}
            order={order}
            refusal={refusalOf(fee.tariff, order)}
            isFirst={place === 0}
            onChange={(next) => onChange(orders.map((each, index) => (index === place ? next : each)))}
            onRemove={() => onChange(orders.filter((_, index) => index !== place))}
          />
        );
      })}
      {orders.length === 0 && <p className="quiet-line">{t('fee.no-lines')}</p>}
      <div className="fee-add">
        {left.map((tariff) => (
          <Button key={tariff.feeId} kind="quiet" onPress={() => onChange([...orders, firstOrder(tariff)])}>
            {t('fee.add', { name: tariff.name })}
          </Button>
        ))}
      </div>
      {bill.kind === 'refused' && bill.reason === 'stands-twice' && <p className="field-remark" data-tone="error">{t('fee.refused.stands-twice')}</p>}
    </>
  );
}

function refusalOf(tariff: readonly FeeTariff[], order: FeeOrder): Extract<FeeBill, { kind: 'refused' }> | null {
  const alone = billOf(tariff, [order]);
  return alone.kind === 'refused' ? alone : null;
}
