// The queue's buttons with their keys, and the line that says why one of them did nothing.

import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { isUndecided } from '../../../client/intents.ts';
import { Button } from '../../../parts/button.tsx';
import type { IconName } from '../../../parts/icons.tsx';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import type { TextKey } from '../../../parts/texts/texts.ts';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { known } from '../counter-model.ts';
import { keyOf } from '../keys/counter-keys.ts';
import type { DeskProps } from './desk-column.tsx';
import { whyNot } from './why-not.ts';
import type { DeskAction } from './why-not.ts';

interface KeyLook {
  readonly action: DeskAction;
  readonly icon: IconName;
  readonly words: TextKey;
}

const FIRST = { action: 'next', icon: 'megaphone', words: 'counter.queue.next' } as const satisfies KeyLook;
const OTHERS = [
  { action: 'recall', icon: 'repeat', words: 'counter.queue.recall' },
  { action: 'skip', icon: 'forward', words: 'counter.queue.skip' },
  { action: 'hold', icon: 'clock', words: 'counter.queue.hold' },
  { action: 'transfer', icon: 'people', words: 'counter.queue.transfer' },
  { action: 'finish', icon: 'check', words: 'counter.queue.finish' },
] as const satisfies readonly KeyLook[];

export function DeskKeys({ desk, model, act }: DeskProps): ReactNode {
  const { t } = useTexts();
  const intent = model.intents['desk'];
  const pending = intent?.state === 'pending';
  const next = useRef<HTMLButtonElement>(null);
  const isFree = desk.current === null && known(model.visit) === null && !pending;
  // A turn has ended and what had the focus is gone with it: the next key calls the next person.
  useEffect(() => {
    if (isFree && (document.activeElement === null || document.activeElement === document.body)) next.current?.focus();
  }, [isFree]);
  const dossierOpened = known(model.visit)?.state === 'dossier-opened';
  const paused = desk.state === 'paused';
  const last: KeyLook = paused ? { action: 'resume', icon: 'check', words: 'counter.queue.resume' } : { action: 'pause', icon: 'pause', words: 'counter.queue.pause' };

  function key({ action, icon, words }: KeyLook, primary: boolean): ReactNode {
    const obstacle = whyNot(action, { desk, pending, dossierOpened });
    return (
      <Button
        key={action}
        {...(action === 'next' ? { ref: next } : {})}
        className="desk-key"
        icon={icon}
        keycap={keyOf(action)}
        kind={primary ? 'primary' : 'plain'}
        disabled={obstacle !== null}
        onPress={() => act.desk(action)}
      >
        {t(words)}
      </Button>
    );
  }
  // The one next step stands out: calling when nobody is here, finishing when the dossier is open, opening when paused.
  return (
    <div className="desk-keys">
      {key(FIRST, !paused && desk.current === null)}
      <div className="desk-keys-grid">
        {OTHERS.map((look) => key(look, look.action === 'finish' && dossierOpened))}
        {key(last, paused)}
      </div>
      {model.ui.obstacle !== null && (
        <Notice tone="info">{t(model.ui.obstacle.key, model.ui.obstacle.params)}</Notice>
      )}
      {intent?.failure !== null && intent?.failure !== undefined && !isUndecided(intent) && model.ui.dialog === null && <FailureNotice failure={intent.failure} title={t(`counter.action.${intent.command}`)} />}
    </div>
  );
}
