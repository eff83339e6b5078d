// A key of the keyboard, drawn small beside what it does.

import type { ReactNode } from 'react';
import './parts.css';

export function Keycap({ children }: { readonly children: string }): ReactNode {
  return (
    <kbd className="keycap" aria-hidden="true">
      {children}
    </kbd>
  );
}
