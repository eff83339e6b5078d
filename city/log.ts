// What the gateway says of itself: one JSON line a fact, without anything that belongs to a person.

import type { CityClock } from './clock.ts';

/** 'alarm' is what a person at the city must look at: a quarantined station, a refused operation, a lost database. */
export type LogLevel = 'info' | 'warning' | 'alarm';

/** Names, codes and counts; never a body, a message of a foreign library, or a person's word. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;

export type Log = (level: LogLevel, what: string, facts?: LogFacts) => void;

/** Writes each fact as one JSON line. */
export function lineLog(clock: CityClock, write: (line: string) => void): Log {
  return (level, what, facts = {}) => {
    write(`${JSON.stringify({ at: new Date(clock.now()).toISOString(), level, what, ...facts })}\n`);
  };
}

/** The code and class of what was thrown, without its message, which may quote a value. */
export function namedFailure(error: unknown): { readonly name: string; readonly errorCode: string } {
  if (!(error instanceof Error)) return { name: typeof error, errorCode: '' };
  return { name: error.name, errorCode: 'code' in error && typeof error.code === 'string' ? error.code : '' };
}
