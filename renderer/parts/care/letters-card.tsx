// The list of what the city did not take, with its heading and with what was done last; nothing where there is nothing to say.

import type { ReactNode } from 'react';
import type { DeadLetter } from '../../../shared/contract/care.ts';
import { Button } from '../button.tsx';
import { FailureNotice, Notice } from '../notice.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import type { CareActions, CareModel } from './care-core.ts';
import { LetterList } from './letter-list.tsx';

/** `letters` are those of the model that this window shows. */
export function LettersCard({ letters, model, act }: { readonly letters: readonly DeadLetter[]; readonly model: CareModel; readonly act: CareActions }): ReactNode {
  const { t } = useTexts();
  const failure = model.letters.kind === 'loading' ? null : model.letters.failure;
  const done = model.done?.what === 'resent' || model.done?.what === 'withdrawn' ? { what: model.done.what, label: model.done.label } : null;
  if (letters.length === 0 && done === null && failure === null) return null;
  return (
    <section className={letters.length === 0 ? 'card' : 'card card-danger'} aria-label={t('care.letters.heading')}>
      <h2>{t('care.letters.heading')}</h2>
      {failure !== null && (
        <FailureNotice failure={failure} tone="warning" action={<Button onPress={act.refresh}>{t('common.try-again')}</Button>} />
      )}
      {done !== null && <Notice tone="success">{t(`care.letters.${done.what}`, { label: done.label })}</Notice>}
      {letters.length > 0 && <p>{t('care.letters.explain')}</p>}
      <LetterList letters={letters} model={model} act={act} />
    </section>
  );
}
