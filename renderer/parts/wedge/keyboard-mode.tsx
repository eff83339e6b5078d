// What to do about a reader in keyboard mode: why the code was not taken, and the steps into the mode that this program reads.

import type { ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.tsx';
import './wedge.css';

/** For the officer and for whoever looks after the machine. The barcodes themselves stand in each maker's manual: they hold signs that only its own readers know. */
export function KeyboardModeSteps(): ReactNode {
  const { t } = useTexts();
  return (
    <div className="keyboard-mode">
      <p>{t('reader.keyboard.why')}</p>
      <ol>
        <li>{t('reader.keyboard.step-find')}</li>
        <li>{t('reader.keyboard.step-read')}</li>
        <li>{t('reader.keyboard.step-replug')}</li>
      </ol>
      <p>{t('reader.keyboard.else')}</p>
    </div>
  );
}
