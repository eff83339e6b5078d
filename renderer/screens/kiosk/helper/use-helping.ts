// Whether a team helps at this kiosk now: it goes on over the people it helps, and ends by its own key or when nobody has touched the kiosk for a while.

import { useEffect, useState } from 'react';

/** Longer than a youth volunteer is away, shorter than a lunch, in ms. */
const ENDS_AFTER_MS = 15 * 60_000;

export interface Helping {
  readonly team: string | null;
  readonly today: number | null;
  readonly isAsking: boolean;
  readonly ask: () => void;
  readonly stopAsking: () => void;
  readonly begin: (team: string) => void;
  readonly counted: (today: number) => void;
  readonly end: () => void;
}

export function useHelping(isOffered: boolean): Helping {
  const [team, setTeam] = useState<string | null>(null);
  const [today, setToday] = useState<number | null>(null);
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    if (team === null) return undefined;
    let timer = setTimeout(() => setTeam(null), ENDS_AFTER_MS);
    const touched = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => setTeam(null), ENDS_AFTER_MS);
    };
    window.addEventListener('pointerdown', touched, { capture: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointerdown', touched, { capture: true });
    };
  }, [team]);
  return {
    team: isOffered ? team : null,
    today,
    isAsking,
    ask: () => setAsking(true),
    stopAsking: () => setAsking(false),
    begin: (next) => {
      setTeam(next);
      setToday(null);
      setAsking(false);
    },
    counted: setToday,
    end: () => setTeam(null),
  };
}
