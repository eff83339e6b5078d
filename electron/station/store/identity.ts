// Whose store this is: commune, station and incarnation, written once and compared at every start. A store of training is told apart by its station's name.

import { z } from 'zod';
import { isTrainingStation } from '../../../shared/domain/codes/training-station.ts';
import type { StationDatabase } from './database.ts';
import type { LogIdentity } from './event-log.ts';

const metaRow = z.object({ value: z.string() });

/** The store belongs to another station than the settings say: its log must not go on under another name. */
export class ForeignStore extends Error {
  override readonly name = 'ForeignStore';
}

/** A store of training, opened by a station that serves people. */
export class TrainingStore extends Error {
  override readonly name = 'TrainingStore';
}

/** The store of a station that serves people, opened for training. */
export class WorkingStore extends Error {
  override readonly name = 'WorkingStore';
}

/** The identity of this store while it is open. One object for everybody: a new incarnation is seen at once. */
export interface LiveIdentity extends Omit<LogIdentity, 'incarnation'> {
  incarnation: number;
}

/** Reads the identity, writing it on the first start. Throws `TrainingStore`, `WorkingStore`, `ForeignStore`. */
export function claimIdentity(database: StationDatabase, own: Omit<LogIdentity, 'incarnation'>): LiveIdentity {
  return database.write((store) => {
    const read = (name: string) => store.get(metaRow, 'SELECT value FROM meta WHERE name = $name', { name })?.value ?? null;
    const write = (name: string, value: string) => {
      store.runOne('INSERT INTO meta (name, value) VALUES ($name, $value)', { name, value });
    };
    const commune = read('commune');
    if (commune === null) {
      write('commune', own.commune);
      write('station', own.station);
      write('incarnation', '1');
      return { ...own, incarnation: 1 };
    }
    const station = read('station');
    if (station !== null && isTrainingStation(station) !== isTrainingStation(own.station)) {
      throw isTrainingStation(own.station) ? new WorkingStore(`the store is of ${commune}-${station}, which serves people`) : new TrainingStore('the store is one of training');
    }
    if (commune !== own.commune || station !== own.station) throw new ForeignStore(`the store is of ${commune}-${station ?? '?'}, the settings say ${own.commune}-${own.station}`);
    return { ...own, incarnation: z.coerce.number().int().min(1).parse(read('incarnation')) };
  });
}
