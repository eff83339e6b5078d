// What an officer's PIN may be, and how long whoever gets it wrong must wait.

/** Six digits at least: a PIN that ten tries must not find. */
export const PIN_FORM = /^\d{6,12}$/;

const COUNTED = '01234567890123456789';
const COUNTED_DOWN = '98765432109876543210';

/** One digit again and again, digits counted up or down, or a group of two or three repeated: what is tried first. */
export function isEasyPin(pin: string): boolean {
  return /^(\d{1,3})\1+$/.test(pin) || COUNTED.includes(pin) || COUNTED_DOWN.includes(pin);
}

/** Slips of the finger that cost nothing. */
const FREE_MISSES = 4;
const FIRST_WAIT_S = 30;
const LONGEST_WAIT_S = 3600;
/** After so many wrong PINs one after another the account waits for the head of the point. */
const BLOCKING_MISSES = 10;

/** Seconds to wait after the last of so many wrong PINs in a row: none before the fifth, then twice as long each time, an hour at most. */
export function waitAfter(misses: number): number {
  return misses <= FREE_MISSES ? 0 : Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** Math.min(misses - FREE_MISSES - 1, 20));
}

/** Whether the account is shut until the head gives it a new PIN. The head's own never is, or anybody at a counter could shut the point: there the hour between two tries is the limit. */
export function isBlocked(misses: number, isHead: boolean): boolean {
  return !isHead && misses >= BLOCKING_MISSES;
}
