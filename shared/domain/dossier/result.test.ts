// What comes back and where it leads, and whose number is whose.

import { describe, expect, it } from 'vitest';
import { isTheirNumber, mayHoldResult, statusOfResult, stepForResult } from './result.ts';
import { DOSSIER_STATUSES, isLegalMove } from './status.ts';

describe('what came back', () => {
  it('leads to the status of its kind by a legal step, nowhere where it stands there, and is refused elsewhere', () => {
    for (const kind of ['paper', 'refusal', 'supplements'] as const) {
      for (const from of DOSSIER_STATUSES) {
        const step = stepForResult(from, kind);
        if (from === statusOfResult(kind)) expect(step).toBeNull();
        else expect(step === 'illegal' ? false : step).toBe(isLegalMove(from, statusOfResult(kind)) ? statusOfResult(kind) : false);
      }
    }
    expect([stepForResult(4, 'paper'), stepForResult(4, 'refusal'), stepForResult(4, 'supplements'), stepForResult(2, 'paper'), stepForResult(7, 'paper'), stepForResult(10, 'paper')]).toEqual([9, 8, 5, 'illegal', 'illegal', 'illegal']);
  });

  it('may lie here for its owner where the dossier is done, refused or stopped', () => {
    expect(DOSSIER_STATUSES.filter(mayHoldResult)).toEqual([3, 8, 9]);
  });
});

describe('a number', () => {
  it('is somebody’s in either case and with blanks around, and nobody’s where it is empty', () => {
    expect([['B1234567', ' b1234567 '], ['', ''], ['001185000012', '001185000013'], ['', '001185000012']].map(([own = '', shown = '']) => isTheirNumber({ numbers: [own] }, shown))).toEqual([true, false, false, false]);
  });
});
