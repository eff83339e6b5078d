// Typing or correcting a person by hand.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { EMAIL_LENGTH } from '../../../../shared/domain/intake/name-lengths.ts';
import type { Person } from '../../../../shared/contract/visit.ts';
import { Button } from '../../../parts/button.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import type { TextFieldProps } from '../../../parts/text-field.tsx';
import type { TextKey } from '../../../parts/texts/texts.ts';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { Editing } from '../counter-ui.ts';
import type { VisitProps } from '../visit/visit-column.tsx';
import { WARNING_FIELD } from './person-card.tsx';
import { doubtedWords, personOf } from './person-draft.ts';
import type { PersonErrors } from './person-draft.ts';

const SEXES = ['male', 'female', 'unknown'] as const;

interface Line {
  readonly field: Exclude<keyof Person, 'sex'>;
  readonly label: TextKey;
  readonly max: number;
  readonly look: Pick<TextFieldProps, 'inputMode' | 'className'> & { readonly hint?: TextKey };
}
const NAME: Line = { field: 'fullName', label: 'counter.person.full-name', max: 120, look: { className: 'person-wide' } };
const BEFORE_SEX: readonly Line[] = [
  { field: 'idNumber', label: 'counter.person.id-number', max: 20, look: { inputMode: 'numeric' } },
  { field: 'birthDate', label: 'counter.person.birth-date', max: 10, look: { inputMode: 'numeric', hint: 'counter.person.date-hint' } },
];
const AFTER_SEX: readonly Line[] = [
  { field: 'issuedOn', label: 'counter.person.issued-on', max: 10, look: { inputMode: 'numeric', hint: 'counter.person.date-hint' } },
  { field: 'oldIdNumber', label: 'counter.person.old-id-number', max: 20, look: { inputMode: 'numeric' } },
  { field: 'phone', label: 'counter.person.phone', max: 20, look: { inputMode: 'tel' } },
  { field: 'email', label: 'counter.person.email', max: EMAIL_LENGTH, look: { inputMode: 'email', className: 'person-wide' } },
  { field: 'address', label: 'counter.person.address', max: 300, look: { className: 'person-wide' } },
];

export function PersonForm({ model, act, visit, editing }: VisitProps & { readonly editing: Editing }): ReactNode {
  const { t } = useTexts();
  const [errors, setErrors] = useState<PersonErrors>({});
  const [doubted, setDoubted] = useState<{ readonly words: string; readonly doubts: readonly TextKey[] } | null>(null);
  const { draft, base } = editing;
  const pending = model.intents['person']?.state === 'pending';
  const cardCame = visit.personSource === 'card' && visit.person !== null && JSON.stringify(visit.person) !== JSON.stringify(base) ? visit.person : null;

  function save(): void {
    const parsed = personOf(draft, doubted?.words ?? null);
    setDoubted(parsed.kind === 'doubts' ? { words: doubtedWords(draft), doubts: parsed.doubts } : null);
    setErrors(parsed.kind === 'errors' ? parsed.errors : {});
    if (parsed.kind === 'person') act.savePerson(parsed.person);
  }
  function field({ field: name, label, max, look }: Line): ReactNode {
    const error = errors[name];
    // Of the number only while the words are those that were doubted.
    const own = name === 'idNumber' && doubted?.words === doubtedWords(draft) ? [...doubted.doubts.map((key) => t(key)), t('counter.person.doubt.act')].join(' ') : undefined;
    const warning = draft[name] === '' ? undefined : visit.warnings.find((each) => WARNING_FIELD[each] === name);
    return (
      <TextField
        key={name}
        label={t(label)}
        value={draft[name]}
        maxLength={max}
        autoFocus={name === 'fullName'}
        error={error === undefined ? undefined : t(error)}
        doubt={own ?? (warning === undefined ? undefined : t(`counter.warning.${warning}`))}
        {...(look.hint === undefined ? {} : { placeholder: t(look.hint) })}
        {...(look.inputMode === undefined ? {} : { inputMode: look.inputMode })}
        {...(look.className === undefined ? {} : { className: look.className })}
        onChange={(value) => act.edit({ ...draft, [name]: value })}
      />
    );
  }

  return (
    <form
      className="person-form"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {cardCame !== null && (
        <Notice tone="warning" icon="reader" heard="alert" action={<CardOrTyping onCard={() => act.edit(null)} onTyping={act.keepTyping} />}>
          {t('counter.person.card-while-editing', { name: cardCame.fullName })}
        </Notice>
      )}
      <div className="person-fields">
        {field(NAME)}
        {BEFORE_SEX.map(field)}
        <label className="field">
          <span>{t('counter.person.sex')}</span>
          <select
            className="text-input"
            value={draft.sex}
            onChange={(event) => {
              const sex = SEXES.find((each) => each === event.target.value);
              if (sex !== undefined) act.edit({ ...draft, sex });
            }}
          >
            {SEXES.map((sex) => (
              <option key={sex} value={sex}>
                {t(`counter.person.sex.${sex}`)}
              </option>
            ))}
          </select>
        </label>
        {AFTER_SEX.map(field)}
      </div>
      <div className="person-foot">
        <span className="spread" />
        <Button onPress={() => act.edit(null)}>{t('counter.person.cancel')}</Button>
        <Button kind="primary" submit icon="check" keycap="Enter" busy={pending} onPress={() => undefined}>
          {t('counter.person.save')}
        </Button>
      </div>
    </form>
  );
}

function CardOrTyping({ onCard, onTyping }: { readonly onCard: () => void; readonly onTyping: () => void }): ReactNode {
  const { t } = useTexts();
  return (
    <div className="person-choice">
      <Button kind="primary" onPress={onCard}>
        {t('counter.person.use-card')}
      </Button>
      <Button onPress={onTyping}>{t('counter.person.keep-typing')}</Button>
    </div>
  );
}
