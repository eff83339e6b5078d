// What is found for a place at this moment, what is in use, and an address to type: one of them is taken.

import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { Failure } from '../../../../shared/contract/command.ts';
import type { FoundDevice, SetupChoice, SetupPlace } from '../../../../shared/contract/setup.ts';
import { FailureNotice } from '../../../parts/notice.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { choiceWords, groupOf, isSameThing, TYPED, typedChoice } from './choice-words.ts';

const PLACEHOLDERS = { 'ticket-printer': '192.0.2.5:9100', scanner: 'http://192.0.2.7/eSCL', line: '192.0.2.8:4001' } as const;

interface FoundListProps {
  readonly place: SetupPlace;
  /** In use. */
  readonly now: SetupChoice | null;
  readonly devices: readonly FoundDevice[];
  readonly isSearching: boolean;
  readonly failure: Failure | null;
  readonly chosen: SetupChoice | null;
  readonly disabled: boolean;
  onChoose(choice: SetupChoice): void;
}

export function FoundList({ place, now, devices, isSearching, failure, chosen, disabled, onChoose }: FoundListProps): ReactNode {
  const { t } = useTexts();
  const group = useId();
  const typedAs = TYPED[place.role];
  const isNowFound = devices.some(({ choice }) => isSameThing(choice, now));
  const isTyped = typedAs !== undefined && chosen !== null && !isSameThing(chosen, now) && !devices.some(({ choice }) => isSameThing(choice, chosen));
  const [typed, setTyped] = useState('');
  const ownAny = place.role === 'loudspeaker';
  return (
    <fieldset className="setup-found" disabled={disabled}>
      <legend>{t('setup.found')}</legend>
      <p className="quiet" role="status">
        {isSearching ? t('setup.searching') : devices.length === 0 ? t('setup.found-nothing') : t('setup.found-live', { count: devices.length })}
      </p>
      {failure !== null && <FailureNotice failure={failure} tone="warning" />}
      <ul>
        {ownAny && <Line name={group} title={t('admin.sound.loudspeaker.own')} where="" kind="" isChosen={chosen !== null && groupOf(chosen['device'])['loudspeaker'] === null} onChoose={() => onChoose({ device: { loudspeaker: null } })} />}
        {now !== null && !isNowFound && choiceWords(now) !== '' && <Line name={group} title={choiceWords(now)} where="" kind={t('setup.in-use')} isChosen={isSameThing(chosen, now)} onChoose={() => onChoose(now)} />}
        {devices.map(({ key, name, kind, where, choice }) => (
          <Line
            key={key}
            name={group}
            title={name}
            where={where}
            kind={choice === null && kind === 'queue' ? `${t('setup.kind.queue')}, ${t('setup.unusable')}` : t(`setup.kind.${kind}`)}
            isChosen={choice !== null && isSameThing(chosen, choice)}
            // What is in use keeps what else was said of it.
            onChoose={choice === null ? null : () => onChoose(isSameThing(choice, now) && now !== null ? now : choice)}
          />
        ))}
      </ul>
      {typedAs !== undefined && (
        <TextField
          label={t(`setup.typed.${typedAs}`)}
          value={typed}
          placeholder={PLACEHOLDERS[typedAs]}
          maxLength={300}
          error={typed !== '' && typedChoice(place.role, typed) === null ? t('setup.typed-wrong') : undefined}
          hint={isTyped ? t('setup.typed-chosen') : undefined}
          onChange={(text) => {
            setTyped(text);
            const choice = typedChoice(place.role, text);
            if (choice !== null) onChoose(choice);
          }}
        />
      )}
    </fieldset>
  );
}

function Line({ name, title, where, kind, isChosen, onChoose }: { readonly name: string; readonly title: string; readonly where: string; readonly kind: string; readonly isChosen: boolean; readonly onChoose: (() => void) | null }): ReactNode {
  return (
    <li>
      <label className="choice setup-line" data-usable={onChoose !== null}>
        <input type="radio" name={name} checked={isChosen} disabled={onChoose === null} onChange={() => onChoose?.()} />
        <strong>{title}</strong>
        <span className="quiet">{[kind, where === title ? '' : where].filter((part) => part !== '').join(' · ')}</span>
      </label>
    </li>
  );
}
