// The keys of a dialog, wherever the focus is: what it was on may be gone once the money is there.

import { useEffect, useRef } from 'react';

/** Listens as long as it is drawn. A held key is one press. Keys are named as they stand on the buttons: 'F8', or 'Alt K' for a letter together with Alt. */
export function DialogKeys({ keys }: { readonly keys: Readonly<Record<string, () => unknown>> }): null {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    function pressed(event: KeyboardEvent): void {
      const name = event.altKey ? `Alt ${event.code.replace('Key', '')}` : event.key;
      const work = event.ctrlKey || event.metaKey || event.shiftKey ? undefined : latest.current[name];
      if (work === undefined) return;
      event.preventDefault();
      if (!event.repeat) work();
    }
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
  return null;
}
