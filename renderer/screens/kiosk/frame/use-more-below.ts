// Whether the page goes on below what is seen of it: looked at again when it scrolls, when its content changes, and when the person changes the size of things.

import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

/** Less than this is a margin and no content, in CSS pixels. */
const SLACK_PX = 24;

/** @param anew another value when the layout as a whole has changed. */
export function useMoreBelow(body: RefObject<HTMLElement | null>, anew: unknown): boolean {
  const [isMore, setMore] = useState(false);
  useEffect(() => {
    const element = body.current;
    if (element === null) return undefined;
    const look = (): void => setMore(getComputedStyle(element).overflowY === 'auto' && element.scrollHeight - element.scrollTop - element.clientHeight > SLACK_PX);
    const watcher = new MutationObserver(look);
    watcher.observe(element, { childList: true, subtree: true, characterData: true });
    element.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    // The new sizes stand after the next drawing.
    const frame = requestAnimationFrame(look);
    return () => {
      watcher.disconnect();
      element.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
      cancelAnimationFrame(frame);
    };
  }, [body, anew]);
  return isMore;
}
