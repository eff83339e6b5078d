// Asks before every key, in a world of its own and before the page hears it. The question is a request that waits for its answer: nothing else in a page can wait. Read as source; stands alone.

/** Path of the question; the origin is the page's own, since its policy lets nothing else through. */
export const KEY_QUESTION = '/electron-standin-key';

/** Listens for keys. Pages without an origin are not asked about. */
export function keyWatch(question: string): void {
  if (location.origin === 'null') return;
  const ask = (event: KeyboardEvent): void => {
    if (!event.isTrusted) return;
    const { type, key, code, repeat, isComposing, shiftKey, ctrlKey, altKey, metaKey, location: place } = event;
    const line = new XMLHttpRequest();
    line.open('POST', location.origin + question, false);
    try {
      line.send(JSON.stringify({ type: type === 'keydown' ? 'keyDown' : 'keyUp', key, code, isAutoRepeat: repeat, isComposing, shift: shiftKey, control: ctrlKey, alt: altKey, meta: metaKey, location: place }));
    } catch {
      return;
    }
    if (line.responseText !== 'prevented') return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', ask, true);
  window.addEventListener('keyup', ask, true);
}
