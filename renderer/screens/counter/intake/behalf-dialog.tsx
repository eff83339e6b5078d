// For whom the person at the counter files: a child, a ward, whoever has authorised them, a household business or another organisation.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { focusFirst } from '../../../parts/choices.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import type { TextKey } from '../../../parts/texts/texts.ts';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { BehalfErrors, BehalfField, OwnerKind } from './behalf-draft.ts';
import { behalfDraft, behalfOf, doubtedOwner, relationsOf } from './behalf-draft.ts';
import { IntakeDialog } from './intake-dialog.tsx';
import type { IntakeDialogProps } from './intake-dialog.tsx';
import { typedIn } from './typed-fields.ts';

const KINDS: readonly OwnerKind[] = ['person', 'household-business', 'organisation'];
const MAX: Readonly<Record<BehalfField, number>> = { fullName: 120, idNumber: 20, birthDate: 10, number: 40, address: 300, phone: 20 };
const OF_PERSON: readonly BehalfField[] = ['fullName', 'idNumber', 'birthDate', 'phone', 'address'];
const OF_OTHERS: readonly BehalfField[] = ['fullName', 'number', 'phone', 'address'];
const WIDE: readonly BehalfField[] = ['fullName', 'address'];

function labelOf(field: BehalfField, kind: OwnerKind): TextKey {
  if (field === 'number') return 'counter.behalf.number';
  if (field === 'fullName') return kind === 'person' ? 'counter.person.full-name' : 'counter.behalf.name';
  if (field === 'address' && kind !== 'person') return 'counter.behalf.address';
  return ({ idNumber: 'counter.person.id-number', birthDate: 'counter.person.birth-date', address: 'counter.person.address', phone: 'counter.person.phone' } as const)[field];
}

export function BehalfDialog({ visit, model, act }: IntakeDialogProps): ReactNode {
  const { t } = useTexts();
  const [errors, setErrors] = useState<BehalfErrors>({});
  const [doubted, setDoubted] = useState<string | null>(null);
  const saved = visit.intake.behalf;
  const draft = behalfDraft(saved, typedIn(model.ui.typing, 'behalf'));
  function save(): void {
    const found = behalfOf(draft, doubted);
    setErrors('errors' in found ? found.errors : {});
    if ('errors' in found) setDoubted(doubtedOwner(draft));
    if ('behalf' in found) act.setBehalf(found.behalf);
  }
  return (
    <IntakeDialog of="behalf" model={model} act={act} title={t('counter.behalf.title')} confirm={t('counter.intake.save')} undo={saved === null ? null : { words: t('counter.behalf.undo'), run: () => act.setBehalf(null) }} onConfirm={save}>
      <div className="intake-pair">
        <label className="field">
          <span>{t('counter.behalf.kind')}</span>
          <select ref={focusFirst} className="text-input" value={draft.kind} onChange={(event) => act.type('behalf.kind', event.target.value)}>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`counter.behalf.kind.${kind}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{t('counter.behalf.relation')}</span>
          <select className="text-input" value={draft.relation} onChange={(event) => act.type('behalf.relation', event.target.value)}>
            {relationsOf(draft.kind).map((relation) => (
              <option key={relation} value={relation}>
                {t(`counter.behalf.relation.${relation}`)}
              </option>
            ))}
          </select>
        </label>
        {(draft.kind === 'person' ? OF_PERSON : OF_OTHERS).map((field) => {
          const error = errors[field];
          const isDoubted = error?.startsWith('counter.person.doubt.') ?? false;
          return (
            <TextField
              key={field}
              label={t(labelOf(field, draft.kind))}
              value={draft[field]}
              maxLength={MAX[field]}
              {...(error === undefined ? {} : { [isDoubted || field === 'number' ? 'doubt' : 'error']: isDoubted ? `${t(error)} ${t('counter.person.doubt.act')}` : t(error) })}
              {...(field === 'birthDate' ? { placeholder: t('counter.person.date-hint') } : {})}
              {...(WIDE.includes(field) ? { className: 'intake-wide' } : {})}
              onChange={(value) => act.type(`behalf.${field}`, value)}
            />
          );
        })}
      </div>
      <Notice tone="info" heard="none">{t(`counter.behalf.paper.${draft.relation}`)}</Notice>
    </IntakeDialog>
  );
}
