// Whether the page that asked is still on the kiosk: an answer that comes after its person has gone on is nobody's any more.

import { useCallback, useEffect, useRef } from 'react';

/** To be asked after waiting: false once the component that asked was taken away. */
export function useStillHere(): () => boolean {
  const isHere = useRef(false);
  useEffect(() => {
    isHere.current = true;
    return () => void (isHere.current = false);
  }, []);
  return useCallback(() => isHere.current, []);
}
