// Whether the page goes on below what is seen of it: looked at again when it scrolls, and whenever it or what is in it has got another size.

import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

/** Less than this is a margin and no content, in CSS pixels. */
const SLACK_PX = 24;

export function useMoreBelow(body: RefObject<HTMLElement | null>): boolean {
  const [isMore, setMore] = useState(false);
  useEffect(() => {
    const element = body.current;
    if (element === null) return undefined;
    const look = (): void => setMore(getComputedStyle(element).overflowY === 'auto' && element.scrollHeight - element.scrollTop - element.clientHeight > SLACK_PX);
    // A head that grows, letters that come late, larger text: no word of the page changes then, but its sizes do.
    const sizes = new ResizeObserver(look);
    const watch = (): void => [element, ...element.children].forEach((part) => sizes.observe(part));
    const watcher = new MutationObserver(() => {
      watch();
      look();
    });
    watcher.observe(element, { childList: true, subtree: true, characterData: true });
    element.addEventListener('scroll', look, { passive: true });
    watch();
    return () => {
      watcher.disconnect();
      sizes.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [body]);
  return isMore;
}
