// Choices of which one is taken, and the focus that a dialog gives when it opens.

import type { ReactNode } from 'react';
import './choices.css';

/** A dialog gives its focus to what carries this attribute when it opens; React's own `autoFocus` comes too early for it. */
export function focusFirst(element: HTMLElement | null): void {
  element?.setAttribute('autofocus', '');
}

/** Choices of which one is taken; arrow keys move between them. */
export function Choices<Value extends string>({ legend, name, choices, chosen, onChoose }: {
  readonly legend: string;
  readonly name: string;
  readonly choices: readonly { readonly value: Value; readonly words: string; readonly mark?: string }[];
  /** Null while nothing is chosen. */
  readonly chosen: Value | null;
  onChoose(value: Value): void;
}): ReactNode {
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {choices.map(({ value, words, mark }) => (
        <label key={value} className="choice">
          <input type="radio" name={name} value={value} checked={value === chosen} ref={value === chosen ? focusFirst : null} onChange={() => onChoose(value)} />
          {mark !== undefined && <strong className="choice-mark">{mark}</strong>}
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}
