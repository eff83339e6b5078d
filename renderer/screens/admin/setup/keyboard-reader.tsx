// Notices a reader that types like a keyboard while its step is open: it is there, and cannot be used in this mode.

import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { KeyboardModeSteps } from '../../../parts/wedge/keyboard-mode.tsx';
import { watchKeys } from '../../../parts/wedge/watch-keys.ts';

export function KeyboardReader(): ReactNode {
  const { t } = useTexts();
  const [isTyping, setTyping] = useState(false);
  useEffect(() => watchKeys(window, { onCode: () => setTyping(true), isWatching: () => true }), []);
  if (!isTyping) return null;
  return (
    <Notice tone="warning" title={t('setup.keyboard-reader')} icon="keyboard" heard="alert">
      <KeyboardModeSteps />
    </Notice>
  );
}
