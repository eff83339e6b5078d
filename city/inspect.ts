// Looks into what the city holds, beside a running gateway and without changing anything: for the comparison at the end of a morning, and for tests.

import { z } from 'zod';
import { BlobStore } from './blobs/store.ts';
import { machineClock } from './clock.ts';
import { openPool } from './database/pool.ts';
import { readRows } from './database/rows.ts';
import { findDuplicates } from './inspect-duplicates.ts';
import type { Duplicate } from './inspect-duplicates.ts';
import type { Log } from './log.ts';

const dossierSchema = z.object({
  dossierId: z.string(), provisionalCode: z.string(), officialCode: z.string(), procedureCode: z.string(), station: z.string(),
  receivedAt: z.int(), dueAt: z.int().nullable(), status: z.int(), body: z.record(z.string(), z.unknown()),
});
const pageSchema = z.object({ dossierId: z.string(), pageId: z.string(), paperId: z.string(), sha256: z.string(), bytes: z.int(), mime: z.string(), verified: z.boolean() });
const stationSchema = z.object({ station: z.string(), state: z.string(), incarnation: z.int(), highSeq: z.int(), headHash: z.string(), events: z.int(), broken: z.int() });
const rejectedSchema = z.object({ opId: z.string(), station: z.string(), seq: z.int(), kind: z.string(), type: z.string(), code: z.string(), detail: z.string() });
const incidentSchema = z.object({ station: z.string(), code: z.string(), subject: z.string(), detail: z.string(), times: z.int() });

const issuedSchema = z.object({ ticketId: z.string(), day: z.string(), number: z.string() });

/** A dossier as the city holds it. `body` is what the station sent. */
export type InspectedDossier = z.infer<typeof dossierSchema>;
/** A page as its dossier names it; `verified` when the city has said that it holds the bytes. */
export type InspectedPage = z.infer<typeof pageSchema>;
/** A station's log at the city: its newest incarnation, how far that is held, and the operations of all incarnations; `broken` counts places where hash or chain do not agree with the kept text, and gaps. */
export type InspectedStation = z.infer<typeof stationSchema>;

export interface Inspection extends AsyncDisposable {
  dossiers(commune: string): Promise<InspectedDossier[]>;
  pages(commune: string): Promise<InspectedPage[]>;
  /** The page's bytes; null when the city does not hold them. */
  blobBytes(commune: string, sha256: string): Promise<Buffer | null>;
  stations(commune: string): Promise<InspectedStation[]>;
  /** Number of operations that the city keeps, of all stations of the commune. */
  eventCount(commune: string): Promise<number>;
  /** What has no effect and is not settled: refused, held, kept. */
  rejected(commune: string): Promise<z.infer<typeof rejectedSchema>[]>;
  incidents(commune: string): Promise<z.infer<typeof incidentSchema>[]>;
  /** Every number that a station said it had given. */
  issuedTickets(commune: string): Promise<z.infer<typeof issuedSchema>[]>;
  /** Everything that is there twice and must be there once; empty when all is well. */
  duplicates(commune: string): Promise<Duplicate[]>;
}

/**
 * `prevHash` in the kept text, found by the fixed order of its last members: PostgreSQL's own JSON functions refuse a text with a zero byte in it,
 * which a poisonous operation may have.
 */
const PREVIOUS = String.raw`substring(e.raw::text FROM '"prevHash":"([0-9a-f]{64})",(?:"refersTo":"[0-9a-f-]{36}",)?"seq":[0-9]+,"station":"[A-Z0-9]+","type":"[a-z0-9.-]+","typeVersion":[0-9]+[}]$')`;

