// Which code a new dossier gets: the one that its station printed, where that was lent to it and nobody else has it, and otherwise a new one. The printed ones lead to it all the same.

import { z } from 'zod';
import { parseDossierCode } from '../../shared/domain/codes/dossier-code.ts';
import type { OpenedDossier } from '../../shared/wire/dossier-events.ts';
import { senderSchema } from '../../shared/wire/operation.ts';
import { change, readRows } from '../database/rows.ts';
import type { Transaction } from '../database/transaction.ts';

/** A dossier that asks for its place, and the incarnation that says so. */
export interface Opening {
  readonly station: string;
  readonly incarnation: number;
  /** The station's claim of when. */
  readonly at: number;
  readonly body: OpenedDossier;
}

/** A code on paper that cannot be this dossier's own. `belongsTo` is another dossier or the holder of the number, where there is one. */
export interface TakenCode {
  readonly code: string;
  readonly why: 'code.taken' | 'code.unlent';
  readonly belongsTo: string;
}

export interface Codes {
  readonly ownsProvisional: boolean;
  /** Null: the city has to give one. */
  readonly officialCode: string | null;
  readonly taken: readonly TakenCode[];
}

const ownerSchema = z.object({ code: z.string(), owner: z.string() });
const holderSchema = z.object({ code: z.string(), holder: z.string(), station: senderSchema.shape.station, isOwnCommune: z.boolean(), incarnation: z.int(), bornAt: z.int().nullable() });
type Holder = z.infer<typeof holderSchema>;

/** Codes that dossiers of the commune have, with whom to ask. */
async function readOwners(transaction: Transaction, commune: string, openings: readonly Opening[]): Promise<Map<string, string>> {
  const minted = openings.flatMap(({ body: { officialCode } }) => (officialCode === null ? [] : [officialCode]));
  const rows = await readRows(
    transaction,
    ownerSchema,
    `SELECT provisional_code AS code, 'dossier ' || dossier_id || ' of ' || station AS owner FROM dossier WHERE commune = $1 AND provisional_code = ANY ($2::text[]) AND owns_provisional
     UNION ALL
     SELECT official_code, 'dossier ' || dossier_id || ' of ' || station FROM dossier WHERE commune = $1 AND official_code = ANY ($3::text[])`,
    [commune, openings.map(({ body }) => body.provisionalCode), minted],
  );
  return new Map(rows.map(({ code, owner }) => [code, owner]));
}

/** To whom minted numbers were lent; none for a number that nobody has. */
async function readHolders(transaction: Transaction, commune: string, agency: string, openings: readonly Opening[]): Promise<Map<string, Holder>> {
  const minted = openings.flatMap(({ body: { officialCode } }) => {
    const parsed = officialCode === null ? null : parseDossierCode(officialCode);
    return parsed?.kind === 'official' && parsed.parts.agency === agency && parsed.code === officialCode ? [parsed] : [];
  });
  if (minted.length === 0) return new Map();
  const rows = await readRows(
    transaction,
    holderSchema,
    `SELECT m.code, l.commune || '/' || l.station AS holder, l.station, l.commune = $1 AS "isOwnCommune", l.incarnation,
            (SELECT max(c.born_at) FROM station_chain c WHERE c.commune = l.commune AND c.station = l.station AND c.incarnation > l.incarnation) AS "bornAt"
     FROM unnest($3::text[], $4::date[], $5::int[]) AS m (code, day, number)
     JOIN agency a ON a.agency = $2
     JOIN code_lease l ON l.slots @> ((a.number::int8 * 100000 + (m.day - date '2000-01-01')) * 10000 + m.number)`,
    [commune, agency, minted.map(({ code }) => code), minted.map(({ parts }) => parts.day), minted.map(({ parts }) => parts.number)],
  );
  return new Map(rows.map((row) => [row.code, row]));
}

/**
 * A number counts as lent to an operation when the operation is of the lease's own incarnation, whenever it comes; or of a newer one that only carried it over, that is, made before
 * the newer one began. What a newer incarnation mints out of an older lease does not count: the number may stand on a paper that nobody here knows of.
 */
function isLentTo(holder: Holder | undefined, { station, incarnation, at }: Opening): boolean {
  if (holder === undefined || !holder.isOwnCommune || holder.station !== station) return false;
  return holder.incarnation === incarnation || (holder.incarnation < incarnation && holder.bornAt !== null && at <= holder.bornAt);
}

/** Decides over the codes of dossiers that are opened together, in their order: the first that names a code has it. */
export async function decideCodes(transaction: Transaction, commune: string, agency: string, openings: readonly Opening[]): Promise<readonly Codes[]> {
  if (openings.length === 0) return [];
  const owners = await readOwners(transaction, commune, openings);
  const holders = await readHolders(transaction, commune, agency, openings);
  return openings.map((opening) => {
    const { provisionalCode, officialCode, dossierId } = opening.body;
    const own = `dossier ${dossierId} of ${opening.station}`;
    const taken: TakenCode[] = [];
    const provisionalOwner = owners.get(provisionalCode);
    if (provisionalOwner === undefined) owners.set(provisionalCode, own);
    else taken.push({ code: provisionalCode, why: 'code.taken', belongsTo: provisionalOwner });
    if (officialCode === null) return { ownsProvisional: provisionalOwner === undefined, officialCode, taken };
    const officialOwner = owners.get(officialCode);
    const holder = holders.get(officialCode);
    const isOwn = officialOwner === undefined && isLentTo(holder, opening);
    if (isOwn) owners.set(officialCode, own);
    else taken.push(officialOwner === undefined ? { code: officialCode, why: 'code.unlent', belongsTo: holder?.holder ?? 'nobody' } : { code: officialCode, why: 'code.taken', belongsTo: officialOwner });
    return { ownsProvisional: provisionalOwner === undefined, officialCode: isOwn ? officialCode : null, taken };
  });
}

/** Keeps printed codes that belong to others, so that they still lead to the dossier, and tells a person of each. */
export async function keepAliases(
  transaction: Transaction, commune: string, taken: readonly (TakenCode & { readonly dossierId: string; readonly station: string })[], at: number,
): Promise<void> {
  if (taken.length === 0) return;
  const column = <T>(of: (each: (typeof taken)[number]) => T): T[] => taken.map(of);
  await change(
    transaction,
    'INSERT INTO code_alias (commune, code, dossier_id, at) SELECT $1, a.code, a.id, $2 FROM unnest($3::text[], $4::uuid[]) AS a (code, id) ON CONFLICT DO NOTHING',
    [commune, at, column(({ code }) => code), column(({ dossierId }) => dossierId)],
  );
  await change(
    transaction,
    `INSERT INTO incident (commune, station, code, subject, detail, first_at, last_at)
     SELECT $1, i.station, i.why, i.subject, i.detail, $2, $2 FROM unnest($3::text[], $4::text[], $5::text[], $6::text[]) AS i (station, why, subject, detail)
     ON CONFLICT (commune, station, code, subject) DO UPDATE SET last_at = EXCLUDED.last_at, times = incident.times + 1`,
    [
      commune, at, column(({ station }) => station), column(({ why }) => why), column(({ code, dossierId }) => `${code} ${dossierId}`),
      column(({ dossierId, station, belongsTo }) => `on a paper of dossier ${dossierId} of ${station}; it belongs to ${belongsTo}`),
    ],
  );
}
