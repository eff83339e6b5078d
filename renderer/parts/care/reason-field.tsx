// The reason that stays in the log beside what was done.

import type { ReactNode } from 'react';
import { focusFirst } from '../choices.tsx';
import { TextField } from '../text-field.tsx';

interface ReasonFieldProps {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly maxLength?: number;
  /** It is all that its dialog asks for: it has the focus when that opens. */
  readonly isFirst?: boolean;
  onChange(value: string): void;
}

export function ReasonField({ label, value, hint, maxLength = 300, isFirst = false, onChange }: ReasonFieldProps): ReactNode {
  return <TextField {...(isFirst ? { ref: focusFirst } : {})} label={label} value={value} hint={hint} maxLength={maxLength} onChange={onChange} />;
}
