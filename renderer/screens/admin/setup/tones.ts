// The colours that the states of a place have everywhere in the wizard.

import type { Tone } from '../../../parts/badge.tsx';
import type { PlaceState } from './setup-steps.ts';

export const STATE_TONES: Readonly<Record<PlaceState, Tone>> = { open: 'neutral', none: 'neutral', untested: 'info', outdated: 'warning', passed: 'success', failed: 'danger', unknown: 'warning' };
