// Watches what happens to the page while a gesture or a key is tried: what reaches it, and what takes it away.

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Sight } from '../../../shared/contract/self-test.ts';

export interface Seen {
  readonly sights: readonly Sight[];
  /** Names of keys that reached the page; what types a character is only 'abc'. */
  readonly keys: readonly string[];
}

export interface Watch {
  readonly store: StoreApi<Seen>;
  /** Forgets what was seen. */
  clear(): void;
  stop(): void;
}

const MOST_KEYS = 12;

/** The display is filled by this page alone, give or take a pixel of a scaled display. */
export function isFilled({ innerWidth, innerHeight, screen }: Pick<Window, 'innerWidth' | 'innerHeight' | 'screen'>): boolean {
  return Math.abs(innerWidth - screen.width) <= 1 && Math.abs(innerHeight - screen.height) <= 1;
}

/** Begins to watch. Keys do nothing in the page meanwhile, as they do nothing in the kiosk. */
export function watchPage(page: Window): Watch {
  const store = createStore<Seen>(() => ({ sights: [], keys: [] }));
  const see = (sight: Sight): void => {
    const { sights } = store.getState();
    if (!sights.includes(sight)) store.setState({ sights: [...sights, sight] });
  };
  const ends = new AbortController();
  const { signal } = ends;
  const hear = (target: EventTarget, name: string, listener: (event: Event) => void): void => target.addEventListener(name, listener, { signal, capture: true });
  hear(page, 'blur', () => see('blur'));
  hear(page.document, 'visibilitychange', () => {
    if (page.document.visibilityState === 'hidden') see('hidden');
  });
  hear(page, 'resize', () => see('resized'));
  hear(page, 'pointerdown', (event) => see('pointerType' in event && event.pointerType === 'mouse' ? 'mouse' : 'touch'));
  hear(page, 'keydown', (event) => {
    if (!(event instanceof KeyboardEvent)) return;
    see('keys');
    const name = event.key.length === 1 ? 'abc' : event.key;
    const { keys } = store.getState();
    if (!keys.includes(name) && keys.length < MOST_KEYS) store.setState({ keys: [...keys, name] });
  });
  if (page.visualViewport !== null) {
    const { visualViewport } = page;
    hear(visualViewport, 'resize', () => {
      if (Math.abs(visualViewport.scale - 1) > 0.01) see('zoomed');
    });
  }
  return {
    store,
    clear: () => store.setState({ sights: [], keys: [] }),
    stop: () => ends.abort(),
  };
}
