// Warns of the end of the roll by counting, for printers that have no sensor for it; a sensor's own word comes first and is never changed.

import type { DeviceState } from '../../../shared/contract/point.ts';
import type { StationDatabase } from '../store/database.ts';
import { beginRoll, readRoll, type RollCount } from '../store/paper-roll.ts';
import type { Clock } from '../life/clock.ts';

/** The count warns when so much of a roll is left. */
const LEFT = 0.1;

export interface PaperRollParts {
  readonly database: StationDatabase;
  readonly clock: Pick<Clock, 'now'>;
  /** Papers of a whole roll; null counts and never warns. */
  readonly perRoll: number | null;
  /** What is shown has changed. */
  readonly onChange: () => void;
  /** The count could not be written; it goes on from the old one. */
  readonly onFailure: (error: unknown) => void;
}

export interface PaperRoll {
  read(): RollCount & { readonly perRoll: number | null };
  /** The states as they are to be shown. */
  shown(states: readonly DeviceState[]): DeviceState[];
  /** Hears every change of the devices: paper that is back after it was out is a new roll. */
  heard(states: readonly DeviceState[]): void;
  /** The count in the store has changed. */
  changed(): void;
}

/** Reads the count once; from then on it is told of each change. */
export function watchPaperRoll({ database, clock, perRoll, onChange, onFailure }: PaperRollParts): PaperRoll {
  let count = database.read(readRoll);
  let wasOut = false;
  const isLow = (): boolean => perRoll !== null && count.papers >= perRoll * (1 - LEFT);
  const changed = (): void => {
    const before = isLow();
    count = database.read(readRoll);
    if (isLow() !== before) onChange();
  };
  return {
    read: () => ({ perRoll, ...count }),
    shown: (states) => states.map((state) => (state.device === 'ticket-printer' && isLow() && state.kind === 'ready' && (state.code === null || state.code === 'printer.unconfirmed') ? { ...state, code: 'printer.paper-low' } : state)),
    heard: (states) => {
      const printer = states.find(({ device }) => device === 'ticket-printer');
      if (printer?.code === 'printer.paper-out') wasOut = true;
      if (!wasOut || printer?.kind !== 'ready') return;
      wasOut = false;
      try {
        database.write((store) => beginRoll(store, clock.now()));
        changed();
      } catch (error) {
        onFailure(error);
      }
    },
    changed,
  };
}
