// Admission by a clock that stands still: each commune by itself, lanes in their order, and the times of return spread.

import { describe, expect, it } from 'vitest';
import { machineClock } from '../clock.ts';
import type { CityClock } from '../clock.ts';
import { Admission } from './admission.ts';
import type { Lane } from './admission.ts';
import { WireRefusal } from './refusal.ts';

function gate() {
  const state = { now: 0, inLine: 0, chance: 0.5 };
  const clock: CityClock = { ...machineClock, monotonic: () => state.now, random: () => state.chance };
  return { state, admission: new Admission(clock, () => state.inLine) };
}

function refusalOf(admission: Admission, commune: string, lane: Lane): WireRefusal | null {
  try {
    admission.admit(commune, lane);
    return null;
  } catch (error) {
    if (error instanceof WireRefusal) return error;
    throw error;
  }
}

/** How many requests of a lane are let in one after the other. */
function letIn(admission: Admission, commune: string, lane: Lane): number {
  for (let count = 0; ; count += 1) if (refusalOf(admission, commune, lane) !== null) return count;
}

describe('admission', () => {
  it('lets scans give way first, then what is read again, then the text, and no commune for another', () => {
    const { admission } = gate();
    expect((['scans', 'past', 'text'] as const).map((lane) => letIn(admission, 'T149', lane))).toEqual([300, 150, 150]);
    expect(letIn(admission, 'T150', 'scans')).toBe(300);
  });

  it('gives back with time, but never more than the burst', () => {
    const { state, admission } = gate();
    letIn(admission, 'T149', 'text');
    state.now += 1000;
    expect(letIn(admission, 'T149', 'text')).toBe(100);
    state.now += 3_600_000;
    expect(letIn(admission, 'T149', 'text')).toBe(600);
  });

  it('looks at the line before the database as well', () => {
    const { state, admission } = gate();
    const admitted = (inLine: number): Lane[] => {
      state.inLine = inLine;
      return (['scans', 'past', 'text'] as const).filter((lane) => refusalOf(admission, 'T149', lane) === null);
    };
    expect([0, 30, 60, 300].map(admitted)).toEqual([['scans', 'past', 'text'], ['past', 'text'], ['text'], []]);
  });

  it('says when to come back, each time a little otherwise', () => {
    const { state, admission } = gate();
    state.inLine = 1000;
    const times = [0, 0.25, 0.999].map((chance) => {
      state.chance = chance;
      return refusalOf(admission, 'T149', 'text')?.extras.retryAfterMs;
    });
    expect(times).toEqual([2000, 2500, 3998]);
    expect(refusalOf(admission, 'T149', 'text')).toMatchObject({ status: 503, code: 'wire.overloaded' });
  });
});
