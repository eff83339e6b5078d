// What the reader did out of turn – typed a code as a keyboard does, or read something while a dialog stood in the way – as a banner, and in the dialog itself.

import type { ReactNode } from 'react';
import { localFailure } from '../../../client/call-failed.ts';
import { Button } from '../../../parts/button.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { KeyboardModeSteps } from '../../../parts/wedge/keyboard-mode.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';

/** Stays until the officer has understood. */
export function ReaderBanner({ model, act }: { readonly model: CounterModel; readonly act: CounterActions }): ReactNode {
  const { t } = useTexts();
  const note = model.ui.readerNote;
  if (note === null) return null;
  const dismiss = <Button onPress={act.dismissReaderNote}>{t('reader.keyboard.dismiss')}</Button>;
  return (
    <div className="counter-lost">
      {note !== 'keyboard-mode' ? (
        <FailureNotice tone="info" failure={localFailure(note)} action={dismiss} />
      ) : (
        <Notice tone="warning" icon="keyboard" heard="alert" title={t('reader.keyboard.title')} action={dismiss}>
          <KeyboardModeSteps />
        </Notice>
      )}
    </div>
  );
}

/** The same for whatever dialog is in front, which hides the banner; without a button, which would take the dialog's focus. */
export function ReaderNote({ model }: { readonly model: CounterModel }): ReactNode {
  const note = model.ui.readerNote;
  return note === null || note === 'keyboard-mode' ? null : <FailureNotice tone="info" failure={localFailure(note)} />;
}
