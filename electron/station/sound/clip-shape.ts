// Brings every recording into the same shape: rate, no silence at its ends, one loudness; so that clips of many hands join to one voice.

import { UnusableRecording, type Sound } from './wav.ts';

/** Rate of all clips and announcements, in samples a second: speech has little above 11 kHz, and a hall less. */
export const CLIP_RATE = 22_050;

/** Samples below this are silence (16-bit units). */
const SILENCE = 300;
/** What is left of the silence at each end, so that no consonant is cut, in seconds. */
const MARGIN_S = 0.012;
/** Loudness of the spoken part, as the mean of squares' root, and the highest peak that it may lead to; both of full scale. */
const LOUDNESS = 0.14;
const PEAK = 0.92;
const FULL = 32_767;
/** Half the length of the filter for a change of rate, in samples of the lower rate. */
const REACH = 12;

/** A clip that can be joined. Throws `UnusableRecording` for one without a sound. */
export function shapeClip(sound: Sound): Sound {
  return level(trim(resample(sound, CLIP_RATE)));
}

/** Another rate, by a windowed sinc that lets nothing through above half the lower rate. */
export function resample({ rate, samples }: Sound, to: number): Sound {
  if (rate === to) return { rate, samples };
  const step = rate / to;
  const cut = Math.min(1, 1 / step);
  const reach = REACH / cut;
  const out = new Int16Array(Math.floor(samples.length / step));
  for (let index = 0; index < out.length; index += 1) {
    const centre = index * step;
    let [sum, weights] = [0, 0];
    for (let place = Math.max(0, Math.ceil(centre - reach)); place <= Math.min(samples.length - 1, centre + reach); place += 1) {
      const away = place - centre;
      const angle = Math.PI * away * cut;
      const weight = (angle === 0 ? 1 : Math.sin(angle) / angle) * (0.5 + 0.5 * Math.cos((Math.PI * away) / reach));
      sum += weight * (samples[place] ?? 0);
      weights += weight;
    }
    out[index] = clamp(weights === 0 ? 0 : sum / weights);
  }
  return { rate: to, samples: out };
}

/** Without the silence before and after. */
export function trim({ rate, samples }: Sound): Sound {
  const isLoud = (sample: number): boolean => Math.abs(sample) > SILENCE;
  const first = samples.findIndex(isLoud);
  if (first === -1) throw new UnusableRecording('silent');
  const margin = Math.round(rate * MARGIN_S);
  return { rate, samples: samples.slice(Math.max(0, first - margin), samples.findLastIndex(isLoud) + 1 + margin) };
}

/** As loud as all the others, and nowhere louder than can be played. */
function level({ rate, samples }: Sound): Sound {
  let [squares, loud, peak] = [0, 0, 0];
  for (const sample of samples) {
    peak = Math.max(peak, Math.abs(sample));
    if (Math.abs(sample) <= SILENCE) continue;
    squares += sample * sample;
    loud += 1;
  }
  const gain = Math.min((LOUDNESS * FULL) / Math.sqrt(squares / loud), (PEAK * FULL) / peak);
  return { rate, samples: samples.map((sample) => clamp(sample * gain)) };
}

function clamp(sample: number): number {
  return Math.max(-FULL, Math.min(FULL, Math.round(sample)));
}
