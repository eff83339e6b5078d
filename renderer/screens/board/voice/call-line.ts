// The calls that wait to be spoken: in the order in which they were made, each once, and none that has lost its sense meanwhile. Pure.

/** A call on its way to the loudspeaker. */
export interface WaitingCall {
  readonly number: string;
  readonly counterId: number;
  /** By the station's clock, epoch ms. */
  readonly calledAt: number;
  /** Somebody at the administration wants to hear it: it is never out of date. */
  readonly isTrial: boolean;
}

/** A call that is older is not spoken any more: the person has come, or reads the number from the board. */
export const STALE_MS = 90_000;

/** Adds a call. One that still waits for the same number is not said twice: it keeps its place, and leads to where the number is wanted now. */
export function withCall(line: readonly WaitingCall[], call: WaitingCall): readonly WaitingCall[] {
  const isSame = (waiting: WaitingCall): boolean => waiting.number === call.number && waiting.isTrial === call.isTrial;
  return line.some(isSame) ? line.map((waiting) => (isSame(waiting) ? call : waiting)) : [...line, call];
}

/** The next call that still has its sense, and those behind it. `isWanted`: whether the number is still called to that counter, as far as is known. */
export function nextCall(line: readonly WaitingCall[], now: number, isWanted: (call: WaitingCall) => boolean): { readonly call: WaitingCall | null; readonly rest: readonly WaitingCall[] } {
  const place = line.findIndex((waiting) => waiting.isTrial || (now - waiting.calledAt <= STALE_MS && isWanted(waiting)));
  return place === -1 ? { call: null, rest: [] } : { call: line[place] ?? null, rest: line.slice(place + 1) };
}
