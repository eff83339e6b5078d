// A line for a PIN: digits only, never shown, and what is wrong with it said above it, where whoever looks at the keys sees it last.

import { useId } from 'react';
import type { ReactNode, Ref } from 'react';
import { Icon } from '../icons.tsx';
import './pin-field.css';

export function PinField({ label, value, error, autoFocus, disabled, ref, onChange }: {
  readonly label: string;
  readonly value: string;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
  readonly disabled?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
  onChange(value: string): void;
}): ReactNode {
  const id = useId();
  return (
    <div className="field pin-field">
      <label htmlFor={id}>{label}</label>
      <p id={`${id}-remark`} className="field-remark" data-tone="error" role="alert">
        {error !== undefined && (
          <>
            <Icon name="stop" />
            <span>{error}</span>
          </>
        )}
      </p>
      <input
        ref={ref}
        id={id}
        className="text-input"
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        autoFocus={autoFocus}
        disabled={disabled}
        value={value}
        data-tone={error === undefined ? undefined : 'error'}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-remark`}
        onChange={(event) => onChange(event.target.value.replaceAll(/\D/g, ''))}
      />
    </div>
  );
}
