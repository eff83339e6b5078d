// The name under which a station works while people only practise on it: no real station may have it, so it is the mark of a store, of its codes and of every seal of its log.

import type { StationId } from '../../base/ids.ts';

/** 'TẬP' without its accents, as codes are written: `T149-TAP-000001-7`. */
export const TRAINING_STATION = 'TAP' as StationId;

/** True for the store, the code or the log of a station in training. */
export function isTrainingStation(station: string): boolean {
  return station === TRAINING_STATION;
}
