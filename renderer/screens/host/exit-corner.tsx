// The hidden way out of a screen that cannot be closed: its upper left corner held for five seconds asks for the PIN.

import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Client } from '../../client/client.ts';
import { ExitDialog } from './exit-dialog.tsx';

/** Longer than anybody leans on a glass by chance, in ms. */
const HOLD_MS = 5_000;
/** A dialog that nobody touches goes away, in ms: the next citizen must not find it. */
const FORGOTTEN_MS = 60_000;

export function ExitCorner({ client }: { readonly client: Client }): ReactNode {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [isOpen, setOpen] = useState(false);
  const release = (): void => clearTimeout(timer.current);
  useEffect(() => release, []);
  useEffect(() => {
    if (!isOpen) return undefined;
    let forgotten = setTimeout(() => setOpen(false), FORGOTTEN_MS);
    const touched = (): void => {
      clearTimeout(forgotten);
      forgotten = setTimeout(() => setOpen(false), FORGOTTEN_MS);
    };
    addEventListener('pointerdown', touched);
    return () => {
      clearTimeout(forgotten);
      removeEventListener('pointerdown', touched);
    };
  }, [isOpen]);
  return (
    <>
      <div
        className="host-corner"
        aria-hidden="true"
        onPointerDown={() => {
          release();
          timer.current = setTimeout(() => setOpen(true), HOLD_MS);
        }}
        onPointerUp={release}
        onPointerLeave={release}
        onPointerCancel={release}
      />
      {isOpen && <ExitDialog client={client} onClose={() => setOpen(false)} />}
    </>
  );
}
