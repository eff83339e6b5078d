// Taking a priority away, with the reason that stands in the day's record, and what becomes of the person.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { Choices } from '../../../parts/choices.tsx';
import { useKeptWords } from '../../../parts/staff/kept-words.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { DeskDialog } from './desk-dialog.tsx';
import type { TicketDialogProps } from './desk-dialog.tsx';
import type { VisitStage } from './visit-begun.ts';

const PRESETS = ['age', 'paper', 'mistake', 'other'] as const;
type Preset = (typeof PRESETS)[number];

export function PriorityDialog({ current, stage, model, act }: TicketDialogProps & { readonly stage: VisitStage }): ReactNode {
  const { t } = useTexts();
  const [words, setWords] = useKeptWords(`priority ${current.ticketId}`);
  const [picked, setPreset] = useState<Preset | null>(null);
  // Words that are there again were typed for this.
  const preset = picked ?? (words === '' ? 'paper' : 'other');
  const reason = preset === 'other' && words.trim() !== '' ? words.trim() : t(`counter.priority.preset.${preset}`);
  return (
    <DeskDialog model={model} act={act} title={t('counter.priority.title', { number: current.number })} confirm={t('counter.priority.confirm')} onConfirm={() => act.checkPriority('removed', reason)}>
      <p>{t(stage === 'empty' ? 'counter.priority.explain' : `counter.priority.explain-${stage}`)}</p>
      <Choices<Preset>
        legend={t('counter.priority.reason')}
        name="priority-reason"
        choices={PRESETS.map((value) => ({ value, words: t(`counter.priority.preset.${value}`) }))}
        chosen={preset}
        onChoose={setPreset}
      />
      {preset === 'other' && <TextField label={t('counter.priority.other')} value={words} maxLength={120} onChange={setWords} />}
    </DeskDialog>
  );
}
