// Keeps a page where it is, from the inside: what drops, drags, zooms or browses. The shell locks the same from outside; the browser host has only this.

import type { Role } from '../../shared/contract/command.ts';

const shutIn: ReadonlySet<Role> = new Set<Role>(['kiosk', 'citizen-display', 'board']);
/** Keys that a browser takes for itself and a page before the public must not give it. */
const browsing = /^(F\d+|Browser\w+|ContextMenu|Help|Print)$/;

/** Holds `page` until the answer is called. */
export function holdPage(page: Document, role: Role): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const prevent = (event: Event): void => event.preventDefault();
  const on = <Name extends keyof DocumentEventMap>(name: Name, listener: (event: DocumentEventMap[Name]) => void): void =>
    page.addEventListener(name, listener, { signal, capture: true, passive: false });

  // A file that is dropped would be opened in the page's place.
  for (const name of ['dragover', 'drop'] as const) on(name, prevent);
  on('wheel', (event) => {
    if (event.ctrlKey) event.preventDefault();
  });
  // The fourth and fifth button of a mouse go back and forth.
  for (const name of ['mousedown', 'mouseup', 'auxclick'] as const) {
    on(name, (event) => {
      if (event instanceof MouseEvent && event.button > 1) event.preventDefault();
    });
  }
  if (shutIn.has(role)) {
    for (const name of ['contextmenu', 'dragstart'] as const) on(name, prevent);
    on('keydown', (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || browsing.test(event.key)) event.preventDefault();
    });
    on('touchmove', (event) => {
      // Two fingers zoom; one scrolls.
      if (event.touches.length > 1) event.preventDefault();
    });
  }
  return () => stop.abort();
}
