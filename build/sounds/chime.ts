// The chime before a call: two notes a third apart, struck like a bell, made of sines alone. No recording of anybody's.
import { CLIP_RATE } from '../../electron/station/sound/clip-shape.ts';
import type { Sound } from '../../electron/station/sound/wav.ts';

/** The notes, high then low, as a door bell has them: E5 and C5, in Hz, and when each is struck, in seconds. */
const NOTES = [{ hertz: 659.26, at: 0 }, { hertz: 523.25, at: 0.42 }] as const;
/** Partials of a struck bar: multiple of the note, strength, and how long each rings, in seconds. High ones die first, which makes it soft. */
const PARTIALS = [{ times: 1, strength: 1, rings: 0.55 }, { times: 2, strength: 0.32, rings: 0.3 }, { times: 3, strength: 0.12, rings: 0.18 }, { times: 4.2, strength: 0.05, rings: 0.09 }] as const;
const SECONDS = 1.7;
const RISE_S = 0.008;
const FALL_S = 0.25;
const PEAK = 0.5 * 32_767;

/** The chime, at the clips' rate. */
export function makeChime(): Sound {
  const count = Math.round(SECONDS * CLIP_RATE);
  const wave = Float64Array.from({ length: count }, (_, index) => {
    const time = index / CLIP_RATE;
    const sum = NOTES.filter(({ at }) => time >= at).reduce((all, { hertz, at }) => all + struck(hertz, time - at), 0);
    // It ends in silence, not in a click.
    return sum * Math.min(1, (SECONDS - time) / FALL_S);
  });
  const highest = wave.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return { rate: CLIP_RATE, samples: Int16Array.from(wave, (value) => Math.round((value / highest) * PEAK)) };
}

function struck(hertz: number, since: number): number {
  const rise = Math.min(1, since / RISE_S);
  return PARTIALS.reduce((sum, { times, strength, rings }) => sum + rise * strength * Math.exp(-since / rings) * Math.sin(2 * Math.PI * hertz * times * since), 0);
}
