// Words typed into a dialog that is no draft, kept over the lock of the window: in this page's memory alone, for the officer who typed them, until the dialog is left.

import { createContext, useContext, useEffect, useLayoutEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useStaff } from './staff-context.tsx';

/** The words of one officer at a time. */
class KeptWords {
  readonly words = new Map<string, string>();
  /** '' for nobody's. */
  #officerId = '';
  #isLocked = false;

  /** Who is signed in now, and whether the screen is taken away and will come back: what leaves it then was not left by a person. */
  seat(officerId: string, isLocked: boolean): void {
    if (this.#officerId !== officerId) this.words.clear();
    this.#officerId = officerId;
    this.#isLocked = isLocked;
  }

  /** What that officer had typed there; undefined where it was nobody, or somebody else. */
  typedBy(officerId: string | undefined, key: string): string | undefined {
    return this.#officerId === officerId ? this.words.get(key) : undefined;
  }

  leave(key: string): void {
    if (!this.#isLocked) this.words.delete(key);
  }
}

const KeptContext = createContext<KeptWords | null>(null);

/** Stands above the lock. Words go with whoever signs out, and when somebody else signs in. */
export function KeptWordsProvider({ session, children }: { readonly session: { readonly officerId: string; readonly isLocked: boolean } | null; readonly children: ReactNode }): ReactNode {
  const [kept] = useState(() => new KeptWords());
  const officerId = session?.officerId ?? '';
  const isLocked = session?.isLocked ?? false;
  // Before what was taken away is cleaned up, and so before it would be forgotten.
  useLayoutEffect(() => {
    kept.seat(officerId, isLocked);
  }, [kept, officerId, isLocked]);
  return <KeptContext value={kept}>{children}</KeptContext>;
}

/** As `useState` for the words of a dialog; `key` names the field and the thing that it is about. Where nobody signs in there is no lock, and nothing to keep. */
export function useKeptWords(key: string, first = ''): readonly [string, (next: string) => void] {
  const kept = useContext(KeptContext);
  const officerId = useStaff()?.session.officerId;
  // Whoever comes after another officer reads before that one's words are cleared.
  const [words, setWords] = useState(() => kept?.typedBy(officerId, key) ?? first);
  useEffect(() => () => {
    kept?.leave(key);
  }, [kept, key]);
  const set = (next: string): void => {
    kept?.words.set(key, next);
    setWords(next);
  };
  return [words, set];
}
