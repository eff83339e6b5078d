// Entering a paper opinion slip that came back: what is ticked, what is written, and of which visit where the slip says so.

import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { BusinessDay, EpochMs } from '../../../../shared/base/ids.ts';
import type { CommandInput, CommandOutput } from '../../../../shared/contract/commands.ts';
import { OPINION_FLAWS, OPINION_MANNERS, OPINION_PACES } from '../../../../shared/domain/feedback/opinion-slip.ts';
import { businessDayOf } from '../../../../shared/domain/time/business-day.ts';
import { createIntents } from '../../../client/intents.ts';
import { Choices, focusFirst } from '../../../parts/choices.tsx';
import { FormDialog } from '../../../parts/form-dialog.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useKeptFields } from '../../../parts/staff/kept-words.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { parseTypedDate, typedDate } from '../../../parts/typed-date.ts';
import { SlipWords } from './slip-words.tsx';

/** Place of this intent in the table of intents. */
const KEY = 'slip';
export type Slip = Omit<CommandInput<'opinion.enter'>, 'requestId' | 'level' | 'day'> & { readonly level: CommandInput<'opinion.enter'>['level'] | null };
const EMPTY: Slip = { code: '', level: null, pace: 'unsaid', manner: 'unsaid', flaws: [], words: '', wordsAre: 'remark', about: 'other', contactName: '', contactPhone: '' };
/** What an officer writes off the slip; the rest is ticked. */
const WRITTEN = ['code', 'words', 'contactName', 'contactPhone'] as const;
type Written = (typeof WRITTEN)[number];
/** «Bình thường» stands on slips of an older template alone, so it comes last. */
const LEVELS = ['very-satisfied', 'satisfied', 'dissatisfied', 'neutral'] as const;

export function SlipDialog({ now, onClose, onEntered }: { readonly now: number; onClose(): void; onEntered(): void }): ReactNode {
  const { client, newRequestId } = useServices();
  const { t, date } = useTexts();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const intent = useStore(intents.store)[KEY];
  const [typed, setTyped] = useKeptFields<Written>('slip');
  const [ticked, setTicked] = useState<Slip>(EMPTY);
  const slip: Slip = { ...ticked, ...typed };
  const [day, setDay] = useState(() => typedDate(businessDayOf(now as EpochMs)));
  const [entered, setEntered] = useState<CommandOutput<'opinion.enter'> | null>(null);
  const flawsName = useId();
  const set = (change: Partial<Slip>): void => {
    setEntered(null);
    const written = Object.fromEntries(WRITTEN.flatMap((name) => (change[name] === undefined ? [] : [[name, change[name]]])));
    if (Object.keys(written).length > 0) setTyped({ ...typed, ...written });
    setTicked((before) => ({ ...before, ...change }));
  };
  const { level, words, wordsAre, contactPhone } = slip;
  const typedDay = parseTypedDate(day);
  const isReady = level !== null && typedDay !== null && typedDay !== '' && (wordsAre === 'remark' || words.trim() !== '') && /^[0-9+ ]*$/.test(contactPhone);
  const enter = (): void => {
    if (!isReady) return;
    void intents.run(KEY, 'opinion.enter', { ...slip, flaws: [...slip.flaws], level, day: typedDay as BusinessDay, words: words.trim() }, (answer) => {
      setEntered(answer);
      // The day stays: a box holds many slips of one.
      setTicked(EMPTY);
      setTyped({});
      onEntered();
    });
  };
  return (
    <FormDialog title={t('feedback.slip.title')} leave={t('counter.papers.close')} confirm={t('feedback.slip.enter')} icon="check" isReady={isReady} wide intent={intent} onClose={onClose} onConfirm={enter}>
      {entered !== null && (
        <Notice tone="success" icon="check-circle">
          {entered.petition === null ? t('feedback.slip.entered') : t('feedback.slip.entered-petition', { code: entered.petition.code, date: entered.petition.handleBy === null ? '–' : date(entered.petition.handleBy) })}
        </Notice>
      )}
      <p className="quiet">{t('feedback.slip.explain')}</p>
      <div className="slip-columns">
        <TextField ref={focusFirst} label={t('feedback.slip.code')} hint={t('feedback.slip.code-hint')} value={slip.code} maxLength={60} onChange={(code) => set({ code })} />
        <TextField label={t('feedback.slip.day')} hint={t('feedback.slip.day-hint')} value={day} maxLength={10} inputMode="numeric" error={typedDay === null ? t('feedback.slip.no-day') : undefined} onChange={setDay} />
      </div>
      <Choices legend={t('feedback.slip.level')} name="slip-level" chosen={level} choices={LEVELS.map((value) => ({ value, words: value === 'neutral' ? t('feedback.slip.neutral') : t(`common.rating.${value}`) }))} onChoose={(chosen) => set({ level: chosen })} />
      <Choices legend={t('feedback.slip.pace')} name="slip-pace" chosen={slip.pace} choices={OPINION_PACES.map((value) => ({ value, words: t(`feedback.pace.${value}`) }))} onChoose={(pace) => set({ pace })} />
      <Choices legend={t('feedback.slip.manner')} name="slip-manner" chosen={slip.manner} choices={OPINION_MANNERS.map((value) => ({ value, words: t(`feedback.manner.${value}`) }))} onChoose={(manner) => set({ manner })} />
      <fieldset className="choices">
        <legend>{t('feedback.slip.flaws')}</legend>
        {OPINION_FLAWS.map((flaw) => (
          <label key={flaw} className="choice">
            <input type="checkbox" name={flawsName} value={flaw} checked={slip.flaws.includes(flaw)} onChange={() => set({ flaws: slip.flaws.includes(flaw) ? slip.flaws.filter((own) => own !== flaw) : [...slip.flaws, flaw] })} />
            <span>{t(`feedback.flaw.${flaw}`)}</span>
          </label>
        ))}
      </fieldset>
      <SlipWords slip={slip} onChange={set} />
    </FormDialog>
  );
}
