// Joins clips to one announcement: short pauses inside a phrase, longer ones between phrases, as a person breathes.

import { CLIP_RATE } from './clip-shape.ts';
import type { Sound } from './wav.ts';

/** Pauses in ms: between words of a phrase, between phrases, after the chime, and before the call is said again. */
const WORD_MS = 70;
const PHRASE_MS = 120;
const CHIME_MS = 250;
const AGAIN_MS = 900;

/** What is joined. Every clip has `CLIP_RATE`. */
export interface Announcement {
  /** Rung once at the beginning, or null. */
  readonly chime: Sound | null;
  readonly phrases: readonly (readonly Sound[])[];
  /** How often the phrases are said. */
  readonly times: number;
}

/** One sound. */
export function joinClips({ chime, phrases, times }: Announcement): Sound {
  const pieces: Int16Array[] = chime === null ? [] : [chime.samples, pause(CHIME_MS)];
  for (let time = 0; time < times; time += 1) {
    if (time > 0) pieces.push(pause(AGAIN_MS));
    for (const [place, phrase] of phrases.entries()) {
      if (place > 0) pieces.push(pause(PHRASE_MS));
      for (const [word, clip] of phrase.entries()) pieces.push(...(word > 0 ? [pause(WORD_MS)] : []), clip.samples);
    }
  }
  const samples = new Int16Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece, at);
    at += piece.length;
  }
  return { rate: CLIP_RATE, samples };
}

function pause(ms: number): Int16Array {
  return new Int16Array(Math.round((CLIP_RATE * ms) / 1000));
}
