// What was said of each place for a device and how its last test went, as it is kept.

import { z } from 'zod';
import { setupTestSchema, type PlaceView, type SetupPlace, type SetupTest } from '../../../shared/contract/setup.ts';
import type { Readable, Writable } from './handle.ts';

/** One place as it is kept. `testedDevice` is the fingerprint of the device that the test was made with. */
export interface KeptSetup {
  readonly name: string;
  readonly answer: PlaceView['answer'];
  readonly test: SetupTest | null;
  readonly testedDevice: string | null;
}

const row = z.object({
  name: z.string(),
  answer: z.enum(['device', 'none']).nullable(),
  testedDevice: z.string().nullable(),
  at: z.int().nullable(), version: z.string().nullable(), outcome: z.string().nullable(), code: z.string().nullable(), by: z.string().nullable(),
});

const NOTHING: KeptSetup = { name: '', answer: null, test: null, testedDevice: null };

/** One text for one place. */
export function keyOfPlace({ role, counterId }: SetupPlace): string {
  return counterId === null ? role : `${role}/${counterId}`;
}

/** What is kept of a place; a code of another version of the program is forgotten, the rest stays. */
export function readDeviceSetup(store: Readable, place: SetupPlace): KeptSetup {
  const found = store.get(row, 'SELECT name, answer, tested_device AS testedDevice, tested_at AS at, tested_version AS version, outcome, code, said_by AS "by" FROM device_setup WHERE place = $place', { place: keyOfPlace(place) });
  if (found === null) return NOTHING;
  const { name, answer, testedDevice, ...said } = found;
  const test = said.at === null ? null : (setupTestSchema.safeParse(said).data ?? setupTestSchema.parse({ ...said, code: null }));
  return { name, answer, test, testedDevice };
}

/** Keeps an answer; the test stays, for whoever reads compares its device with the one in force. */
export function keepAnswer(store: Writable, place: SetupPlace, answer: 'device' | 'none', name: string): void {
  store.runOne('INSERT INTO device_setup (place, name, answer) VALUES ($place, $name, $answer) ON CONFLICT (place) DO UPDATE SET name = excluded.name, answer = excluded.answer', { place: keyOfPlace(place), name, answer });
}

/** Keeps how a test went. */
export function keepTest(store: Writable, place: SetupPlace, testedDevice: string, { at, version, outcome, code, by }: SetupTest): void {
  store.runOne(
    `INSERT INTO device_setup (place, name, tested_device, tested_at, tested_version, outcome, code, said_by) VALUES ($place, '', $testedDevice, $at, $version, $outcome, $code, $by)
     ON CONFLICT (place) DO UPDATE SET tested_device = excluded.tested_device, tested_at = excluded.tested_at, tested_version = excluded.tested_version, outcome = excluded.outcome, code = excluded.code, said_by = excluded.said_by`,
    { place: keyOfPlace(place), testedDevice, at, version, outcome, code, by },
  );
}
