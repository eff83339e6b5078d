// The name of a screen of this machine, as people call it.

import type { Caller } from '../../../../shared/contract/command.ts';
import type { Texts } from '../../../parts/texts/use-texts.tsx';

export function windowName(target: Caller, { t }: Texts): string {
  if (target.role === 'citizen-display') return t('self-test.window.citizen-display', { counter: target.counterId });
  return target.role === 'board' ? t('self-test.window.board') : t('self-test.window.kiosk');
}
