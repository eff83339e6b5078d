// Nobody there any more: asks, waits a little, and then the next person finds nothing of the last one.

import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

/** Without a touch for this long, the kiosk asks. */
const ASK_AFTER_MS = 40_000;
/** Without a touch for this long, it wipes. Below the 60 s that are allowed. */
const WIPE_AFTER_MS = 55_000;

export interface IdleGuardProps {
  readonly watch: boolean;
  /** False on the first page, where there is nothing to lose by going on without a question. */
  readonly ask: boolean;
  readonly onIdle: () => void;
}

export function IdleGuard({ watch, ask, onIdle }: IdleGuardProps): ReactNode {
  const { now } = useServices();
  const { t } = useTexts();
  const [idleMs, setIdleMs] = useState(0);
  const touchedAt = useRef(0);
  const idle = useRef(onIdle);
  useEffect(() => {
    idle.current = onIdle;
  });
  const touch = (): void => {
    touchedAt.current = now();
    setIdleMs(0);
  };
  useEffect(() => {
    if (!watch) return undefined;
    const noticed = (): void => {
      touchedAt.current = now();
      setIdleMs(0);
    };
    noticed();
    const timer = setInterval(() => {
      const passed = now() - touchedAt.current;
      setIdleMs(passed);
      if (passed >= WIPE_AFTER_MS) idle.current();
    }, 1_000);
    const kinds = ['pointerdown', 'keydown', 'input'] as const;
    for (const kind of kinds) window.addEventListener(kind, noticed, { capture: true });
    return () => {
      clearInterval(timer);
      for (const kind of kinds) window.removeEventListener(kind, noticed, { capture: true });
      setIdleMs(0);
    };
  }, [watch, now]);

  if (!watch || !ask || idleMs < ASK_AFTER_MS) return null;
  const left = Math.max(0, Math.ceil((WIPE_AFTER_MS - idleMs) / 1_000));
  return (
    <Dialog
      title={t('kiosk.idle.title')}
      onClose={touch}
      actions={
        <>
          <Button size="touch" kind="primary" onPress={touch}>
            {t('kiosk.idle.stay')}
          </Button>
          <Button size="touch" onPress={() => idle.current()}>
            {t('kiosk.idle.leave')}
          </Button>
        </>
      }
    >
      <p className="digits">{t('kiosk.idle.more', { count: left })}</p>
    </Dialog>
  );
}
