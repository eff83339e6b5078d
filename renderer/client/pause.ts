// Pauses between attempts to reach the station: growing, so as not to hammer it, and jittered, so that windows do not all come at once.

const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 5_000;

/** Pause before attempt `attempt` (0 = the first after a break): doubled each time up to 5 s, between half and the whole of it by `random` in [0, 1). */
export function pauseBeforeMs(attempt: number, random: number): number {
  const whole = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
  return Math.max(FIRST_PAUSE_MS, Math.round(whole * (0.5 + random / 2)));
}
