// Breaks the rules of pages; the mark stands on the line that must be reported.
import { useEffect, useState } from 'react';

export function Screen({ names }: { readonly names: readonly string[] }): unknown {
  if (names.length === 0) useState(1); // planted: react-hooks(rules-of-hooks)
  useEffect(() => void names.join(), []); // planted: react-hooks(exhaustive-deps)
  return (
    <ul>
      {names.map((name) => <li>{name}</li>)} {/* planted: react(jsx-key) */}
      <li dangerouslySetInnerHTML={{ __html: '' }} /> {/* planted: house(no-dangerous-words) */}
    </ul>
  );
}