/** Each event's hash is taken again from its kept text, and each must name the one before it in its incarnation, the first the base; a gap shows as a broken link. An erased text proves nothing. */
const STATIONS = `
  SELECT s.station, s.state, s.incarnation, coalesce(max(k.high_seq) FILTER (WHERE k.incarnation = s.incarnation), 0) AS "highSeq",
         coalesce(max(encode(k.head_hash, 'hex')) FILTER (WHERE k.incarnation = s.incarnation), repeat('0', 64)) AS "headHash",
         coalesce(sum(k.events), 0)::int AS events, coalesce(sum(k.broken), 0)::int AS broken
  FROM station s LEFT JOIN (
    SELECT c.commune, c.station, c.incarnation, c.high_seq, c.head_hash, count(e.seq)::int AS events,
           count(e.seq) FILTER (WHERE e.raw IS NOT NULL AND (e.hash <> sha256(convert_to(e.raw::text, 'UTF8')) OR ${PREVIOUS} IS DISTINCT FROM coalesce(e.expected_prev, encode(c.base_hash, 'hex')))
                                  OR e.seq <> c.first_seq + e.place - 1)::int
             + (CASE WHEN c.high_seq - c.first_seq + 1 = count(e.seq) AND c.head_hash = (array_agg(e.hash ORDER BY e.seq DESC))[1] THEN 0 ELSE 1 END) AS broken
    FROM station_chain c LEFT JOIN (
      SELECT commune, station, incarnation, seq, hash, raw, row_number() OVER log AS place, encode(lag(hash) OVER log, 'hex') AS expected_prev
      FROM event WHERE commune = $1 WINDOW log AS (PARTITION BY commune, station, incarnation ORDER BY seq)
    ) e USING (commune, station, incarnation)
    WHERE c.commune = $1 GROUP BY c.commune, c.station, c.incarnation
  ) k USING (commune, station)
  WHERE s.commune = $1 GROUP BY s.commune, s.station ORDER BY s.station`;

/** Opens the database and the folder of pages for looking. */
export function openInspection({ databaseUrl, blobs, log }: { readonly databaseUrl: string; readonly blobs: string; readonly log?: Log }): Inspection {
  const pool = openPool(databaseUrl, log ?? (() => undefined));
  const store = new BlobStore(blobs, machineClock);
  return {
    dossiers: (commune) => readRows(
      pool,
      dossierSchema,
      `SELECT dossier_id AS "dossierId", provisional_code AS "provisionalCode", official_code AS "officialCode", procedure_code AS "procedureCode", d.station,
              d.received_at AS "receivedAt", due_at AS "dueAt", status, coalesce(o.body, '{}') AS body
       FROM dossier d LEFT JOIN LATERAL (SELECT e.raw -> 'body' AS body FROM event e WHERE e.commune = d.commune AND e.agg_id = d.dossier_id::text AND e.op_id = d.opened_op LIMIT 1) o ON true
       WHERE d.commune = $1 ORDER BY official_code`,
      [commune],
    ),
    pages: (commune) => readRows(
      pool,
      pageSchema,
      `SELECT p.dossier_id AS "dossierId", p.page_id AS "pageId", p.paper_id AS "paperId", p.sha256, p.bytes, p.mime, b.sha256 IS NOT NULL AS verified
       FROM dossier_page p LEFT JOIN blob b USING (commune, sha256) WHERE p.commune = $1 ORDER BY p.dossier_id, p.page_id`,
      [commune],
    ),
    blobBytes: (commune, sha256) => store.read(commune, sha256),
    stations: (commune) => readRows(pool, stationSchema, STATIONS, [commune]),
    eventCount: async (commune) => (await readRows(pool, z.object({ count: z.int() }), 'SELECT count(*) FROM event WHERE commune = $1', [commune]))[0]?.count ?? 0,
    rejected: (commune) => readRows(
      pool,
      rejectedSchema,
      `SELECT u.op_id AS "opId", u.station, u.seq, u.kind, e.type, u.code, u.detail FROM unsettled u JOIN event e USING (commune, station, incarnation, seq)
       WHERE u.commune = $1 AND u.settled IS NULL ORDER BY u.station, u.incarnation, u.seq`,
      [commune],
    ),
    incidents: (commune) => readRows(pool, incidentSchema, 'SELECT station, code, subject, detail, times FROM incident WHERE commune = $1 ORDER BY first_at', [commune]),
    issuedTickets: (commune) => readRows(
      pool,
      issuedSchema,
      `SELECT raw -> 'body' ->> 'ticketId' AS "ticketId", raw -> 'body' ->> 'day' AS day, raw -> 'body' ->> 'number' AS number FROM event WHERE commune = $1 AND type = 'ticket.issued'`,
      [commune],
    ),
    duplicates: (commune) => findDuplicates(pool, commune),
    [Symbol.asyncDispose]: () => pool.end(),
  };
}
