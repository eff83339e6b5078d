// Passing the number at the counter on to another field, and to one counter of it if need be.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { FieldCode } from '../../../../shared/base/ids.ts';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { Choices } from '../../../parts/choices.tsx';
import { isTyping } from '../person/person-draft.ts';
import { known } from '../counter-model.ts';
import { DeskDialog } from './desk-dialog.tsx';
import type { TicketDialogProps } from './desk-dialog.tsx';

const ANY = 'any';

export function TransferDialog({ current, model, act }: TicketDialogProps): ReactNode {
  const { t, pick } = useTexts();
  const fields = model.point.fields;
  const [toField, setToField] = useState<FieldCode | null>(null);
  const [counter, setCounter] = useState<string>(ANY);
  const counters = model.point.counters.filter(({ counterId, fields: served }) => counterId !== model.counterId && toField !== null && served.includes(toField));
  const visit = known(model.visit);
  const pages = visit?.papers.reduce((sum, paper) => sum + paper.pages.length, 0) ?? 0;
  const chosen = counters.find(({ counterId }) => String(counterId) === counter)?.counterId ?? null;
  const loses = isTyping(model.ui) || (visit?.person ?? null) !== null || pages > 0;
  return (
    <DeskDialog
      model={model}
      act={act}
      title={t('counter.transfer.title', { number: current.number })}
      confirm={t(loses ? 'counter.transfer.confirm-lose' : 'counter.transfer.confirm')}
      danger={loses}
      disabled={toField === null}
      onConfirm={() => toField !== null && act.transfer({ toField, toCounter: chosen })}
    >
      <Choices
        legend={t('counter.transfer.field')}
        name="transfer-field"
        choices={fields.map((field) => ({ value: field.code, words: pick(field), mark: field.code }))}
        chosen={toField}
        onChoose={(code) => {
          setToField(code);
          setCounter(ANY);
        }}
      />
      <label className="field">
        <span>{t('counter.transfer.counter')}</span>
        <select className="text-input" value={chosen === null ? ANY : counter} onChange={(event) => setCounter(event.target.value)}>
          <option value={ANY}>{t('counter.transfer.any-counter')}</option>
          {counters.map(({ counterId, officerName }) => (
            <option key={counterId} value={String(counterId)}>
              {t('counter.transfer.counter-of', { counter: counterId })} – {officerName}
            </option>
          ))}
        </select>
      </label>
      {loses ? (
        <Notice tone="warning">{pages === 0 ? t('counter.abandon.transfer.no-pages') : t('counter.abandon.transfer', { pages })}</Notice>
      ) : null}
    </DeskDialog>
  );
}
