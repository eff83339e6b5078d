// The reason that stays in the log beside what was done; it has the focus when its dialog opens.

import type { ReactNode } from 'react';
import { TextField } from '../text-field.tsx';

/** A dialog gives its focus to what carries this attribute when it opens; React's own `autoFocus` comes too early for it. */
function focusFirst(input: HTMLInputElement | null): void {
  input?.setAttribute('autofocus', '');
}

export function ReasonField({ label, value, hint, maxLength = 300, onChange }: { readonly label: string; readonly value: string; readonly hint?: string; readonly maxLength?: number; onChange(value: string): void }): ReactNode {
  return <TextField ref={focusFirst} label={label} value={value} hint={hint} maxLength={maxLength} onChange={onChange} />;
}
