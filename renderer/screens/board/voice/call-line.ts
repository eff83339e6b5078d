// The calls that wait to be spoken: in the order in which they were made, each once, and none that has lost its sense meanwhile. Pure.

/** A call on its way to the loudspeaker. */
export interface WaitingCall {
  readonly number: string;
  readonly counterId: number;
  /** By the station's clock, epoch ms. */
  readonly calledAt: number;
  /** Somebody at the administration wants to hear it: it is never out of date. */
  readonly isTrial: boolean;
  /** For a trial of another loudspeaker than the settings name; null is the machine's own choice. */
  readonly loudspeaker?: string | null | undefined;
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

/** What outlives a speaker, so that another volume or loudspeaker loses no call. */
export interface CallMemory {
  line: readonly WaitingCall[];
  /** Calls before this are history, epoch ms; null before anything listened. */
  since: number | null;
  /** The calls that have been in the line, with their time. */
  readonly taken: Map<string, number>;
}

/** One call of a number; the next call of the same number, or one to another counter, is another. */
function callKey({ number, counterId, calledAt, calls }: Pick<WaitingCall, 'number' | 'counterId' | 'calledAt'> & { readonly calls: number }): string {
  return `${number} ${counterId} ${calledAt} ${calls}`;
}

/** Notes a call down; false where it was taken before. Forgets those that are too old to come again. */
export function isNew(memory: CallMemory, call: Parameters<typeof callKey>[0], now: number): boolean {
  for (const [key, calledAt] of memory.taken) if (now - calledAt > 2 * STALE_MS) memory.taken.delete(key);
  const key = callKey(call);
  if (memory.taken.has(key)) return false;
  memory.taken.set(key, call.calledAt);
  return true;
}
