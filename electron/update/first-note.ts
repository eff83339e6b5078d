// The first word of a version on trial, from its host before there is a station: a version whose station never opens its store would else count as one that nobody starts, and would never be taken back.

import { z } from 'zod';
import type { Clock } from '../station/life/clock.ts';
import { machineDisk } from './files/disk.ts';
import { readRecord, writeRecord } from './files/record.ts';
import { keeperStateSchema } from './keeper/plan.ts';
import { LIFE_ENV, lifeNoteSchema, placesOf, START_ENV, UPDATES_ENV, type LifeNote, type UpdatePlaces } from './notes.ts';

export interface FirstNoteParts {
  /** The folder of updates, as far as the settings can be read. */
  readonly folder: string;
  /** Of this program. */
  readonly version: string;
  readonly clock: Pick<Clock, 'uuid'>;
  /** It could not be written; the program goes on. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * To be called by a host that a session started, as its first act. A settled version says nothing here: wrong settings are no reason to take it back.
 * What it leaves in the environment is for the stations that the host starts.
 */
export function noteFirst({ folder, version, clock, onFailure }: FirstNoteParts): void {
  // A program that starts itself again hands its environment on, and the name of its own life with it.
  delete process.env[LIFE_ENV];
  // Started by the keeper itself, which has seen it.
  if (process.env[START_ENV] !== undefined) return;
  try {
    const places = placesOf(process.env[UPDATES_ENV] ?? folder);
    const state = readRecord(machineDisk, places.state, keeperStateSchema);
    if (state.kind !== 'seen' || state.content.phase.kind !== 'trial' || state.content.current.version !== version) return;
    const start = clock.uuid();
    writeRecord(machineDisk, places.life, { format: 1, start, version, stage: 'starting', worse: [], beat: 0 } satisfies LifeNote);
    process.env[LIFE_ENV] = start;
  } catch (error) {
    onFailure(error);
  }
}

/** The name under which the host noted its start, for the first station that gets so far; null where there is none to go on with. */
export function notedStart(places: Pick<UpdatePlaces, 'life'>): string | null {
  const given = lifeNoteSchema.shape.start.safeParse(process.env[LIFE_ENV]);
  if (!given.success) return null;
  const { data: start } = given;
  const note = readRecord(machineDisk, places.life, lifeNoteSchema.extend({ start: z.literal(start), stage: z.literal('starting'), beat: z.literal(0) }));
  return note.kind === 'seen' || note.kind === 'unreadable' ? start : null;
}
