// What is written on a paper slip: words that complain or propose get a code and clocks, and the contact that stands beside them.

import { useId } from 'react';
import type { ReactNode } from 'react';
import { Choices } from '../../../parts/choices.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { Slip } from './slip-dialog.tsx';

const ARE = ['remark', 'complaint', 'proposal'] as const;
const ABOUTS = ['manner', 'procedure', 'delay', 'fee', 'place', 'other'] as const;

export function SlipWords({ slip: { words, wordsAre, about, contactName, contactPhone }, onChange }: { readonly slip: Slip; onChange(change: Partial<Slip>): void }): ReactNode {
  const { t } = useTexts();
  const [field, aboutField] = [useId(), useId()];
  return (
    <>
      <div className="field">
        <label htmlFor={field}>{t('feedback.slip.words')}</label>
        <textarea id={field} rows={3} maxLength={2_000} value={words} spellCheck={false} onChange={(event) => onChange({ words: event.target.value })} />
      </div>
      {words.trim() !== '' && <Choices legend={t('feedback.slip.words-are')} name="slip-words-are" chosen={wordsAre} choices={ARE.map((value) => ({ value, words: t(`feedback.slip.words-are.${value}`) }))} onChoose={(are) => onChange({ wordsAre: are })} />}
      {wordsAre !== 'remark' && (
        <div className="slip-columns">
          <label className="field" htmlFor={aboutField}>
            {t('counter.petition.about')}
            <select id={aboutField} className="text-input" value={about} onChange={(event) => onChange({ about: ABOUTS.find((own) => own === event.target.value) ?? 'other' })}>
              {ABOUTS.map((own) => (
                <option key={own} value={own}>
                  {t(`common.petition.about.${own}`)}
                </option>
              ))}
            </select>
          </label>
          <TextField label={t('counter.petition.name')} value={contactName} maxLength={120} onChange={(name) => onChange({ contactName: name })} />
          <TextField label={t('counter.petition.phone')} value={contactPhone} maxLength={20} inputMode="tel" error={/^[0-9+ ]*$/.test(contactPhone) ? undefined : t('counter.petition.no-phone')} onChange={(phone) => onChange({ contactPhone: phone })} />
        </div>
      )}
    </>
  );
}
