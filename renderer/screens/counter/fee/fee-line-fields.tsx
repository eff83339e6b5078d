// One line of a fee as fields.

import type { ReactNode } from 'react';
import { useId } from 'react';
import { billOf, type FeeBill, type FeeOrder, type FeeTariff } from '../../../../shared/domain/fee/fee.ts';
import { Button } from '../../../parts/button.tsx';
import { focusFirst } from '../../../parts/choices.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { TextKey } from '../../../parts/texts/texts.ts';
import { wholeOf } from './fee-state.ts';

export interface FeeLineFieldsProps {
  readonly tariff: FeeTariff;
  readonly order: FeeOrder;
  readonly refusal: Extract<FeeBill, { kind: 'refused' }> | null;
  readonly isFirst: boolean;
  /** It was added a moment ago: its number is what is typed next. */
  readonly isNew: boolean;
  onChange(order: FeeOrder): void;
  onRemove(): void;
}

const FIELD_OF = {
  'bad-quantity': 'quantity', 'bad-pages': 'pages', 'bad-amount': 'amount', 'above-law': 'amount', 'no-reason': 'reason', 'no-proof': 'proof', 'unknown-exemption': 'proof', 'unknown-fee': 'quantity', 'stands-twice': 'quantity',
} as const;

export function FeeLineFields({ tariff, order, refusal, isFirst, isNew, onChange, onRemove }: FeeLineFieldsProps): ReactNode {
  const { t, number } = useTexts();
  const selectId = useId();
  const { price } = tariff;
  const typed = (value: number | undefined): string => (value === undefined || value === 0 ? '' : number(value));
  const errorAt = (field: (typeof FIELD_OF)[keyof typeof FIELD_OF]): string | undefined => {
    if (refusal === null || FIELD_OF[refusal.reason] !== field || (refusal.reason === 'stands-twice' && price.kind === 'pages')) return undefined;
    return t(`fee.refused.${refusal.reason}` satisfies TextKey, refusal.reason === 'above-law' ? { most: number(refusal.most) } : {});
  };
  const alone = billOf([tariff], [order]);
  const byTariff = billOf([tariff], [without(order)]);
  const unitAmount = byTariff.kind === 'bill' ? (byTariff.lines[0]?.unitAmount ?? null) : null;
  const proofOf = tariff.exemptions.find(({ exemptionId }) => exemptionId === order.exemption?.exemptionId)?.proof;
  return (
    <fieldset className="fee-line">
      <legend>{tariff.name}</legend>
      <div className="fee-line-fields">
        <TextField {...(isFirst ? { ref: focusFirst } : {})} autoFocus={isNew} className="fee-short" label={t('fee.quantity', { unit: tariff.unit })} value={typed(order.quantity)} inputMode="numeric" isTypedOver error={errorAt('quantity')} onChange={(text) => onChange({ ...order, quantity: wholeOf(text) })} />
        {price.kind === 'pages' && <TextField className="fee-short" label={t('fee.pages')} value={typed(order.pages)} inputMode="numeric" isTypedOver error={errorAt('pages')} onChange={(text) => onChange({ ...order, pages: wholeOf(text) })} />}
        {price.kind === 'entered' ? (
          <TextField className="fee-amount" label={t('fee.entered', { unit: tariff.unit })} value={order.entered === 0 ? '0' : typed(order.entered)} inputMode="numeric" isTypedOver error={errorAt('amount')} hint={price.most === null ? t('fee.entered-hint') : t('fee.entered-most', { most: number(price.most) })} onChange={(text) => onChange(withEntered(order, text))} />
        ) : (
          <TextField
            className="fee-amount" label={t('fee.unit-amount', { unit: tariff.unit })} value={order.changed === undefined ? (unitAmount === null ? '' : number(unitAmount)) : number(order.changed.amount)} inputMode="numeric" isTypedOver error={errorAt('amount')}
            onChange={(text) => onChange(withChange(order, wholeOf(text), unitAmount))}
          />
        )}
        <p className="fee-line-amount digits">{alone.kind === 'bill' ? t('fee.dong', { amount: number(alone.total) }) : '–'}</p>
      </div>
      {order.changed !== undefined && <TextField label={t('fee.change-reason')} value={order.changed.reason} maxLength={300} error={errorAt('reason')} onChange={(reason) => onChange({ ...order, changed: { amount: order.changed?.amount ?? 0, reason } })} />}
      <div className="fee-line-fields">
        {price.kind === 'pages' && <TextField className="fee-original" label={t('fee.original')} placeholder={t('fee.original-optional')} value={order.original ?? ''} maxLength={200} error={refusal?.reason === 'stands-twice' ? t('fee.refused.stands-twice-pages') : undefined} onChange={(original) => onChange(withOriginal(order, original))} />}
        <div className="field">
          <label htmlFor={selectId}>{t('fee.exemption')}</label>
          <select id={selectId} className="text-input" value={order.exemption?.exemptionId ?? ''} onChange={({ target: { value } }) => onChange(withExemption(order, value))}>
            <option value="">{t('fee.exemption-none')}</option>
            {tariff.exemptions.map(({ exemptionId, name }) => (
              <option key={exemptionId} value={exemptionId}>
                {name}
              </option>
            ))}
          </select>
        </div>
        {order.exemption !== undefined && (
          <TextField className="fee-proof" label={proofOf ?? t('fee.proof')} value={order.exemption.proof} maxLength={300} error={errorAt('proof')} onChange={(proof) => onChange({ ...order, exemption: { exemptionId: order.exemption?.exemptionId ?? '', proof } })} />
        )}
        <Button kind="quiet" icon="trash" onPress={onRemove} label={t('fee.remove-line', { name: tariff.name })}>
          {t('fee.remove')}
        </Button>
      </div>
    </fieldset>
  );
}

function without({ changed: _changed, exemption: _exemption, ...order }: FeeOrder): FeeOrder {
  return order;
}

function withEntered({ entered: _entered, ...order }: FeeOrder, text: string): FeeOrder {
  return /\d/.test(text) ? { ...order, entered: wholeOf(text) } : order;
}

/** The tariff's own amount is no change. */
function withChange({ changed, ...order }: FeeOrder, amount: number, byTariff: number | null): FeeOrder {
  return amount === byTariff ? order : { ...order, changed: { amount, reason: changed?.reason ?? '' } };
}

function withOriginal({ original: _original, ...order }: FeeOrder, original: string): FeeOrder {
  return original === '' ? order : { ...order, original };
}

function withExemption({ exemption, ...order }: FeeOrder, exemptionId: string): FeeOrder {
  return exemptionId === '' ? order : { ...order, exemption: { exemptionId, proof: exemption?.proof ?? '' } };
}
