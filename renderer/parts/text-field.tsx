// A labelled line to type into, with what is wrong or doubtful about it right below it.

import { useId } from 'react';
import type { ReactNode, Ref } from 'react';
import { Icon } from './icons.tsx';
import './text-field.css';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  onChange(value: string): void;
  /** What must be put right before it can be saved. */
  readonly error?: string | undefined;
  /** A doubt that does not block. */
  readonly doubt?: string | undefined;
  readonly hint?: string | undefined;
  /** How it is written, inside the empty field. */
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly inputMode?: 'text' | 'numeric' | 'tel' | 'email';
  readonly className?: string;
  readonly autoFocus?: boolean;
  /** What stands in it is typed over, as for numbers. */
  readonly isTypedOver?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

export function TextField({ label, value, onChange, error, doubt, hint, placeholder, maxLength, inputMode, className, autoFocus, isTypedOver = false, ref }: TextFieldProps): ReactNode {
  const id = useId();
  const remark = error ?? doubt ?? hint;
  return (
    <div className={className === undefined ? 'field' : `field ${className}`}>
      <label htmlFor={id}>{label}</label>
      <input
        ref={ref}
        id={id}
        className="text-input"
        value={value}
        maxLength={maxLength}
        placeholder={placeholder}
        inputMode={inputMode}
        autoComplete="off"
        spellCheck={false}
        autoFocus={autoFocus}
        data-tone={error !== undefined ? 'error' : doubt !== undefined ? 'doubt' : undefined}
        aria-invalid={error !== undefined}
        aria-describedby={remark === undefined ? undefined : `${id}-remark`}
        onFocus={(event) => isTypedOver && event.target.select()}
        onChange={(event) => onChange(event.target.value)}
      />
      {remark !== undefined && (
        <p id={`${id}-remark`} className="field-remark" data-tone={error !== undefined ? 'error' : doubt !== undefined ? 'doubt' : 'hint'}>
          {remark !== hint && <Icon name={error !== undefined ? 'stop' : 'warning'} />}
          <span>{remark}</span>
        </p>
      )}
    </div>
  );
}
