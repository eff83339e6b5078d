// Which of the originals that were handed in go back to the citizen with the result.

import type { ReactNode } from 'react';
import { useTexts } from '../texts/use-texts.tsx';

export function OriginalsBack({ names, back, onBack }: { readonly names: readonly string[]; readonly back: ReadonlySet<string>; onBack(back: ReadonlySet<string>): void }): ReactNode {
  const { t } = useTexts();
  if (names.length === 0) return null;
  return (
    <fieldset className="choices">
      <legend>{t('hand.return.originals')}</legend>
      {names.map((name) => (
        <label key={name} className="hand-tick">
          <input type="checkbox" checked={back.has(name)} onChange={({ target }) => onBack(target.checked ? new Set([...back, name]) : new Set([...back].filter((each) => each !== name)))} />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}
