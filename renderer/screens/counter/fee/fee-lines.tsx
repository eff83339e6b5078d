// The lines of a fee: how many, what for one, who pays nothing and by which paper. A line that cannot stand says why below the field it is about.

import { type ReactNode, useState } from 'react';
import type { FeeView } from '../../../../shared/contract/payment.ts';
import { billOf, MOST_LINES, type FeeBill, type FeeOrder, type FeeTariff } from '../../../../shared/domain/fee/fee.ts';
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
  const [added, setAdded] = useState<number | null>(null);
  const left = fee.tariff.filter(({ feeId }) => !orders.some((order) => order.feeId === feeId));
  const byPages = fee.tariff.filter(({ feeId, price }) => price.kind === 'pages' && orders.some((order) => order.feeId === feeId));
  /** Below the other originals of its fee, and typed in at once. */
  const addOriginal = (tariff: FeeTariff): void => {
    const place = orders.findLastIndex(({ feeId }) => feeId === tariff.feeId) + 1;
    setAdded(place);
    onChange(orders.toSpliced(place, 0, firstOrder(tariff)));
  };
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
            refusal={refusalOf(fee.tariff, orders, place)}
            isFirst={place === 0}
            isNew={place === added}
            onChange={(next) => onChange(orders.map((each, index) => (index === place ? next : each)))}
            onRemove={() => {
              setAdded(null);
              onChange(orders.filter((_, index) => index !== place));
            }}
          />
        );
      })}
      {orders.length === 0 && <p className="quiet-line">{t('fee.no-lines')}</p>}
      <div className="fee-add">
        {byPages.map((tariff) => (
          <Button key={tariff.feeId} kind="quiet" disabled={orders.length >= MOST_LINES} label={t('fee.add-original-of', { name: tariff.name })} onPress={() => addOriginal(tariff)}>
            {t('fee.add-original')}
          </Button>
        ))}
        {left.map((tariff) => (
          <Button key={tariff.feeId} kind="quiet" onPress={() => onChange([...orders, firstOrder(tariff)])}>
            {t('fee.add', { name: tariff.name })}
          </Button>
        ))}
      </div>
      {bill.kind === 'refused' && bill.reason === 'stands-twice' && !byPages.some(({ feeId }) => feeId === bill.feeId) && <p className="field-remark" data-tone="error">{t('fee.refused.stands-twice')}</p>}
    </>
  );
}

/** What is wrong with a line by itself; else that it is one of those above it. */
function refusalOf(tariff: readonly FeeTariff[], orders: readonly FeeOrder[], place: number): Extract<FeeBill, { kind: 'refused' }> | null {
  const ownFee = orders[place]?.feeId;
  const alone = billOf(tariff, orders.slice(place, place + 1));
  if (alone.kind === 'refused') return alone;
  const among = billOf(tariff, orders.slice(0, place + 1).filter(({ feeId }) => feeId === ownFee));
  return among.kind === 'refused' && among.reason === 'stands-twice' ? among : null;
}
