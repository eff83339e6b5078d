// How many originals or copies of a paper are there: plus and minus, or typed.

import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

/** The contract's own limit. */
const MOST = 99;
const STEPS: Readonly<Record<string, number>> = { '+': 1, '=': 1, '-': -1, '−': -1, _: -1 };

export interface CountFieldProps {
  readonly kind: 'originals' | 'certified' | 'copies';
  /** 'Bản chính' or 'Bản sao'. */
  readonly name: string;
  readonly paper: string;
  readonly value: number;
  readonly autoFocus: boolean;
  onFocus(): void;
  onChange(value: number): void;
  /** Space: as many as the list asks for. */
  onAsked(): void;
}

export function CountField({ kind, name, paper, value, autoFocus, onFocus, onChange, onAsked }: CountFieldProps): ReactNode {
  const { t } = useTexts();
  const input = useRef<HTMLInputElement>(null);
  // The list opens with the first paper ready for keys; later focus belongs to the officer.
  const first = useRef(autoFocus);
  useEffect(() => {
    if (first.current) input.current?.focus();
  }, []);

  function set(next: number): void {
    const bounded = Math.max(0, Math.min(MOST, next));
    if (bounded !== value) onChange(bounded);
  }
  function pressed(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      set(value + step);
    }
    if (event.key === ' ') {
      event.preventDefault();
      onAsked();
    }
  }
  return (
    <span className="count-box">
      <button type="button" tabIndex={-1} aria-label={t('counter.papers.minus', { kind: name, paper })} disabled={value === 0} onClick={() => set(value - 1)}>
        −
      </button>
      <input
        ref={input}
        role="spinbutton"
        aria-label={t('counter.papers.count-label', { kind: name, paper })}
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={MOST}
        inputMode="numeric"
        autoComplete="off"
        data-column={kind}
        value={String(value)}
        onFocus={(event) => {
          event.target.select();
          onFocus();
        }}
        onKeyDown={pressed}
        onChange={(event) => {
          const digits = event.target.value.replaceAll(/\D/g, '').slice(-2);
          set(digits === '' ? 0 : Number(digits));
        }}
      />
      <button type="button" tabIndex={-1} aria-label={t('counter.papers.plus', { kind: name, paper })} disabled={value === MOST} onClick={() => set(value + 1)}>
        +
      </button>
    </span>
  );
}
