// The end of something that scrolls: while it is out of sight, a mark on the edge says that there is more, and a touch brings it.

import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Icon } from '../../../parts/icons.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import './more-below.css';

export function MoreBelow(): ReactNode {
  const { t } = useTexts();
  const end = useRef<HTMLDivElement>(null);
  const [isMore, setMore] = useState(false);
  useEffect(() => {
    if (end.current === null) return undefined;
    const observer = new IntersectionObserver((entries) => setMore(entries.at(-1)?.isIntersecting === false));
    observer.observe(end.current);
    return () => observer.disconnect();
  }, []);
  return (
    <>
      <div className="kiosk-more-end" ref={end} />
      {isMore && (
        <button type="button" className="kiosk-more-below" onClick={() => end.current?.scrollIntoView({ block: 'end', behavior: 'smooth' })}>
          <Icon name="chevron" />
          <span>{t('kiosk.more-below')}</span>
        </button>
      )}
    </>
  );
}
