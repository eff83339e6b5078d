// The stations that may talk to the city: read from its settings, written to the database at each start.

import { readFile } from 'node:fs/promises';
import type { Pool } from 'pg';
import { z } from 'zod';
import { parseAgencyCode } from '../shared/domain/codes/dossier-code.ts';
import { isTrainingStation } from '../shared/domain/codes/training-station.ts';
import { senderSchema } from '../shared/wire/operation.ts';
import type { CityClock } from './clock.ts';
import { change } from './database/rows.ts';
import { inTransaction } from './database/transaction.ts';
import { keyHash } from './server/caller.ts';

/** A bearer key: 24 to 200 characters without spaces. */
const keySchema = z.string().regex(/^[\x21-\x7e]{24,200}$/);

/** One station as the settings name it. */
export const enrolledStationSchema = z.strictObject({
  ...senderSchema.shape,
  /** Code of the agency whose official codes the commune's dossiers get, such as 'H26.149'. */
  agency: z.string().refine((text) => parseAgencyCode(text) !== null, 'agency code'),
  /** Bearer key: 24 to 200 characters without spaces, made at random. The database keeps only its hash. */
  key: keySchema,
});
export type EnrolledStation = z.infer<typeof enrolledStationSchema>;

/** All stations; each once, each with a key of its own, and one agency per commune. */
export const enrolmentSchema = z.array(enrolledStationSchema).superRefine((stations, context) => {
  const names = new Set<string>();
  const keys = new Set<string>();
  const agencies = new Map<string, string>();
  for (const { commune, station, agency, key } of stations) {
    const name = `${commune}/${station}`;
    if (isTrainingStation(station)) context.addIssue({ code: 'custom', message: `${name} is the name of training, which has nothing to say to a city` });
    if (names.has(name)) context.addIssue({ code: 'custom', message: `${name} is listed twice` });
    if (keys.has(key)) context.addIssue({ code: 'custom', message: `${name} has the key of another station` });
    if ((agencies.get(commune) ?? agency) !== agency) context.addIssue({ code: 'custom', message: `${commune} has two agencies` });
    names.add(name);
    keys.add(key);
    agencies.set(commune, agency);
  }
});

/** Reads the stations' file; throws with what is wrong in it, without quoting a key. */
export async function readEnrolment(file: string): Promise<readonly EnrolledStation[]> {
  const parsed = enrolmentSchema.safeParse(parseJson(file, await readFile(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${file}: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`);
}

/** Reads the key of the city's own case system; throws without quoting it. */
export async function readSystemKey(file: string): Promise<string> {
  const parsed = keySchema.safeParse((await readFile(file, 'utf8')).trim());
  if (parsed.success) return parsed.data;
  throw new Error(`${file}: not one line with a key of 24 to 200 characters`);
}

/** The words of a failed parse may quote what stands around the fault, which is a key as likely as not: of them only the place is told. */
function parseJson(file: string, text: string): unknown {
  let words: string;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    words = error instanceof Error ? error.message : '';
  }
  const place = /\(line \d+ column \d+\)$/.exec(words)?.[0] ?? '';
  throw new Error(`${file}: not JSON ${place}`.trimEnd());
}

/** Makes the database's stations those of the settings. A station that is no longer named loses its key and keeps its log: its name is never used again. */
export async function enrol(pool: Pool, clock: CityClock, stations: readonly EnrolledStation[]): Promise<void> {
  const communes = new Map(stations.map(({ commune, agency }) => [commune, agency]));
  await inTransaction(pool, clock, async (transaction) => {
    await change(transaction, 'LOCK TABLE station IN SHARE ROW EXCLUSIVE MODE');
    for (const [commune, agency] of [...communes].sort(([a], [b]) => (a < b ? -1 : 1))) {
      await change(transaction, 'INSERT INTO commune (commune, agency) VALUES ($1, $2) ON CONFLICT (commune) DO UPDATE SET agency = EXCLUDED.agency', [commune, agency]);
      await change(transaction, 'INSERT INTO feed_counter (commune) VALUES ($1) ON CONFLICT (commune) DO NOTHING', [commune]);
    }
    await change(transaction, 'UPDATE station SET key_hash = NULL WHERE key_hash IS NOT NULL');
    for (const { commune, station, key } of stations) {
      await change(
        transaction,
        'INSERT INTO station (commune, station, key_hash) VALUES ($1, $2, $3) ON CONFLICT (commune, station) DO UPDATE SET key_hash = EXCLUDED.key_hash',
        [commune, station, keyHash(key)],
      );
    }
  });
}
