// Holding the number at the counter, with the reason that stands in the day's record.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useKeptWords } from '../../../parts/staff/kept-words.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { Choices } from '../../../parts/choices.tsx';
import { DeskDialog } from './desk-dialog.tsx';
import type { TicketDialogProps } from './desk-dialog.tsx';

const PRESETS = ['copy', 'paper', 'form', 'other'] as const;
type Preset = (typeof PRESETS)[number];

export function HoldDialog({ current, model, act }: TicketDialogProps): ReactNode {
  const { t } = useTexts();
  const [words, setWords] = useKeptWords(`hold ${current.ticketId}`);
  const [picked, setPreset] = useState<Preset | null>(null);
  // Words that are there again were typed for this.
  const preset = picked ?? (words === '' ? 'copy' : 'other');
  const reason = preset === 'other' && words.trim() !== '' ? words.trim() : t(`counter.hold.preset.${preset}`);
  return (
    <DeskDialog model={model} act={act} title={t('counter.hold.title', { number: current.number })} confirm={t('counter.hold.confirm')} onConfirm={() => act.hold(reason)}>
      <p>{t('counter.hold.explain')}</p>
      <Choices<Preset>
        legend={t('counter.hold.reason')}
        name="hold-reason"
        choices={PRESETS.map((value) => ({ value, words: t(`counter.hold.preset.${value}`) }))}
        chosen={preset}
        onChoose={setPreset}
      />
      {preset === 'other' && <TextField label={t('counter.hold.other')} value={words} maxLength={120} onChange={setWords} />}
    </DeskDialog>
  );
}
