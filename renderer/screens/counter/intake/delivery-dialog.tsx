// Where the result goes by post, and who pays for it.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Delivery } from '../../../../shared/contract/intake.ts';
import { Choices, focusFirst } from '../../../parts/choices.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import type { TextKey } from '../../../parts/texts/texts.ts';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { IntakeDialog } from './intake-dialog.tsx';
import type { IntakeDialogProps } from './intake-dialog.tsx';
import { typedIn } from './typed-fields.ts';

const PAYERS: readonly Delivery['payer'][] = ['recipient', 'prepaid', 'unit'];
const FIELDS = [['recipient', 120], ['phone', 20], ['address', 300]] as const;
type Field = (typeof FIELDS)[number][0];

/** A number that a postman can call: with its zero, or with the country's code. */
const PHONE = /^(?:0|\+?84)\d{9,10}$/;

export function DeliveryDialog({ visit, model, act }: IntakeDialogProps): ReactNode {
  const { t } = useTexts();
  const [errors, setErrors] = useState<Partial<Record<Field, TextKey>>>({});
  const saved = visit.intake.delivery;
  const typed = typedIn(model.ui.typing, 'delivery');
  // Most people have it sent to themselves.
  const own = { recipient: visit.person?.fullName ?? '', phone: visit.person?.phone ?? '', address: visit.person?.address ?? '' };
  const words = (field: Field): string => typed[field] ?? (saved ?? own)[field];
  const payer = PAYERS.find((each) => each === typed['payer']) ?? saved?.payer ?? 'recipient';
  function save(): void {
    const delivery = { recipient: words('recipient').trim(), phone: words('phone').replaceAll(/[\s.]/g, ''), address: words('address').trim(), payer };
    const found: Partial<Record<Field, TextKey>> = {
      ...(delivery.recipient === '' ? { recipient: 'counter.delivery.error.recipient' } : {}),
      ...(PHONE.test(delivery.phone) ? {} : { phone: 'counter.delivery.error.phone' }),
      ...(delivery.address.length < 10 ? { address: 'counter.delivery.error.address' } : {}),
    };
    setErrors(found);
    if (Object.keys(found).length === 0) act.setDelivery(delivery);
  }
  return (
    <IntakeDialog of="delivery" model={model} act={act} title={t('counter.delivery.title')} confirm={t('counter.intake.save')} undo={saved === null ? null : { words: t('counter.delivery.undo'), run: () => act.setDelivery(null) }} onConfirm={save}>
      <div className="intake-pair">
        {FIELDS.map(([field, max]) => {
          const error = errors[field];
          return (
            <TextField
              key={field}
              {...(field === 'recipient' ? { ref: focusFirst } : {})}
              label={t(`counter.delivery.${field}`)}
              value={words(field)}
              maxLength={max}
              error={error === undefined ? undefined : t(error)}
              {...(field === 'address' ? { className: 'intake-wide' } : {})}
              onChange={(value) => act.type(`delivery.${field}`, value)}
            />
          );
        })}
      </div>
      <Choices legend={t('counter.delivery.payer')} name="delivery-payer" choices={PAYERS.map((value) => ({ value, words: t(`counter.delivery.payer.${value}`) }))} chosen={payer} onChoose={(value) => act.type('delivery.payer', value)} />
    </IntakeDialog>
  );
}
