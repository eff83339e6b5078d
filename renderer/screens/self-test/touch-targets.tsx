// Five crosses to touch, one after the other: whether touches land where the finger is, and on this display at all.

import { useState } from 'react';
import type { PointerEvent, ReactNode } from 'react';
import { must } from '../../../shared/base/must.ts';
import { Button } from '../../parts/button.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import { somethingWords } from './words.ts';

export interface TouchReading {
  /** From the middle of each cross, in CSS pixels. */
  readonly distances: readonly number[];
  readonly isOff: boolean;
}

/** Middles of the crosses as parts of the page's width and height. */
const PLACES = [[0.06, 0.06], [0.94, 0.06], [0.06, 0.94], [0.94, 0.94], [0.5, 0.5]] as const;

/** How far from the middle a finger may land: a thumb's width on a kiosk, never less than what a person can aim at. */
export function farthest(width: number, height: number): number {
  return Math.max(28, Math.min(width, height) * 0.035);
}

export function TouchTargets({ onDone, onGiveUp }: { readonly onDone: (reading: TouchReading) => void; readonly onGiveUp: () => void }): ReactNode {
  const { t } = useTexts();
  const [distances, setDistances] = useState<readonly number[]>([]);
  const [x, y] = must(PLACES[distances.length], 'there is a cross for each touch that is missing');
  function touched(event: PointerEvent<HTMLDivElement>): void {
    if (event.target !== event.currentTarget) return;
    const { width, height } = event.currentTarget.getBoundingClientRect();
    const next = [...distances, Math.round(Math.hypot(event.clientX - x * width, event.clientY - y * height))];
    if (next.length < PLACES.length) return setDistances(next);
    onDone({ distances: next, isOff: next.some((distance) => distance > farthest(width, height)) });
  }
  return (
    <div className="self-test-targets" onPointerDown={touched}>
      <svg className="self-test-cross" style={{ left: `${x * 100}%`, top: `${y * 100}%` }} viewBox="-50 -50 100 100" aria-hidden="true">
        <circle r="30" />
        <path d="M-50 0H50M0-50V50" />
      </svg>
      <p>{t('self-test.target', { number: distances.length + 1 })}</p>
      <Button kind="danger" size="touch" onPress={onGiveUp}>
        {t(somethingWords('touch'))}
      </Button>
    </div>
  );
}
