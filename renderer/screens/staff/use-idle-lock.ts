// Watches for touches of a window: tells the station that somebody is there, and when nobody has been for too long.

import { useEffect } from 'react';

/** The station hears of touches at most so often. */
const TELL_EVERY_MS = 20_000;
const LOOK_EVERY_MS = 1000;
const TOUCHES = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

export function useIdleLock({ isOpen, lockAfterMs, onTouched, onIdle }: { readonly isOpen: boolean; readonly lockAfterMs: number; onTouched(): void; onIdle(): void }): void {
  useEffect(() => {
    if (!isOpen) return undefined;
    let touchedAt = performance.now();
    let toldAt = touchedAt;
    const touched = (): void => {
      touchedAt = performance.now();
      if (touchedAt - toldAt < TELL_EVERY_MS) return;
      toldAt = touchedAt;
      onTouched();
    };
    const timer = setInterval(() => {
      if (performance.now() - touchedAt >= lockAfterMs) onIdle();
    }, LOOK_EVERY_MS);
    for (const name of TOUCHES) window.addEventListener(name, touched, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      for (const name of TOUCHES) window.removeEventListener(name, touched, { capture: true });
    };
  }, [isOpen, lockAfterMs, onTouched, onIdle]);
}
