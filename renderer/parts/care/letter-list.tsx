// What the city did not take: each with its reason in the reader's words, what to do about it, whose it is and since when.

import type { ReactNode } from 'react';
import type { DeadLetter } from '../../../shared/contract/care.ts';
import { Badge } from '../badge.tsx';
import type { Tone } from '../badge.tsx';
import { Button } from '../button.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import type { CareActions, CareModel } from './care-core.ts';
import { letterKey } from './care-core.ts';
import { actorWords, ageWords, eventWords, letterWords } from './words-for.ts';
import './care.css';

const TONES: Readonly<Record<DeadLetter['state'], Tone>> = { rejected: 'danger', held: 'warning', kept: 'info' };

/** `letters` are those of the model that this window shows. */
export function LetterList({ letters, model, act }: { readonly letters: readonly DeadLetter[]; readonly model: CareModel; readonly act: CareActions }): ReactNode {
  return (
    <ul className="letters">
      {letters.map((letter) => (
        <Letter key={letter.opId} letter={letter} model={model} act={act} />
      ))}
    </ul>
  );
}

function Letter({ letter, model, act }: { readonly letter: DeadLetter; readonly model: CareModel; readonly act: CareActions }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const { sequence, type, state, answeredAt, label, code, detail, actor, heldBy, canResend, canWithdraw } = letter;
  const words = letterWords(code, texts);
  const busy = model.intents[letterKey(letter)]?.state === 'pending';
  const what = `${eventWords(type, texts)} ${label}`;
  return (
    <li className="letter" data-state={state}>
      <p className="letter-head">
        <strong>{eventWords(type, texts)}</strong>
        <span className="digits">{label}</span>
        <Badge tone={TONES[state]}>{heldBy === null ? t(`care.letter.state.${state}`) : t('care.letter.held-by', { sequence: heldBy })}</Badge>
        <span className="letter-whose">{t('care.letter.whose', { actor: actorWords(actor, texts), sequence })}</span>
      </p>
      <p className="letter-why">{words.why}</p>
      <p>
        <strong>{t('care.letter.to-do')}</strong> {words.act}
      </p>
      <p className="letter-foot">
        {t('care.letter.since', { time: texts.moment(answeredAt, model.now), age: ageWords(answeredAt, model.now, texts) })}
        <small className="failure-code"> ({code}{detail === '' ? '' : ` · ${detail}`})</small>
      </p>
      {(canResend || canWithdraw) && (
        <p className="letter-buttons">
          {canResend && (
            <Button kind="primary" icon="upload" busy={busy} label={t('care.letter.edit-of', { what })} onPress={() => act.open(letter, 'edit')}>
              {t('care.letter.edit')}
            </Button>
          )}
          {canWithdraw && (
            <Button icon="trash" busy={busy} label={t('care.letter.withdraw-of', { what })} onPress={() => act.open(letter, 'withdraw')}>
              {t('care.letter.withdraw')}
            </Button>
          )}
        </p>
      )}
    </li>
  );
}
